#include <cstdlib>
__global__ void kernel(int *a) { a[threadIdx.x] = 1; }
int main() { abort(); }
