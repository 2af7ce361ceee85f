// Ends in the way that its argument names.
#include <cstdio>
#include <cstdlib>
#include <cstring>

__global__ void set(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    p[i] = i;
  }
}

/// Adds a line to the clock's report.
static void report(const char *line) {
  FILE *file = std::fopen(std::getenv("CUBEPORT_TWIN_CLOCK"), "a");
  std::fprintf(file, "%s\n", line);
  std::fclose(file);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "";
  auto is = [&](const char *word) { return std::strcmp(how, word) == 0; };
  int *p;
  cudaMalloc(&p, 256);
  if (is("none")) {
    return 0;
  }
  if (is("untimed") || is("partly")) {
    report("{\"kernel\":\"set\",\"blocks\":1,\"cube_cores\":0,"
           "\"vector_cores\":1,\"chip\":\"Ascend910B1\",\"task_us\":null}");
  }
  if (is("invalid")) {
    report("{\"kernel\":");
  }
  if (!is("untimed")) {
    set<<<1, 64>>>(p, is("fault") ? 4096 : 64);
    set<<<64, 64>>>(p, is("fault") ? 4096 : 64);
  }
  cudaDeviceSynchronize();
  if (is("abort")) {
    std::abort();
  }
  return is("status") ? 7 : 0;
}
