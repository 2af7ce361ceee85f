// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s
// Instances whose arguments have no name at the kernel's place are told apart
// by the names that every compiler gives to types; what has no public name in
// an argument is read from its bytes.

#include "Inputs/each.h"

class Fill {
public:
  Fill(float *out, float value) : out(out), value(value) {}
  __device__ void operator()(int i) { out[i] = value; }

private:
  float *out;
  float value;
};

struct Clear {
  float *out;
  __device__ void operator()(int i) { out[i] = 0; }
};

int main() {
  float *x;
  cudaMalloc(&x, 400);
  each<<<1, 100>>>(Fill(x, 2), 100);
  each<<<1, 100>>>(Clear{x}, 100);
  return 0;
}

// CHECK: template <class F> void each(const cubeport::LaunchConfig &launch, F f, int count) {
// CHECK: if (cubeport::isType<F>("P4Fill")) {
// CHECK: each_Fill_launch(
// CHECK: cubeport::readScalar<void *>(f, 0)
// CHECK-SAME: cubeport::readScalar<float>(f, 8)
// CHECK: } else if (cubeport::isType<F>("P5Clear")) {
// CHECK: ACL_ERROR_RT_INVALID_DEVICE_FUNCTION
