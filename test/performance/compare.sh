#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The oracle beside an OpenCL platform for CPUs: the same two kernels. Debian:
# apt-get install pocl-opencl-icd ocl-icd-opencl-dev. No part of ./dev test.
# usage: compare.sh [BUILD-FOLDER]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${1:-$here/../../build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${CXX:-clang++-22}" -O2 "$here/pocl.cpp" -o "$scratch/pocl" -lOpenCL
echo "OpenCL"
"$scratch/pocl"
for check in none memory memory,races; do
  echo "oracle, --check=$check"
  "$build/bin/cubeport" run --on=oracle --check=$check "$here/oracle.cu"
  echo "oracle, a stack per thread, --check=$check"
  CUBEPORT_ORACLE_LOOPS=0 "$build/bin/cubeport" run --on=oracle --check=$check \
    "$here/oracle.cu"
done
