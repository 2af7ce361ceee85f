// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with cache hints: plain accesses, since a hint never
// changes a value.
#ifndef CUBEPORT_CUDA_DEVICE_MEMORY_H
#define CUBEPORT_CUDA_DEVICE_MEMORY_H

// Shared memory has addresses like all other memory; its window is all of it.
CUBEPORT_DEVICE __SIZE_TYPE__ __cvta_generic_to_shared(const void *p) {
  return (__SIZE_TYPE__)p;
}
CUBEPORT_DEVICE __SIZE_TYPE__ __cvta_generic_to_global(const void *p) {
  return (__SIZE_TYPE__)p;
}
CUBEPORT_DEVICE void *__cvta_global_to_generic(__SIZE_TYPE__ p) {
  return (void *)p;
}
CUBEPORT_DEVICE void *__cvta_shared_to_generic(__SIZE_TYPE__ p) {
  return (void *)p;
}

template <class T> CUBEPORT_DEVICE T __ldg(const T *p) { return *p; }
template <class T> CUBEPORT_DEVICE T __ldcg(const T *p) { return *p; }
template <class T> CUBEPORT_DEVICE T __ldca(const T *p) { return *p; }
template <class T> CUBEPORT_DEVICE T __ldcs(const T *p) { return *p; }
template <class T> CUBEPORT_DEVICE T __ldlu(const T *p) { return *p; }
template <class T> CUBEPORT_DEVICE T __ldcv(const T *p) {
  return *(const volatile T *)p;
}
template <class T> struct cubeport_identity {
  typedef T type;
};
template <class T>
CUBEPORT_DEVICE void __stwb(T *p, typename cubeport_identity<T>::type v) {
  *p = v;
}
template <class T>
CUBEPORT_DEVICE void __stcg(T *p, typename cubeport_identity<T>::type v) {
  *p = v;
}
template <class T>
CUBEPORT_DEVICE void __stcs(T *p, typename cubeport_identity<T>::type v) {
  *p = v;
}
template <class T>
CUBEPORT_DEVICE void __stwt(T *p, typename cubeport_identity<T>::type v) {
  *p = v;
}

#endif
