// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Textures of a cube's six sides.

__global__ void sample(cudaTextureObject_t texture, float *out) {
  // CHECK: texture_cubemap.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2011:
  out[threadIdx.x] = texCubemap<float>(texture, 1.0f, 0.5f, 0.5f);
}

int main() {
  sample<<<1, 32>>>(0, nullptr);
  return 0;
}
