__global__ void lines(float *x, int n) {
  float sum = x[0] + 1.0f;
  x[0] = sum * n;
}
