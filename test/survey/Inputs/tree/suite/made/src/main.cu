#include "scale.h"
#include <cstdio>
#include <cstdlib>
int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 10;
  FILE *file = fopen("../../other/data/one.txt", "r");
  float one = 0;
  if (!file || fscanf(file, "%f", &one) != 1) {
    return 2;
  }
  fclose(file);
  float *values;
  cudaMallocManaged(&values, n * sizeof(float));
  for (int i = 0; i < n; ++i) {
    values[i] = one * i;
  }
  scaleAll(values, n);
  cudaDeviceSynchronize();
  file = fopen("result.txt", "w"); // not in the surveyed folder
  fprintf(file, "%g\n", values[n - 1]);
  fclose(file);
  printf("last %g\n", values[n - 1]);
  return 0;
}
