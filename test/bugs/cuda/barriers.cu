// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers that not all threads reach, or not together.
// RUN: %python %S/../bugs.py --build %build %s
#include "../Inputs/cases.cuh"

// Some threads skip the barrier and meet the others at the next one.
__global__ void inIf(float *x) {
  if (CHOOSE(threadIdx.x < 32, true)) {
    __syncthreads(); // CP8006
  }
  x[threadIdx.x] = 2;
  __syncthreads(); // CP8006
}

// Some threads skip the only barrier, and return.
__global__ void skipped(float *x) {
  if (CHOOSE(threadIdx.x % 2 == 0, true)) {
    __syncthreads(); // CP8007
  }
  x[threadIdx.x] = 2;
}

// A barrier on each side of a branch.
__global__ void onBothSides(float *x) {
  if (CHOOSE(threadIdx.x, blockIdx.x) % 2 == 0) {
    x[threadIdx.x] = 3;
    __syncthreads(); // CP8006
  } else {
    __syncthreads(); // CP8006
    x[threadIdx.x] = 4;
  }
}

// A loop whose trips differ between threads.
__global__ void tripCount(float *x) {
  for (int i = 0; i < CHOOSE(int(threadIdx.x) % 3 + 1, 3); ++i) {
    x[threadIdx.x] += i;
    __syncthreads(); // CP8006
  }
  x[threadIdx.x] += 1;
  __syncthreads(); // CP8006
}

// A loop that the threads with fewer trips leave for good.
__global__ void tripCountAtEnd(float *x) {
  for (int i = threadIdx.x; i < 96; i += 64) {
    x[i] += 1;
    BUG(__syncthreads();) // CP8007
  }
  FIX(__syncthreads();)
}

// Threads without work return before the barrier.
__global__ void earlyReturn(float *x, int n) {
  int i = threadIdx.x;
  __shared__ float tile[64];
  BUG(if (i >= n) return;)
  tile[i] = x[i];
  __syncthreads(); // CP8007
  if (i < n) {
    x[i] = tile[n - 1 - i];
  }
}

// A thread that found something leaves the loop before the others.
__global__ void breakOut(float *x) {
  for (int i = 0; i < 4; ++i) {
    if (CHOOSE(x[threadIdx.x] * i > threadIdx.x, i == 2)) {
      break;
    }
    __syncthreads(); // CP8006
  }
  x[threadIdx.x] = 1;
  __syncthreads(); // CP8006
}

// Some threads go on with the next trip before the barrier.
__global__ void continued(float *x) {
  for (int i = 0; i < 4; ++i) {
    if (CHOOSE(threadIdx.x == 7 && i == 1, i == 1)) {
      continue;
    }
    x[threadIdx.x] += 1;
    __syncthreads(); // CP8007
  }
}

// The cases of a switch each have their own barrier.
__global__ void inSwitch(float *x) {
  switch (CHOOSE(threadIdx.x / 32, blockIdx.x)) {
  case 0:
    x[threadIdx.x] = 1;
    __syncthreads(); // CP8006
    break;
  default:
    x[threadIdx.x] = 2;
    __syncthreads(); // CP8006
    break;
  }
}

// The right side of && is not evaluated by all.
__global__ void shortCircuit(float *x) {
  bool isFirst = threadIdx.x < 32;
  if (CHOOSE(isFirst && __syncthreads_or(x[threadIdx.x] > 5), // CP8006
             __syncthreads_or(x[threadIdx.x] > 5) && isFirst)) {
    x[threadIdx.x] = 0;
  }
  __syncthreads(); // CP8006
}

// A barrier with a number waits for more threads than come.
__global__ void namedCount(float *x) {
  if (threadIdx.x < 64) {
    BUG(asm volatile("bar.sync 1, 96;");) // CP8008
    FIX(asm volatile("bar.sync 1, 64;");)
    x[threadIdx.x] = 1;
  }
}

// Two groups name one barrier with different numbers of threads.
__global__ void namedCounts(float *x) {
  if (threadIdx.x < 32) {
    asm volatile("bar.sync 2, 64;"); // CP8006
  } else {
    BUG(asm volatile("bar.sync 2, 32;");) // CP8006
    FIX(asm volatile("bar.sync 2, 64;");)
  }
  x[threadIdx.x] = 1;
}

// There is no barrier 16.
__global__ void barrierNumber(float *x, int n) {
  asm volatile("bar.sync %0;" ::"r"(CHOOSE(n, n - 1))); // CP8009
  x[threadIdx.x] = 1;
}

// Producer and consumer wait at different barriers.
__global__ void crossed(float *x) {
  if (threadIdx.x < 32) {
    asm volatile("bar.sync 1, 64;"); // CP8008
    x[threadIdx.x] = 1;
  } else {
    BUG(asm volatile("bar.sync 2, 64;");) // CP8008
    FIX(asm volatile("bar.sync 1, 64;");)
  }
}

// The producer waits for the consumer and the other way round.
__global__ void turnedAround(float *x) {
  if (threadIdx.x < 32) {
    asm volatile("bar.sync 1, 64;"); // CP8008
    asm volatile("bar.sync 2, 64;");
  } else {
    BUG(asm volatile("bar.sync 2, 64;");) // CP8008
    asm volatile("bar.sync 1, 64;");
    FIX(asm volatile("bar.sync 2, 64;");)
  }
  x[threadIdx.x] = 1;
}

// Half of a warp waits for the block, the other half for the warp.
__global__ void barrierAndWarp(float *x) {
  if (CHOOSE(threadIdx.x % 2 == 0, true)) {
    __syncthreads(); // CP8008
  }
  x[threadIdx.x] = __shfl_sync(~0u, x[threadIdx.x], 3); // CP8008
  FIX(__syncthreads();)
}

// A thread waits for a flag that is set behind the barrier.
__global__ void flagBehindBarrier(float *x) {
  __shared__ volatile int flag;
  if (threadIdx.x == 0) {
    flag = 0;
  }
  __syncthreads();
  FIX(if (threadIdx.x == 32) { flag = 1; })
  if (threadIdx.x == 0) {
    while (flag == 0) { // CP8011
    }
  }
  __syncthreads();
  if (threadIdx.x == 32) {
    flag = 1;
  }
  x[threadIdx.x] = 1;
}

// A lock that its holder never gives back.
__global__ void lockKept(int *lock, float *x) {
  if (threadIdx.x == 0) {
    while (atomicCAS(lock, 1, 2) != 1) { // CP8011
    }
    x[0] += 1;
    FIX(atomicExch(lock, 1);)
  }
}

int main(int argc, char **argv) {
  wantedCase = argc > 1 ? argv[1] : "all";
  float *x = ones<float>(256);
  int *lock = ones<int>(1);
  if (is("inIf")) inIf<<<1, 64>>>(x);
  if (is("skipped")) skipped<<<1, 64>>>(x);
  if (is("onBothSides")) onBothSides<<<2, 64>>>(x);
  if (is("tripCount")) tripCount<<<1, 64>>>(x);
  if (is("tripCountAtEnd")) tripCountAtEnd<<<1, 64>>>(x);
  if (is("earlyReturn")) earlyReturn<<<1, 64>>>(x, 50);
  if (is("breakOut")) breakOut<<<1, 64>>>(x);
  if (is("continued")) continued<<<1, 64>>>(x);
  if (is("inSwitch")) inSwitch<<<2, 64>>>(x);
  if (is("shortCircuit")) shortCircuit<<<1, 64>>>(x);
  if (is("namedCount")) namedCount<<<1, 96>>>(x);
  if (is("namedCounts")) namedCounts<<<1, 64>>>(x);
  if (is("barrierNumber")) barrierNumber<<<1, 64>>>(x, 16);
  if (is("crossed")) crossed<<<1, 64>>>(x);
  if (is("turnedAround")) turnedAround<<<1, 64>>>(x);
  if (is("barrierAndWarp")) barrierAndWarp<<<1, 32>>>(x);
  if (is("flagBehindBarrier")) flagBehindBarrier<<<1, 64>>>(x);
  if (is("lockKept")) lockKept<<<2, 32>>>(lock, x);
  cudaDeviceSynchronize();
  return 0;
}
