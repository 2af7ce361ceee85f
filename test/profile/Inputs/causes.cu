// Kernels that lose their time in one way each.
#include <cstdio>

__global__ void add(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    c[i] = a[i] + b[i]; // a copy for each block
  }
}

__global__ void columns(const float *a, float *sums, int rows, int width) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0;
  for (int i = 0; i < width; ++i) {
    sum += a[row * width + i]; // rows of one element
  }
  sums[row] = sum;
}

__global__ void bins(const int *keys, int *counts) {
  __shared__ int local[64];
  local[threadIdx.x % 64] = 0;
  __syncthreads();
  for (int i = threadIdx.x; i < 4096; i += blockDim.x) {
    atomicAdd(&local[keys[i] & 63], 1); // an element at a time
  }
  __syncthreads();
  atomicAdd(&counts[threadIdx.x % 64], threadIdx.x < 64 ? local[threadIdx.x] : 0);
}

__global__ void nodes(int **heads) {
  int *node = (int *)malloc(4);
  *node = threadIdx.x;
  heads[threadIdx.x] = node;
}

int main() {
  const int n = 1 << 16;
  float *a, *b, *c;
  int *counts, **heads;
  cudaMalloc(&a, n * 4);
  cudaMalloc(&b, n * 4);
  cudaMalloc(&c, n * 4);
  cudaMalloc(&counts, 64 * 4);
  cudaMalloc(&heads, 32 * 8);
  cudaMemset(a, 0, n * 4);
  cudaMemset(b, 0, n * 4);
  cudaMemset(counts, 0, 64 * 4);
  for (int i = 0; i < 3; ++i) {
    add<<<n / 256, 256>>>(a, b, c, n);
  }
  columns<<<n / 64 / 128, 128>>>(a, c, n / 64, 64);
  bins<<<1, 256>>>((const int *)a, counts);
  nodes<<<1, 32>>>(heads);
  bool ok = cudaDeviceSynchronize() == cudaSuccess;
  std::printf("%s\n", ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
