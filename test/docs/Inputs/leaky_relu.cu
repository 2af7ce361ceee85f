// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel that docs/pipeline.md follows through all forms.
__global__ void leakyRelu(const float *x, float *y, float slope, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v = x[i];
    y[i] = v > 0.0f ? v : slope * v;
  }
}

void launch(const float *x, float *y, float slope, int n) {
  leakyRelu<<<(n + 255) / 256, 256>>>(x, y, slope, n);
}
