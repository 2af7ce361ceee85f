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

#define CUBEPORT_EXCHANGE(suffix)                                              \
  CUBEPORT_DEVICE float atomicExch##suffix(float *p, float v) {                \
    return __builtin_bit_cast(                                                 \
        float, __atomic_exchange_n((int *)p, __builtin_bit_cast(int, v),       \
                                   __ATOMIC_RELAXED));                         \
  }
CUBEPORT_EXCHANGE()
CUBEPORT_EXCHANGE(_block)
CUBEPORT_EXCHANGE(_system)
#undef CUBEPORT_EXCHANGE

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

#define CUBEPORT_COUNT(suffix)                                                 \
  CUBEPORT_DEVICE unsigned int atomicInc##suffix(unsigned int *p,              \
                                                 unsigned int limit) {         \
    return __nvvm_atom_inc_gen_ui(p, limit);                                   \
  }                                                                            \
  CUBEPORT_DEVICE unsigned int atomicDec##suffix(unsigned int *p,              \
                                                 unsigned int limit) {         \
    return __nvvm_atom_dec_gen_ui(p, limit);                                   \
  }
CUBEPORT_COUNT()
CUBEPORT_COUNT(_block)
CUBEPORT_COUNT(_system)
#undef CUBEPORT_COUNT

// Of vectors, each element is atomic by itself.
CUBEPORT_DEVICE float2 atomicAdd(float2 *p, float2 v) {
  float2 old;
  old.x = atomicAdd(&p->x, v.x);
  old.y = atomicAdd(&p->y, v.y);
  return old;
}
CUBEPORT_DEVICE float4 atomicAdd(float4 *p, float4 v) {
  float4 old;
  old.x = atomicAdd(&p->x, v.x);
  old.y = atomicAdd(&p->y, v.y);
  old.z = atomicAdd(&p->z, v.z);
  old.w = atomicAdd(&p->w, v.w);
  return old;
}

// The functions with an order and a scope. What is not relaxed is ordered
// for the whole system.
#define __NV_ATOMIC_RELAXED __ATOMIC_RELAXED
#define __NV_ATOMIC_CONSUME __ATOMIC_CONSUME
#define __NV_ATOMIC_ACQUIRE __ATOMIC_ACQUIRE
#define __NV_ATOMIC_RELEASE __ATOMIC_RELEASE
#define __NV_ATOMIC_ACQ_REL __ATOMIC_ACQ_REL
#define __NV_ATOMIC_SEQ_CST __ATOMIC_SEQ_CST
#define __NV_THREAD_SCOPE_THREAD 0
#define __NV_THREAD_SCOPE_BLOCK 1
#define __NV_THREAD_SCOPE_CLUSTER 2
#define __NV_THREAD_SCOPE_DEVICE 3
#define __NV_THREAD_SCOPE_SYSTEM 4

template <int Size> struct cubeport_word;
template <> struct cubeport_word<1> { typedef unsigned char type; };
template <> struct cubeport_word<2> { typedef unsigned short type; };
template <> struct cubeport_word<4> { typedef unsigned int type; };
template <> struct cubeport_word<8> { typedef unsigned long long type; };
#define CUBEPORT_WORD(T) typename cubeport_word<sizeof(T)>::type

template <class T>
CUBEPORT_DEVICE T __nv_atomic_load_n(const T *p, int order,
                                     int = __NV_THREAD_SCOPE_SYSTEM) {
  return __builtin_bit_cast(
      T, __atomic_load_n((const CUBEPORT_WORD(T) *)p, order));
}
template <class T>
CUBEPORT_DEVICE void __nv_atomic_load(const T *p, T *result, int order,
                                      int scope = __NV_THREAD_SCOPE_SYSTEM) {
  *result = __nv_atomic_load_n(p, order, scope);
}
template <class T, class V>
CUBEPORT_DEVICE void __nv_atomic_store_n(T *p, V v, int order,
                                         int = __NV_THREAD_SCOPE_SYSTEM) {
  __atomic_store_n((CUBEPORT_WORD(T) *)p,
                   __builtin_bit_cast(CUBEPORT_WORD(T), (T)v), order);
}
template <class T>
CUBEPORT_DEVICE void __nv_atomic_store(T *p, T *v, int order,
                                       int scope = __NV_THREAD_SCOPE_SYSTEM) {
  __nv_atomic_store_n(p, *v, order, scope);
}
template <class T, class V>
CUBEPORT_DEVICE T __nv_atomic_exchange_n(T *p, V v, int order,
                                         int = __NV_THREAD_SCOPE_SYSTEM) {
  return __builtin_bit_cast(
      T, __atomic_exchange_n((CUBEPORT_WORD(T) *)p,
                             __builtin_bit_cast(CUBEPORT_WORD(T), (T)v),
                             order));
}
template <class T>
CUBEPORT_DEVICE void
__nv_atomic_exchange(T *p, T *v, T *result, int order,
                     int scope = __NV_THREAD_SCOPE_SYSTEM) {
  *result = __nv_atomic_exchange_n(p, *v, order, scope);
}
template <class T, class V>
CUBEPORT_DEVICE bool
__nv_atomic_compare_exchange_n(T *p, T *expected, V v, bool, int success, int,
                               int = __NV_THREAD_SCOPE_SYSTEM) {
  typedef CUBEPORT_WORD(T) word;
  word old = __builtin_bit_cast(word, *expected);
  bool done = __atomic_compare_exchange_n(
      (word *)p, &old, __builtin_bit_cast(word, (T)v), false, success,
      __ATOMIC_RELAXED);
  *expected = __builtin_bit_cast(T, old);
  return done;
}
template <class T>
CUBEPORT_DEVICE bool
__nv_atomic_compare_exchange(T *p, T *expected, T *v, bool weak, int success,
                             int failure,
                             int scope = __NV_THREAD_SCOPE_SYSTEM) {
  return __nv_atomic_compare_exchange_n(p, expected, *v, weak, success,
                                        failure, scope);
}
#define CUBEPORT_NV_ATOMIC(op)                                                 \
  template <class T, class V>                                                  \
  CUBEPORT_DEVICE T __nv_atomic_fetch_##op(T *p, V v, int order,               \
                                           int = __NV_THREAD_SCOPE_SYSTEM) {   \
    return __atomic_fetch_##op(p, (T)v, order);                                \
  }                                                                            \
  template <class T, class V>                                                  \
  CUBEPORT_DEVICE void __nv_atomic_##op(T *p, V v, int order,                  \
                                        int = __NV_THREAD_SCOPE_SYSTEM) {      \
    (void)__atomic_fetch_##op(p, (T)v, order);                                 \
  }
CUBEPORT_NV_ATOMIC(add)
CUBEPORT_NV_ATOMIC(sub)
CUBEPORT_NV_ATOMIC(and)
CUBEPORT_NV_ATOMIC(or)
CUBEPORT_NV_ATOMIC(xor)
CUBEPORT_NV_ATOMIC(min)
CUBEPORT_NV_ATOMIC(max)
#undef CUBEPORT_NV_ATOMIC
#undef CUBEPORT_WORD
CUBEPORT_DEVICE void
__nv_atomic_thread_fence(int order, int scope = __NV_THREAD_SCOPE_SYSTEM) {
  if (order == __ATOMIC_RELAXED || scope == __NV_THREAD_SCOPE_THREAD) {
  } else if (scope == __NV_THREAD_SCOPE_BLOCK) {
    __threadfence_block();
  } else if (scope == __NV_THREAD_SCOPE_SYSTEM) {
    __threadfence_system();
  } else {
    __threadfence();
  }
}

#endif
