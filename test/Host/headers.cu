// RUN: cubeport translate %s -o %t.out
// RUN: FileCheck %s --input-file=%t.out/headers.cpp
// RUN: FileCheck %s --check-prefix=HEADER --input-file=%t.out/Inputs/helper.h
// User headers are rewritten beside the sources, whatever folder they are from.

// CHECK: #include "cubeport_acl.h"
// CHECK: #include "Inputs/helper.h"
#include "Inputs/helper.h"

// HEADER: #pragma once
// HEADER-NEXT: #include "cubeport_acl.h"
// HEADER: // Used by both halves.
// HEADER-NEXT: {{^}}inline int roundUp(int n, int m) {
// HEADER-NOT: onlyUsefulOnDevice
// HEADER-NOT: callsSuch
// HEADER: inline bool failed(aclError error) { return error != ACL_SUCCESS; }

int main() { return failed(cudaDeviceSynchronize()) + roundUp(3, 4) - 4; }
