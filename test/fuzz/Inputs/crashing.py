#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Stands in for `cubeport-opt` and fails an assertion in each pass."""
import os
import sys

if "--help" in sys.argv:
    print("      --lift-verify   - gate\n      --map-verify   - gate\n"
          "      --plan-verify   - gate")
    sys.exit(0)
print("Assertion `it broke' failed.", flush=True)
os.abort()
