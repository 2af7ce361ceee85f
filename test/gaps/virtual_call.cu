// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A virtual call of a function that no class of the source defines.

struct Shape {
  __device__ virtual float area() const = 0;
};

__global__ void areas(const Shape *const *shapes, float *out) {
  // CHECK: virtual_call.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2009:
  out[threadIdx.x] = shapes[threadIdx.x]->area();
}

int main() {
  areas<<<1, 32>>>(nullptr, nullptr);
  return 0;
}
