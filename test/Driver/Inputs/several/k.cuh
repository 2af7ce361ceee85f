#pragma once
#include <cuda_runtime.h>
__global__ void inc(int *x, int n);
extern __constant__ int step;
void runIt(int *h, int n);
