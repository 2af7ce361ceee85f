# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tools use the shared MLIR only. A static archive beside it links silently
and brings a second copy of MLIR's core; its symbols give it away. Templates
that a header instantiates in every tool are weak, and do not count."""
import pathlib
import re
import subprocess
import sys

import rules

LIMIT = 10


def main():
    problems, checked = [], 0
    for tool in sorted(pathlib.Path(sys.argv[1], "bin").glob("cubeport*")):
        symbols = subprocess.run(
            ["llvm-nm", "-C", "--defined-only", str(tool)],
            capture_output=True, text=True, check=True).stdout
        count = len(re.findall(r" T mlir::MLIRContext::", symbols))
        checked += 1
        if count >= LIMIT:
            problems.append(f"{tool.name}: defines {count} symbols of "
                            f"mlir::MLIRContext; at most {LIMIT - 1}")
    rules.finish(problems, checked)


main()
