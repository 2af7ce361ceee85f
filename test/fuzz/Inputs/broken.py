#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Stands in for `cubeport verify` and finds that kernel 1 diverges."""
import json
import sys

report = next(word.partition("=")[2] for word in sys.argv
              if word.startswith("--json="))
wanted = sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else ["0", "1"]
source = open(sys.argv[2]).read()
kernels = [{"kernel": f"k{k}", "refusal": "",
            "verdict": "match" if k == "0" else "diverges"}
           for k in wanted if f"void k{k}(" in source]
with open(report, "w") as file:
    json.dump({"kernels": kernels, "code": "CP8019"}, file)
print("x.cu:1: error: CP8019: kernel 'k1'")
sys.exit(1)
