// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Texture references, which CUDA 12 has no more.

// CHECK: texture_reference.cu:[[@LINE+1]]:1: error: CP2011: texture reference; texture objects (cudaCreateTextureObject) work
texture<float, 2, cudaReadModeElementType> image;

__global__ void sample(float *out) { out[threadIdx.x] = 1.0f; }

int main() {
  sample<<<1, 32>>>(nullptr);
  return 0;
}
