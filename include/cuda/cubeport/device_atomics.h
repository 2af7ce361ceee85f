// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's atomic functions through Clang's atomic builtins: relaxed order, as
// CUDA documents them; the scope (block, device, system) does not matter here.
#ifndef CUBEPORT_CUDA_DEVICE_ATOMICS_H
#define CUBEPORT_CUDA_DEVICE_ATOMICS_H

#define CUBEPORT_ATOMIC(name, suffix, builtin, type)                           \
  CUBEPORT_DEVICE type name##suffix(type *p, type v) {                         \
    return builtin(p, v, __ATOMIC_RELAXED);                                    \
  }
#define CUBEPORT_ATOMIC_SCOPES(name, builtin, type)                            \
  CUBEPORT_ATOMIC(name, , builtin, type)                                       \
  CUBEPORT_ATOMIC(name, _block, builtin, type)                                 \
  CUBEPORT_ATOMIC(name, _system, builtin, type)
#define CUBEPORT_ATOMIC_32_64(name, builtin)                                   \
  CUBEPORT_ATOMIC_SCOPES(name, builtin, int)                                   \
  CUBEPORT_ATOMIC_SCOPES(name, builtin, unsigned int)                          \
  CUBEPORT_ATOMIC_SCOPES(name, builtin, long long)                             \
  CUBEPORT_ATOMIC_SCOPES(name, builtin, unsigned long long)

CUBEPORT_ATOMIC_32_64(atomicAdd, __atomic_fetch_add)
CUBEPORT_ATOMIC_SCOPES(atomicAdd, __atomic_fetch_add, float)
CUBEPORT_ATOMIC_SCOPES(atomicAdd, __atomic_fetch_add, double)
CUBEPORT_ATOMIC_32_64(atomicSub, __atomic_fetch_sub)
CUBEPORT_ATOMIC_32_64(atomicMin, __atomic_fetch_min)
CUBEPORT_ATOMIC_32_64(atomicMax, __atomic_fetch_max)
CUBEPORT_ATOMIC_32_64(atomicAnd, __atomic_fetch_and)
CUBEPORT_ATOMIC_32_64(atomicOr, __atomic_fetch_or)
CUBEPORT_ATOMIC_32_64(atomicXor, __atomic_fetch_xor)
CUBEPORT_ATOMIC_32_64(atomicExch, __atomic_exchange_n)

#undef CUBEPORT_ATOMIC_32_64
#undef CUBEPORT_ATOMIC_SCOPES
#undef CUBEPORT_ATOMIC

CUBEPORT_DEVICE float atomicExch(float *p, float v) {
  return __builtin_bit_cast(
      float, __atomic_exchange_n((int *)p, __builtin_bit_cast(int, v),
                                 __ATOMIC_RELAXED));
}

#define CUBEPORT_CAS(suffix, type)                                             \
  CUBEPORT_DEVICE type atomicCAS##suffix(type *p, type expected, type v) {     \
    __atomic_compare_exchange_n(p, &expected, v, false, __ATOMIC_RELAXED,      \
                                __ATOMIC_RELAXED);                             \
    return expected;                                                           \
  }
#define CUBEPORT_CAS_SCOPES(type)                                              \
  CUBEPORT_CAS(, type)                                                         \
  CUBEPORT_CAS(_block, type)                                                   \
  CUBEPORT_CAS(_system, type)
CUBEPORT_CAS_SCOPES(int)
CUBEPORT_CAS_SCOPES(unsigned int)
CUBEPORT_CAS_SCOPES(long long)
CUBEPORT_CAS_SCOPES(unsigned long long)
CUBEPORT_CAS_SCOPES(unsigned short)
#undef CUBEPORT_CAS_SCOPES
#undef CUBEPORT_CAS

CUBEPORT_DEVICE unsigned int atomicInc(unsigned int *p, unsigned int limit) {
  return __nvvm_atom_inc_gen_ui(p, limit);
}
CUBEPORT_DEVICE unsigned int atomicDec(unsigned int *p, unsigned int limit) {
  return __nvvm_atom_dec_gen_ui(p, limit);
}

#endif
