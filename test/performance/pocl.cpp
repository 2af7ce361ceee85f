// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of oracle.cu in OpenCL C, for whatever OpenCL platform the
// machine has. Prints the same lines as oracle.cu.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

static const char *const source = R"(
__kernel void add(__global const float *a, __global const float *b,
                  __global float *c, int n) {
  int i = get_global_id(0);
  if (i < n) {
    c[i] = a[i] + b[i];
  }
}
__kernel void matmul(__global const float *a, __global const float *b,
                     __global float *c, int n) {
  __local float tileA[16][16], tileB[16][16];
  int x = get_local_id(0), y = get_local_id(1);
  int row = get_group_id(1) * 16 + y, column = get_group_id(0) * 16 + x;
  float sum = 0;
  for (int t = 0; t < n / 16; ++t) {
    tileA[y][x] = a[row * n + t * 16 + x];
    tileB[y][x] = b[(t * 16 + y) * n + column];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < 16; ++k) {
      sum += tileA[y][k] * tileB[k][x];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c[row * n + column] = sum;
}
)";

static void check(cl_int status, const char *what) {
  if (status != CL_SUCCESS) {
    std::fprintf(stderr, "%s: OpenCL error %d\n", what, status);
    std::exit(1);
  }
}

int main(int argc, char **argv) {
  const int n = 10000000, m = argc > 1 ? std::atoi(argv[1]) : 512;
  cl_platform_id platform;
  cl_device_id device;
  cl_int status;
  check(clGetPlatformIDs(1, &platform, nullptr), "platform");
  check(clGetDeviceIDs(platform, CL_DEVICE_TYPE_CPU, 1, &device, nullptr),
        "device");
  cl_context context =
      clCreateContext(nullptr, 1, &device, nullptr, nullptr, &status);
  check(status, "context");
  cl_command_queue queue = clCreateCommandQueue(context, device, 0, &status);
  check(status, "queue");
  const char *text = source;
  cl_program program =
      clCreateProgramWithSource(context, 1, &text, nullptr, &status);
  check(clBuildProgram(program, 1, &device, "", nullptr, nullptr), "build");
  std::vector<float> ones(n, 1.0f);
  cl_mem buffers[3];
  for (cl_mem &buffer : buffers) {
    buffer = clCreateBuffer(context, CL_MEM_COPY_HOST_PTR, n * sizeof(float),
                            ones.data(), &status);
    check(status, "buffer");
  }
  auto run = [&](const char *name, int size, cl_uint dims, size_t *global,
                 size_t *local) {
    cl_kernel kernel = clCreateKernel(program, name, &status);
    check(status, name);
    for (int i = 0; i < 3; ++i) {
      clSetKernelArg(kernel, i, sizeof(cl_mem), &buffers[i]);
    }
    clSetKernelArg(kernel, 3, sizeof(int), &size);
    double best = 1e9, bestCpu = 1e9;
    for (int round = 0; round < 4; ++round) {
      const std::clock_t cpu = std::clock();
      const auto start = std::chrono::steady_clock::now();
      check(clEnqueueNDRangeKernel(queue, kernel, dims, nullptr, global, local,
                                   0, nullptr, nullptr),
            name);
      clFinish(queue);
      const double wall = std::chrono::duration<double>(
                              std::chrono::steady_clock::now() - start)
                              .count();
      best = wall < best ? wall : best;
      const double used = double(std::clock() - cpu) / CLOCKS_PER_SEC;
      bestCpu = used < bestCpu ? used : bestCpu;
    }
    const double threads = dims == 1 ? size : double(size) * size;
    std::printf("%-8s %8.4f s  %8.4f CPU s  %8.2f M threads per second\n",
                name, best, bestCpu, threads / best / 1e6);
  };
  size_t global1 = (n + 255) / 256 * 256, local1 = 256;
  run("add", n, 1, &global1, &local1);
  size_t global2[] = {size_t(m), size_t(m)}, local2[] = {16, 16};
  run("matmul", m, 2, global2, local2);
  return 0;
}
