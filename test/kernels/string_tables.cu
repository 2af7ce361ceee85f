// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// CHECK: is blue, 4 letters of blue
// CHECK: PASS
// VERIFY: letters {{.*}} match
// VERIFY: entries {{.*}} match
// Tables with pointers: strings chosen at run time, structures that point to
// other tables, literals as data.
#include "check.h"

struct Entry {
  const char *name;
  int value;
  const int *list;
};

__device__ int lengthOf(const char *text) {
  int length = 0;
  while (text[length]) {
    ++length;
  }
  return length;
}

__global__ void letters(int *out) {
  static const char *const colours[3] = {"red", "green", "blue"};
  const char *local[3] = {"zero", "one", "twelve"};
  int i = threadIdx.x;
  const char *literal = "hello world";
  out[i] = lengthOf(local[i % 3]) * 10000 + colours[(i + 1) % 3][1] +
           literal[i % 11];
  if (i == 2) {
    printf("is %s, %d letters of %s\n", colours[i % 3],
           lengthOf(colours[i % 3]), colours[2]);
  }
}

__global__ void entries(int *out) {
  static const int lists[2][3] = {{1, 2, 3}, {4, 5, 6}};
  static const Entry all[2] = {{"alpha", 10, lists[0]}, {"beta", 20, lists[1]}};
  int i = threadIdx.x;
  const Entry *entry = &all[i / 3 % 2];
  out[i] = entry->list[i % 3] * 1000 + entry->name[2] + entry->value;
}

int main() {
  const int n = 32;
  const char *colours[3] = {"red", "green", "blue"}, *literal = "hello world";
  int lengths[3] = {4, 3, 6};
  std::vector<int> text(n), fields(n);
  for (int i = 0; i < n; ++i) {
    text[i] = lengths[i % 3] * 10000 + colours[(i + 1) % 3][1] + literal[i % 11];
    int which = i / 3 % 2;
    fields[i] = (3 * which + i % 3 + 1) * 1000 + (which ? "beta" : "alpha")[2] +
                10 * (which + 1);
  }
  int *out = deviceArray<int>(n);
  letters<<<1, n>>>(out);
  expectEqual("letters", takeBack(out, n), text);
  out = deviceArray<int>(n);
  entries<<<1, n>>>(out);
  expectEqual("entries", takeBack(out, n), fields);
  return finish();
}
