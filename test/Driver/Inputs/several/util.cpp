#include "k.cuh"
void runIt(int *d, int n) { cudaDeviceSynchronize(); }
