// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s
// RUN: not cubeport run %s 2>&1 | FileCheck %s --check-prefix=TWIN
// An access of a surface outside of its array traps, if no other mode is asked
// for.

__global__ void write(cudaSurfaceObject_t surface, int n) {
  // CHECK: cp8015-surface-bounds.cu:[[#@LINE+2]]:3: error: CP8015: the kernel trapped
  // TWIN: CP7035: the kernel called Trap()
  surf1Dwrite(1, surface, n * 4);
}

int main() {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<int>();
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  cudaMallocArray(&resource.res.array.array, &format, 8, 0,
                  cudaArraySurfaceLoadStore);
  cudaSurfaceObject_t surface;
  cudaCreateSurfaceObject(&surface, &resource);
  write<<<1, 1>>>(surface, 7);
  write<<<1, 1>>>(surface, 8);
  cudaDeviceSynchronize();
  return 0;
}
