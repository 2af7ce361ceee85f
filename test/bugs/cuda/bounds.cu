// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Accesses outside of memory.
// RUN: %python %S/../bugs.py --build %build %s
#include "../Inputs/cases.cuh"

constexpr int kCount = 100, kWidth = 10, kDepth = 4;
__device__ float table[16];
__constant__ float weights[8] = {1, 2, 3, 4, 5, 6, 7, 8};

// The guard lets one thread too many in.
__global__ void guard(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i CHOOSE(<=, <) n) {
    x[i] = 1; // CP8001
  }
}

// No guard at all in the last block.
__global__ void noGuard(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  FIX(if (i < n))
  x[i] *= 2; // CP8001
}

// A stencil's left neighbour of the first element.
__global__ void before(float *x, float *y, int n) {
  int i = threadIdx.x;
  if (i < n - 1 FIX(&& i > 0)) {
    y[i] = x[i - 1] + x[i + 1]; // CP8001
  }
}

// One column too many: the last row runs over the end.
__global__ void column(float *x) {
  int row = threadIdx.y, column = threadIdx.x;
  if (row < kCount / kWidth && column CHOOSE(<=, <) kWidth) {
    x[row * kWidth + column] = 1; // CP8001
  }
}

// One row too many.
__global__ void row(float *x) {
  int row = threadIdx.y, column = threadIdx.x;
  if (row CHOOSE(<=, <) kCount / kWidth && column < kWidth) {
    x[row * kWidth + column] = 1; // CP8001
  }
}

// One plane too many.
__global__ void plane(float *x) {
  int z = threadIdx.z;
  if (z CHOOSE(<=, <) kDepth) {
    x[(z * 5 + threadIdx.y) * 5 + threadIdx.x] = 1; // CP8001
  }
}

// Rows and columns changed places in the index.
__global__ void swapped(float *x) {
  int row = threadIdx.y, column = threadIdx.x; // 5 rows of 20
  x[CHOOSE(column * 20 + row, row * 20 + column)] = 1; // CP8001
}

// A float4 begins inside and ends outside.
__global__ void vectorOver(float *x, int n) {
  int i = threadIdx.x * 4;
  if (i < CHOOSE(n, n - 3)) {
    float4 *four = reinterpret_cast<float4 *>(x + i);
    *four = make_float4(1, 2, 3, 4); // CP8001
  }
}

// A float4 at an odd place.
__global__ void misalignedVector(float *x) {
  float4 four = *reinterpret_cast<float4 *>(x + CHOOSE(1, 4)); // CP8005
  x[threadIdx.x] = four.x;
}

// A word at an odd byte.
__global__ void misalignedWord(char *bytes) {
  *reinterpret_cast<int *>(bytes + CHOOSE(6, 8)) = 1; // CP8005
}

// A double in an array of floats.
__global__ void misalignedShared(float *x) {
  __shared__ __align__(8) float values[8];
  values[threadIdx.x] = x[threadIdx.x];
  __syncthreads();
  double *pair = reinterpret_cast<double *>(values + CHOOSE(1, 2));
  x[threadIdx.x] = float(*pair); // CP8005
}

// An atomic behind the end.
__global__ void atomicOver(int *counts, int n) {
  atomicAdd(&counts[CHOOSE(n, n - 1)], 1); // CP8001
}

// Bytes are counted as words.
__global__ void byteCount(int *words, int bytes) {
  for (int i = threadIdx.x; i < CHOOSE(bytes, bytes / 4); i += 32) {
    words[i] = 0; // CP8001
  }
}

// A product that does not fit 32 bits becomes a negative index.
__global__ void overflow(float *x, int big) {
  int i = CHOOSE(big * big, 0);
  x[i >> 1] = 1; // CP8001
}

// A table in device memory has 16 entries.
__global__ void deviceVariable(float *x) {
  x[threadIdx.x] = table[threadIdx.x + CHOOSE(1, 0)]; // CP8001
}

// A table in constant memory has 8 entries.
__global__ void constantVariable(float *x) {
  x[threadIdx.x] = weights[threadIdx.x - CHOOSE(1, 0)]; // CP8001
}

// The kernel is given no memory.
__global__ void null(float *x, float *y) {
  y[threadIdx.x] = CHOOSE(x, y)[threadIdx.x]; // CP8001
}

// A field of a structure that is not there.
struct Node {
  float value;
  Node *next;
};
__global__ void listEnd(Node *list, float *x) {
  int count = 0;
  for (Node *node = list; CHOOSE(true, node); node = node->next) { // CP8001
    ++count;
  }
  x[0] = float(count);
}

// The host's own memory.
__global__ void hostPointer(float *host, float *x) {
  x[threadIdx.x] = CHOOSE(host, x)[threadIdx.x]; // CP8001
}

// The memory was freed before the launch.
__global__ void afterFree(float *freed, float *x) {
  x[threadIdx.x] = CHOOSE(freed, x)[threadIdx.x]; // CP8002
}

// The memory was freed, and a structure still leads to it.
struct Holder {
  float *data;
};
__global__ void staleHolder(Holder *holder, float *x) {
  CHOOSE(holder->data, x)[threadIdx.x] = 5; // CP8002
}

// The device's heap: behind the end, and after free.
__global__ void heapOver(float *x) {
  float *mine = static_cast<float *>(malloc(8 * sizeof(float)));
  mine[CHOOSE(8, 7)] = 1; // CP8001
  x[0] = mine[7];
  free(mine);
}
__global__ void heapAfterFree(float *x) {
  float *mine = static_cast<float *>(malloc(8 * sizeof(float)));
  mine[3] = 1;
  BUG(free(mine);)
  x[0] = mine[3]; // CP8002
  FIX(free(mine);)
}

// Shared memory: behind the end, before the start, two dimensions.
__global__ void sharedOver(float *x) {
  __shared__ float tile[32];
  tile[threadIdx.x + CHOOSE(1, 0)] = x[threadIdx.x]; // CP8003
  __syncthreads();
  x[threadIdx.x] = tile[threadIdx.x / 2];
}
__global__ void sharedBefore(float *x) {
  __shared__ float other[32], tile[32];
  other[threadIdx.x] = tile[threadIdx.x] = x[threadIdx.x];
  __syncthreads();
  x[threadIdx.x] = other[31 - threadIdx.x] +
                   tile[int(threadIdx.x) - CHOOSE(1, 0)]; // CP8003
}
__global__ void sharedRow(float *x) {
  __shared__ float tile[4][8];
  tile[threadIdx.y + CHOOSE(1, 0)][threadIdx.x] = x[threadIdx.x]; // CP8003
  __syncthreads();
  x[threadIdx.x] = tile[threadIdx.y][threadIdx.x];
}
// The tile is as wide as the block without its halo.
__global__ void sharedHalo(float *x) {
  __shared__ float tile[CHOOSE(32, 34)];
  tile[threadIdx.x + 1] = x[threadIdx.x]; // CP8003
  __syncthreads();
  x[threadIdx.x] = tile[threadIdx.x + 1]; // CP8003
}
// Fewer bytes at the launch than the kernel uses.
__global__ void dynamicOver(float *x) {
  extern __shared__ float dynamic[];
  dynamic[threadIdx.x] = x[threadIdx.x]; // CP8003
  __syncthreads();
  x[threadIdx.x] = dynamic[31 - threadIdx.x];
}
// A vector of shared memory over the end.
__global__ void sharedVector(float *x) {
  __shared__ __align__(16) float tile[62];
  reinterpret_cast<float4 *>(tile)[CHOOSE(15, 14)] = // CP8003
      make_float4(x[0], 1, 2, 3);
  __syncthreads();
  x[threadIdx.x] = tile[59];
}

// Arrays of a thread.
__global__ void localOver(float *x, int n) {
  float mine[4];
  for (int i = 0; i CHOOSE(<=, <) n; ++i) {
    mine[i] = x[i]; // CP8004
  }
  x[0] = mine[n % 4];
}
__global__ void localBefore(float *x, int n) {
  float mine[4] = {x[0], x[1], x[2], x[3]};
  x[threadIdx.x] = mine[int(threadIdx.x) % 4 - CHOOSE(n / 4, 0)]; // CP8004
}
__global__ void localStack(float *x, int n) {
  int stack[8], top = 0;
  for (int i = 0; i < n * CHOOSE(3, 2); ++i) {
    stack[top++] = i; // CP8004
  }
  while (top > 0) {
    x[top] = float(stack[top - 1]);
    --top;
  }
}

int main(int argc, char **argv) {
  wantedCase = argc > 1 ? argv[1] : "all";
  float *x = ones<float>(kCount), *y = ones<float>(kCount);
  int *counts = ones<int>(64);
  char *bytes = ones<char>(64);
  static float host[64];
  float *freed = ones<float>(64), *held = ones<float>(64);
  Holder *holder;
  cudaMalloc(&holder, sizeof(Holder));
  cudaMemcpy(holder, &held, sizeof(held), cudaMemcpyHostToDevice);
  Node nodes[1] = {{1, nullptr}}, *list;
  cudaMalloc(&list, sizeof(nodes));
  cudaMemcpy(list, nodes, sizeof(nodes), cudaMemcpyHostToDevice);
  cudaFree(freed);
  cudaFree(held);
  if (is("guard")) guard<<<4, 32>>>(x, kCount);
  if (is("noGuard")) noGuard<<<4, 32>>>(x, kCount);
  if (is("before")) before<<<1, 64>>>(x, y, 64);
  if (is("column")) column<<<1, dim3(16, 16)>>>(x);
  if (is("row")) row<<<1, dim3(16, 16)>>>(x);
  if (is("plane")) plane<<<1, dim3(5, 5, 5)>>>(x);
  if (is("swapped")) swapped<<<1, dim3(20, 5)>>>(x);
  if (is("vectorOver")) vectorOver<<<1, 32>>>(x, kCount + 2 - 2 * CHOOSE(0, 1));
  if (is("misalignedVector")) misalignedVector<<<1, 32>>>(x);
  if (is("misalignedWord")) misalignedWord<<<1, 1>>>(bytes);
  if (is("misalignedShared")) misalignedShared<<<1, 8>>>(x);
  if (is("atomicOver")) atomicOver<<<1, 32>>>(counts, 64);
  if (is("byteCount")) byteCount<<<1, 32>>>(counts, 256);
  if (is("overflow")) overflow<<<1, 1>>>(x, 60000);
  if (is("deviceVariable")) deviceVariable<<<1, 16>>>(x);
  if (is("constantVariable")) constantVariable<<<1, 8>>>(x);
  if (is("null")) null<<<1, 32>>>(nullptr, x);
  if (is("listEnd")) listEnd<<<1, 1>>>(list, x);
  if (is("hostPointer")) hostPointer<<<1, 32>>>(host, x);
  if (is("afterFree")) afterFree<<<1, 32>>>(freed, x);
  if (is("staleHolder")) staleHolder<<<1, 32>>>(holder, x);
  if (is("heapOver")) heapOver<<<1, 1>>>(x);
  if (is("heapAfterFree")) heapAfterFree<<<1, 1>>>(x);
  if (is("sharedOver")) sharedOver<<<1, 32>>>(x);
  if (is("sharedBefore")) sharedBefore<<<1, 32>>>(x);
  if (is("sharedRow")) sharedRow<<<1, dim3(8, 4)>>>(x);
  if (is("sharedHalo")) sharedHalo<<<1, 32>>>(x);
  if (is("dynamicOver")) dynamicOver<<<1, 32, CHOOSE(64, 128)>>>(x);
  if (is("sharedVector")) sharedVector<<<1, 1>>>(x);
  if (is("localOver")) localOver<<<1, 1>>>(x, 4);
  if (is("localBefore")) localBefore<<<1, 8>>>(x, 4);
  if (is("localStack")) localStack<<<1, 1>>>(x, 4);
  cudaDeviceSynchronize();
  return 0;
}
