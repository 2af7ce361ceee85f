// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// A header that does not exist.
// CHECK: missing_header.cu:[[@LINE+1]]:10: {{.*}}'no_such_header.h' file not found
#include "no_such_header.h"

int main() { return 0; }
