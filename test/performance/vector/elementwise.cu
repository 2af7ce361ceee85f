// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One thread per element: the loops that memory bounds on every machine.
#include "bench.h"
#include <cuda_fp16.h>

__global__ void add(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

__global__ void addHalf(const __half *a, const __half *b, __half *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

__global__ void saxpy(float alpha, const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    y[i] = alpha * x[i] + y[i];
}

__global__ void gelu(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v = x[i];
    float inner = 0.7978845608f * (v + 0.044715f * v * v * v);
    y[i] = 0.5f * v * (1.0f + tanhf(inner));
  }
}

__global__ void cast(const float *x, __half *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    y[i] = __float2half(x[i]);
}

struct AdamW {
  float rate, beta1, beta2, epsilon, decay, correction1, correction2;
};

__global__ void adamw(float *p, const float *g, float *m, float *v, AdamW a,
                      int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  float gradient = g[i];
  float first = a.beta1 * m[i] + (1.0f - a.beta1) * gradient;
  float second = a.beta2 * v[i] + (1.0f - a.beta2) * gradient * gradient;
  m[i] = first;
  v[i] = second;
  float step = first / a.correction1 /
               (sqrtf(second / a.correction2) + a.epsilon);
  p[i] -= a.rate * (step + a.decay * p[i]);
}

static int runAdd(int n, int block) {
  std::vector<float> x = numbers(n, 1), y = numbers(n, 2);
  float *a[2], *b[2], *c[2];
  for (int set = 0; set < 2; ++set) {
    a[set] = upload(x);
    b[set] = upload(y);
    c[set] = allocate<float>(n);
  }
  runTwice([&](int set) {
    add<<<(n + block - 1) / block, block>>>(a[set], b[set], c[set], n);
  });
  Distance distance;
  std::vector<float> got = download(c[1], n);
  for (int i = 0; i < n; ++i)
    distance.compare(got[i], x[i] + y[i]);
  return finish(distance.worst, 0, 12.0 * n);
}

/// With `sets` 1, both turns have the same arrays.
static int runAddHalf(int n, int block, int sets) {
  std::vector<__half> x(n), y(n);
  for (int i = 0; i < n; ++i) {
    x[i] = __float2half(numberAt(i, 1));
    y[i] = __float2half(numberAt(i, 2));
  }
  __half *a[2], *b[2], *c[2];
  for (int set = 0; set < sets; ++set) {
    a[set] = upload(x);
    b[set] = upload(y);
    c[set] = allocate<__half>(n);
  }
  runTwice([&](int turn) {
    int set = turn % sets;
    addHalf<<<(n + block - 1) / block, block>>>(a[set], b[set], c[set], n);
  });
  Distance distance;
  std::vector<__half> got = download(c[sets - 1], n);
  for (int i = 0; i < n; ++i)
    distance.compare(__half2float(got[i]),
                     __half2float(__float2half(__half2float(x[i]) +
                                               __half2float(y[i]))));
  return finish(distance.worst, 0, 6.0 * n);
}

static int runSaxpy(int n, int block) {
  std::vector<float> x = numbers(n, 1), y = numbers(n, 2);
  float *dx[2], *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = upload(y);
  }
  runTwice([&](int set) {
    saxpy<<<(n + block - 1) / block, block>>>(1.7f, dx[set], dy[set], n);
  });
  Distance distance;
  std::vector<float> got = download(dy[1], n);
  for (int i = 0; i < n; ++i)
    distance.compare(got[i], double(1.7f) * x[i] + y[i]);
  return finish(distance.worst, 1e-6, 12.0 * n);
}

static int runGelu(int n, int block) {
  std::vector<float> x = numbers(n, 1);
  for (float &value : x)
    value *= 4;
  float *dx[2], *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = allocate<float>(n);
  }
  runTwice([&](int set) {
    gelu<<<(n + block - 1) / block, block>>>(dx[set], dy[set], n);
  });
  Distance distance;
  std::vector<float> got = download(dy[1], n);
  for (int i = 0; i < n; ++i) {
    double v = x[i];
    double inner = 0.7978845608 * (v + 0.044715 * v * v * v);
    distance.compare(got[i], 0.5 * v * (1 + std::tanh(inner)));
  }
  return finish(distance.worst, 2e-6, 8.0 * n);
}

static int runCast(int n, int block) {
  std::vector<float> x = numbers(n, 1);
  float *dx[2];
  __half *dy[2];
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    dy[set] = allocate<__half>(n);
  }
  runTwice([&](int set) {
    cast<<<(n + block - 1) / block, block>>>(dx[set], dy[set], n);
  });
  Distance distance;
  std::vector<__half> got = download(dy[1], n);
  for (int i = 0; i < n; ++i)
    distance.compare(__half2float(got[i]), __half2float(__float2half(x[i])));
  return finish(distance.worst, 0, 6.0 * n);
}

static int runAdamW(int n, int block) {
  const AdamW a = {1e-3f, 0.9f, 0.999f, 1e-8f, 0.01f, 0.19f, 0.002f};
  std::vector<float> p = numbers(n, 1), g = numbers(n, 2), m = numbers(n, 3),
                     v = numbers(n, 4);
  for (float &value : v)
    value = value * value + 0.01f;
  float *dp[2], *dg[2], *dm[2], *dv[2];
  for (int set = 0; set < 2; ++set) {
    dp[set] = upload(p);
    dg[set] = upload(g);
    dm[set] = upload(m);
    dv[set] = upload(v);
  }
  runTwice([&](int set) {
    adamw<<<(n + block - 1) / block, block>>>(dp[set], dg[set], dm[set],
                                              dv[set], a, n);
  });
  Distance distance;
  std::vector<float> gotP = download(dp[1], n), gotM = download(dm[1], n),
                     gotV = download(dv[1], n);
  for (int i = 0; i < n; ++i) {
    double first = double(a.beta1) * m[i] + (1 - double(a.beta1)) * g[i];
    double second =
        double(a.beta2) * v[i] + (1 - double(a.beta2)) * g[i] * g[i];
    double step = first / a.correction1 /
                  (std::sqrt(second / a.correction2) + a.epsilon);
    distance.compare(gotM[i], first);
    distance.compare(gotV[i], second);
    distance.compare(gotP[i], p[i] - a.rate * (step + a.decay * p[i]));
  }
  return finish(distance.worst, 1e-6, 28.0 * n);
}

int main(int argc, char **argv) {
  if (argc < 4)
    return misuse("elementwise KERNEL N BLOCK [SETS]");
  const char *kernel = argv[1];
  int n = atoi(argv[2]), block = atoi(argv[3]);
  if (!strcmp(kernel, "add"))
    return runAdd(n, block);
  if (!strcmp(kernel, "add-half"))
    return runAddHalf(n, block, argc > 4 ? atoi(argv[4]) : 2);
  if (!strcmp(kernel, "saxpy"))
    return runSaxpy(n, block);
  if (!strcmp(kernel, "gelu"))
    return runGelu(n, block);
  if (!strcmp(kernel, "cast"))
    return runCast(n, block);
  if (!strcmp(kernel, "adamw"))
    return runAdamW(n, block);
  return misuse("elementwise add|add-half|saxpy|gelu|cast|adamw N BLOCK");
}
