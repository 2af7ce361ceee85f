// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The GELU activation and its gradient as function templates over functors:
// device functions, tanhf, and two instances of one kernel.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr float scaling = 0.7978845608f; // sqrt(2 / pi)

struct Gelu {
  __host__ __device__ float operator()(float x) const {
    float cube = 0.044715f * x * x * x;
    return 0.5f * x * (1.0f + tanhf(scaling * (x + cube)));
  }
};

struct GeluGradient {
  __host__ __device__ float operator()(float x) const {
    float cube = 0.044715f * x * x * x;
    float t = tanhf(scaling * (x + cube));
    float inner = scaling * (1.0f + 3.0f * 0.044715f * x * x);
    return 0.5f * (1.0f + t) + 0.5f * x * (1.0f - t * t) * inner;
  }
};

template <typename Function>
__global__ void apply(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = Function()(in[i]);
  }
}

template <typename Function> static int check(const char *name) {
  const int n = 4099;
  std::vector<float> in(n), out(n);
  for (int i = 0; i < n; ++i) {
    in[i] = 0.004f * (i - n / 2);
  }
  float *dIn, *dOut;
  cudaMalloc(&dIn, n * sizeof(float));
  cudaMalloc(&dOut, n * sizeof(float));
  cudaMemcpy(dIn, in.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  apply<Function><<<(n + 511) / 512, 512>>>(dIn, dOut, n);
  cudaMemcpy(out.data(), dOut, n * sizeof(float), cudaMemcpyDeviceToHost);
  cudaFree(dIn);
  cudaFree(dOut);
  for (int i = 0; i < n; ++i) {
    float expected = Function()(in[i]);
    if (!(std::fabs(out[i] - expected) < 1e-4f)) {
      printf("FAIL %s(%f) = %f, expected %f\n", name, in[i], out[i], expected);
      return 1;
    }
  }
  return 0;
}

int main() {
  int errors = check<Gelu>("gelu") + check<GeluGradient>("gradient");
  if (!errors) {
    printf("PASS\n");
  }
  return errors != 0;
}
