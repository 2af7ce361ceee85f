# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""docs/cuda-coverage.md links every program of test/kernels and test/gaps, and
names the code that each refusal is tested with."""
import re

import rules

PAGE = "docs/cuda-coverage.md"
# Not CUDA features: what any compiler refuses.
OTHERS = {"missing_header", "syntax_error"}


def main():
    page = rules.lines(PAGE)
    problems, checked = [], 0
    for path in rules.files(".cu", under="test"):
        if path.parts[1] not in ("kernels", "gaps") or path.stem in OTHERS:
            continue
        checked += 1
        rows = [row for row in page if f"(../{path})" in row]
        if not rows:
            problems.append(f"{path}: no row of {PAGE} links it")
        if path.parts[1] == "gaps":
            for code in re.findall(r"CP\d{4}", rules.text(path)):
                if not any(code in row for row in rows):
                    problems.append(f"{path}: its row does not name {code}")
    rules.finish(problems, checked)


main()
