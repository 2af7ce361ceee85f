// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel template that does not know what it is instantiated with.
template <class F> __global__ void each(F f, int count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) {
    f(i);
  }
}
