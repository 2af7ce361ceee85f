// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Structs: by value as an argument, arrays of them, nested arrays in them.
#include "check.h"

struct Particle {
  float x, y;
  int kind;
};

struct Parameters {
  float step;
  float drift[2];
  int limit;
};

__global__ void move(Particle *particles, Parameters parameters, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    Particle p = particles[i];
    p.x += parameters.step * parameters.drift[0];
    p.y += parameters.step * parameters.drift[1];
    if (p.kind > parameters.limit) {
      p.kind = 0;
    }
    particles[i] = p;
  }
}

__global__ void energies(const Particle *particles, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = particles[i].x * particles[i].y + particles[i].kind;
  }
}

int main() {
  const int n = 90;
  std::vector<Particle> particles(n);
  std::vector<float> expected(n);
  Parameters parameters = {0.5f, {1.0f, -2.0f}, 3};
  for (int i = 0; i < n; ++i) {
    particles[i] = Particle{0.25f * i, 1.0f - i, i % 6};
    float x = 0.25f * i + 0.5f, y = 1.0f - i - 1.0f;
    expected[i] = x * y + (i % 6 > 3 ? 0 : i % 6);
  }
  Particle *data = toDevice(particles);
  float *out = deviceArray<float>(n);
  move<<<3, 32>>>(data, parameters, n);
  energies<<<3, 32>>>(data, out, n);
  expectNear("energies", takeBack(out, n), expected);
  cudaFree(data);
  return finish();
}
