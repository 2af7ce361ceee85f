// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc and free become accesses to the heap, an argument of the kernel, and
// send it to the threads route; what they tell the oracle is gone.
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// RUN: cubeport translate %s --emit=host | grep -v CHECK \
// RUN:   | FileCheck %s --check-prefix=HOST

// CHECK-LABEL: gpu.func @_Z4makePPi
// CHECK-SAME: simt.symbol = "__cubeport_heap"
// CHECK-SAME: simt.needs_threads
// CHECK: simt.fence device
// CHECK: memref.atomic_rmw addi
// CHECK-NOT: llvm.call
// HOST: make_launch({{.*}}out,
// HOST: cubeport::DeviceHeap::get().address()
__global__ void make(int **out) { out[threadIdx.x] = new int(7); }

// CHECK-LABEL: gpu.func @_Z4dropPPi
// CHECK-SAME: simt.needs_threads
// CHECK: simt.abort "trap"
// CHECK-NOT: llvm.call
__global__ void drop(int **out) { delete out[threadIdx.x]; }

int main() {
  int **out;
  // HOST: cubeport::setDeviceLimit(cubeport::kLimitMallocHeapSize, 1 << 24);
  cudaDeviceSetLimit(cudaLimitMallocHeapSize, 1 << 24);
  cudaMalloc(&out, 32 * sizeof(int *));
  make<<<1, 32>>>(out);
  drop<<<1, 32>>>(out);
  return 0;
}
