__global__ void child(int *a) { *a = 1; }
__global__ void parent(int *a) { child<<<1, 1>>>(a); }
int main() {
  int *a;
  cudaMalloc(&a, 128);
  parent<<<1, 1>>>(a);
  return cudaDeviceSynchronize();
}
