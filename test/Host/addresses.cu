// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s
// Kernels by address, managed variables, members in device memory, and words
// that C++17 dropped.

// CHECK: cubeport::ManagedSymbol<int> counterSymbol(5);
// CHECK-NEXT: cubeport::TypeOf<int> &counter = counterSymbol.value();
__managed__ int counter = 5;

// CHECK: struct Filter { static cubeport::DeviceSymbol<float[3]> weights; };
struct Filter { static __constant__ float weights[3]; };
// CHECK: cubeport::DeviceSymbol<float[3]> Filter::weights;
__constant__ float Filter::weights[3];

// CHECK: template <class T> cubeport::DeviceSymbol<T[4]> mask;
template <class T> __constant__ T mask[4];

template <class T> __global__ void use(T *x) {
  x[threadIdx.x] = mask<T>[0] + Filter::weights[0] + counter;
}
// CHECK: mask<float>.address()
// CHECK-DAG: counterSymbol.address()

int main() {
  // CHECK: int i = counter;
  register int i = counter;
  float *x;
  void *args[] = {&x};
  cudaMalloc(&x, 400);
  // CHECK: cubeport::launchKernel(cubeport::kernelAddress(use<float>), dim3(1), dim3(32), args, 0, 0);
  cudaLaunchKernel((void *)use<float>, dim3(1), dim3(32), args, 0, 0);
  return i;
}
