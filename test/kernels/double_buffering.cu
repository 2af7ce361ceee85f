// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops whose loads, computation and stores overlap: any number of iterations.
// RUN: cubeport run %s | FileCheck %s
// RUN: env CUBEPORT_TWIN_VECTOR_CORES=1 cubeport run %s | FileCheck %s
// RUN: env CUBEPORT_TWIN_VECTOR_CORES=1 cubeport run %s --plan-double-buffer=3 | FileCheck %s
// RUN: env CUBEPORT_TWIN_VECTOR_CORES=1 cubeport run %s --plan-double-buffer=0 | FileCheck %s
// RUN: cubeport translate %s --emit=ascendc | FileCheck %s --check-prefix=SLOTS
// CHECK: PASS
#include "check.h"

// SLOTS-LABEL: void scale(
// SLOTS: WaitFlag<AscendC::HardEvent::V_MTE2>(EVENT_ID0 + slot);
// SLOTS: slot = 1 - slot;
__global__ void scale(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    y[i] = 2.0f * x[i] + 1.0f;
  }
}

// In place: the block's own load, computation and store.
__global__ void increment(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] = x[i] + 1.0f;
  }
}

// SLOTS-LABEL: void columnSums(
// SLOTS: slot = 1 - slot;
// Two loops in a block, one behind the other, and none of their values may
// come from the slot of another iteration.
__global__ void columnSums(const float *__restrict__ x, float *__restrict__ y,
                           int rows, int columns) {
  int c = blockIdx.x * blockDim.x + threadIdx.x;
  float sum = 0.0f;
  for (int r = 0; r < rows; ++r) {
    sum += x[r * columns + c];
  }
  for (int r = 0; r < rows; ++r) {
    y[r * columns + c] = x[r * columns + c] - sum;
  }
}

// Each row needs the one before: nothing may overlap.
__global__ void runningSum(float *x, int rows, int columns) {
  int c = blockIdx.x * blockDim.x + threadIdx.x;
  for (int r = 1; r < rows; ++r) {
    x[r * columns + c] += x[(r - 1) * columns + c];
  }
}

static void checkBlocks(int blocks) {
  const int n = blocks * 64 - 5;
  std::vector<int> random = mixed(blocks * 64, 1000);
  std::vector<float> values(random.begin(), random.end());
  float *x = toDevice(values), *y = toDevice(values);
  scale<<<blocks, 64>>>(x, y, n);
  increment<<<blocks, 64>>>(x, n);
  std::vector<float> scaled = values;
  for (int i = 0; i < n; ++i) {
    scaled[i] = 2.0f * values[i] + 1.0f;
    values[i] += 1.0f;
  }
  expectEqual("scale", takeBack(y, blocks * 64), scaled);
  expectEqual("increment", takeBack(x, blocks * 64), values);
}

static void checkRows(int rows) {
  const int blocks = 3, columns = blocks * 64;
  std::vector<int> random = mixed(rows * columns + 1, 100);
  std::vector<float> values(random.begin(), random.end());
  std::vector<float> reduced = values, summed = values;
  float *x = toDevice(values), *y = toDevice(values);
  columnSums<<<blocks, 64>>>(x, y, rows, columns);
  runningSum<<<blocks, 64>>>(x, rows, columns);
  for (int c = 0; c < columns; ++c) {
    float sum = 0.0f;
    for (int r = 0; r < rows; ++r) {
      sum += values[r * columns + c];
    }
    for (int r = 0; r < rows; ++r) {
      reduced[r * columns + c] = values[r * columns + c] - sum;
    }
    for (int r = 1; r < rows; ++r) {
      summed[r * columns + c] += summed[(r - 1) * columns + c];
    }
  }
  expectEqual("columnSums", takeBack(y, rows * columns + 1), reduced);
  expectEqual("runningSum", takeBack(x, rows * columns + 1), summed);
}

int main() {
  for (int blocks = 1; blocks <= 7; ++blocks) {
    checkBlocks(blocks);
  }
  for (int rows : {0, 1, 2, 3, 4, 7}) {
    checkRows(rows);
  }
  return finish();
}
