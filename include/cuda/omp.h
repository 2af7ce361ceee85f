// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// OpenMP's functions for host code that runs in one thread: its directives are
// hints that a compiler may leave out.
#ifndef CUBEPORT_CUDA_OMP_H
#define CUBEPORT_CUDA_OMP_H

#include <chrono>

typedef int omp_lock_t;

inline int omp_get_num_threads() { return 1; }
inline int omp_get_max_threads() { return 1; }
inline int omp_get_thread_num() { return 0; }
inline int omp_get_num_procs() { return 1; }
inline int omp_in_parallel() { return 0; }
inline int omp_get_num_devices() { return 0; }
inline int omp_get_level() { return 0; }
inline void omp_set_num_threads(int) {}
inline void omp_set_dynamic(int) {}
inline void omp_set_nested(int) {}
inline void omp_init_lock(omp_lock_t *) {}
inline void omp_destroy_lock(omp_lock_t *) {}
inline void omp_set_lock(omp_lock_t *) {}
inline void omp_unset_lock(omp_lock_t *) {}
inline double omp_get_wtime() {
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
inline double omp_get_wtick() { return 1e-9; }

#endif
