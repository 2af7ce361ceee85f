// Pointers to kernels, whose type the source spells in all the usual places.
// RUN: cubeport translate %s --emit=host | FileCheck %s
// RUN: cubeport run %s | FileCheck %s --check-prefix=OUT
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// VERIFY: PASS
#include <cstdio>

__global__ void copy(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = in[i];
  }
}
__global__ void twice(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 2 * in[i];
  }
}
template <int By> __global__ void times(float *out, const float *in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = By * in[i];
  }
}
__device__ int count;
__global__ void increase() { ++count; }

// CHECK: typedef void (*Kernel)(const cubeport::LaunchConfig &, float *, const float *, int);
typedef void (*Kernel)(float *, const float *, int);
// CHECK: using Signature = void(const cubeport::LaunchConfig &, float *, const float *, int);
using Signature = void(float *, const float *, int);

struct Choice {
  const char *name;
  // CHECK: void (*kernel)(const cubeport::LaunchConfig &, float *out, const float *in, int n);
  void (*kernel)(float *out, const float *in, int n);
};

// CHECK: template <void (*K)(const cubeport::LaunchConfig &, float *, const float *, int)> void launchFixed(
template <void (*K)(float *, const float *, int)>
void launchFixed(float *out, const float *in, int n) {
  // CHECK: K(cubeport::LaunchConfig(2, 64), out, in, n);
  K<<<2, 64>>>(out, in, n);
}

void launch(Kernel kernel, float *out, const float *in, int n) {
  kernel<<<(n + 31) / 32, 32>>>(out, in, n);
}

// The type depends on the template's argument.
template <class T> struct Launcher {
  // CHECK: void (*kernel)(const cubeport::LaunchConfig &, T *, const T *, int);
  void (*kernel)(T *, const T *, int);
  void go(T *out, const T *in, int n) { kernel<<<1, n>>>(out, in, n); }
};

// CHECK: static void (*pick(bool first))(const cubeport::LaunchConfig &, float *, const float *, int) {
static void (*pick(bool first))(float *, const float *, int) {
  return first ? copy : twice;
}

// An ordinary function of another type keeps its pointer.
static int add(int a, int b) { return a + b; }
// CHECK: int (*combine)(int, int) = add;
int (*combine)(int, int) = add;

int main() {
  const int n = 100;
  float host[n], *in, *out;
  for (int i = 0; i < n; ++i) {
    host[i] = i;
  }
  cudaMalloc(&in, sizeof(host));
  cudaMalloc(&out, sizeof(host));
  cudaMemcpy(in, host, sizeof(host), cudaMemcpyHostToDevice);
  auto show = [&](const char *name) {
    cudaMemcpy(host, out, sizeof(host), cudaMemcpyDeviceToHost);
    printf("%s %g\n", name, host[99]);
  };
  // CHECK: void (*kernel)(const cubeport::LaunchConfig &, float *, const float *, int) = nullptr;
  void (*kernel)(float *, const float *, int) = nullptr;
  for (int round = 0; round < 2; ++round) {
    // CHECK: kernel = &copy;
    switch (round) {
    case 0:
      kernel = &copy;
      break;
    case 1:
      kernel = times<3>;
      break;
    }
    kernel<<<4, 32>>>(out, in, n);
    show("pointer");
  }
  // OUT: pointer 99
  // OUT-NEXT: pointer 297
  const Choice choices[] = {{"copy", copy}, {"twice", twice}};
  for (const Choice &choice : choices) {
    choice.kernel<<<1, 128>>>(out, in, n);
    show(choice.name);
  }
  // OUT-NEXT: copy 99
  // OUT-NEXT: twice 198
  launch(times<5>, out, in, n);
  show("passed");
  // OUT-NEXT: passed 495
  launchFixed<twice>(out, in, n);
  launchFixed<times<7>>(out, in, n);
  show("fixed");
  // OUT-NEXT: fixed 693
  Signature *signature = copy;
  signature<<<1, n>>>(out, in, n);
  show("signature");
  // OUT-NEXT: signature 99
  Launcher<float>{twice}.go(out, in, n);
  show("member");
  // OUT-NEXT: member 198
  pick(true)<<<1, n>>>(out, in, n);
  show("picked");
  // OUT-NEXT: picked 99
  decltype(&copy) same = twice;
  same<<<1, n>>>(out, in, n);
  show(same == twice ? "same" : "other");
  // OUT-NEXT: same 198
  // CHECK: void (*plain)(const cubeport::LaunchConfig &) = increase;
  void (*plain)(void) = increase;
  plain<<<1, 1>>>();
  plain<<<1, 1>>>();
  int counted = 0;
  cudaMemcpyFromSymbol(&counted, count, sizeof(int));
  printf("%d %d\n", counted, combine(1, 2));
  // OUT-NEXT: 2 3
  printf("PASS\n");
  return 0;
}
