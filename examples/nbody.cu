// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gravity between all pairs of bodies, tile by tile through shared memory:
// float4 loads and stores, rsqrtf, a uniform loop inside a uniform loop.
#include <cmath>
#include <cstdio>
#include <vector>

constexpr int tile = 64;
constexpr float softening = 0.01f;

__global__ void accelerations(const float4 *bodies, float4 *result, int n) {
  __shared__ float4 staged[tile];
  int i = blockIdx.x * tile + threadIdx.x;
  float4 self = i < n ? bodies[i] : make_float4(0.0f, 0.0f, 0.0f, 0.0f);
  float ax = 0.0f, ay = 0.0f, az = 0.0f;
  for (int first = 0; first < n; first += tile) {
    int j = first + threadIdx.x;
    staged[threadIdx.x] =
        j < n ? bodies[j] : make_float4(0.0f, 0.0f, 0.0f, 0.0f);
    __syncthreads();
    for (int k = 0; k < tile; ++k) {
      float4 other = staged[k];
      float dx = other.x - self.x;
      float dy = other.y - self.y;
      float dz = other.z - self.z;
      float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + softening);
      float strength = other.w * inverse * inverse * inverse;
      ax += strength * dx;
      ay += strength * dy;
      az += strength * dz;
    }
    __syncthreads();
  }
  if (i < n) {
    result[i] = make_float4(ax, ay, az, 0.0f);
  }
}

int main() {
  const int n = 150;
  std::vector<float4> bodies(n), result(n);
  for (int i = 0; i < n; ++i) {
    bodies[i].x = std::sin(1.0f * i);
    bodies[i].y = std::cos(2.0f * i);
    bodies[i].z = std::sin(3.0f * i + 1.0f);
    bodies[i].w = 0.5f + 0.01f * (i % 10);
  }
  const size_t bytes = n * sizeof(float4);
  float4 *dBodies, *dResult;
  cudaMalloc(&dBodies, bytes);
  cudaMalloc(&dResult, bytes);
  cudaMemcpy(dBodies, bodies.data(), bytes, cudaMemcpyHostToDevice);

  accelerations<<<(n + tile - 1) / tile, tile>>>(dBodies, dResult, n);

  cudaMemcpy(result.data(), dResult, bytes, cudaMemcpyDeviceToHost);
  cudaFree(dBodies);
  cudaFree(dResult);
  for (int i = 0; i < n; ++i) {
    double ax = 0.0, ay = 0.0, az = 0.0;
    for (int j = 0; j < n; ++j) {
      double dx = bodies[j].x - bodies[i].x;
      double dy = bodies[j].y - bodies[i].y;
      double dz = bodies[j].z - bodies[i].z;
      double square = dx * dx + dy * dy + dz * dz + softening;
      double strength = bodies[j].w / (square * std::sqrt(square));
      ax += strength * dx;
      ay += strength * dy;
      az += strength * dz;
    }
    double error = std::fabs(result[i].x - ax) + std::fabs(result[i].y - ay) +
                   std::fabs(result[i].z - az);
    if (!(error < 0.02)) {
      printf("FAIL body %d: (%f, %f, %f), expected (%f, %f, %f)\n", i,
             result[i].x, result[i].y, result[i].z, ax, ay, az);
      return 1;
    }
  }
  printf("PASS\n");
  return 0;
}
