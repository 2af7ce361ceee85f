__global__ void kernel(int *a) { a[threadIdx.x] = 1; }
int main() {
  int *a;
  cudaMalloc(&a, 128);
  kernel<<<1, 32>>>(a);
  return cudaDeviceSynchronize();
}
