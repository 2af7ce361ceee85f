// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared by the tests of the twin: device arrays and short names.
#ifndef CUBEPORT_TEST_TWIN_HARNESS_H
#define CUBEPORT_TEST_TWIN_HARNESS_H

#include "acl/acl.h"
#include "kernel_operator.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace AscendC;

/// An array in device memory that the test reads and writes directly.
template <typename T>
T *deviceArray(size_t count, double first = 0, double step = 0) {
  void *pointer = nullptr;
  aclrtMalloc(&pointer, count * sizeof(T), ACL_MEM_MALLOC_HUGE_FIRST);
  T *values = static_cast<T *>(pointer);
  for (size_t i = 0; i < count; ++i) {
    values[i] = T(float(first + step * double(i)));
  }
  return values;
}

/// A local tensor of `count` elements at `address`.
template <typename T>
inline LocalTensor<T> ub(uint32_t address, uint32_t count) {
  return LocalTensor<T>(TPosition::VECCALC, address, count);
}

template <typename T> inline GlobalTensor<T> gm(T *pointer) {
  GlobalTensor<T> tensor;
  tensor.SetGlobalBuffer(pointer);
  return tensor;
}

template <typename T>
inline void load(const LocalTensor<T> &to, const GlobalTensor<T> &from,
                 uint32_t count, Where where = Where::here()) {
  DataCopyPad(to, from,
              DataCopyExtParams{1, count * uint32_t(sizeof(T)), 0, 0, 0},
              DataCopyPadExtParams<T>{false, 0, 0, T(0)}, where);
}

template <typename T>
inline void store(const GlobalTensor<T> &to, const LocalTensor<T> &from,
                  uint32_t count, Where where = Where::here()) {
  DataCopyPad(to, from,
              DataCopyExtParams{1, count * uint32_t(sizeof(T)), 0, 0, 0},
              where);
}

template <HardEvent event> inline void order(Where where = Where::here()) {
  SetFlag<event>(EVENT_ID0, where);
  WaitFlag<event>(EVENT_ID0, where);
}

#endif // CUBEPORT_TEST_TWIN_HARNESS_H
