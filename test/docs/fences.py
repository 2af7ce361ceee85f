# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs every ```mlir fence of the .td and .md files through cubeport-opt."""
import pathlib
import re
import subprocess
import sys

FENCE = re.compile(r"^( *)```mlir\n(.*?)^ *```", re.M | re.S)
ROOTS = ["dialects", "lib", "docs", "README.md"]


def sources(root):
    for name in ROOTS:
        path = root / name
        if path.is_file():
            yield path
        else:
            yield from sorted(path.rglob("*.td"))
            yield from sorted(path.rglob("*.md"))


def main():
    root = pathlib.Path(sys.argv[1])
    # A split separator gives every fence its own module in one run.
    pieces, places = [], []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            line = text.count("\n", 0, fence.start()) + 1
            places.append(f"{path.relative_to(root)}:{line}")
            pieces.append(f"// {places[-1]}\n{fence.group(2)}")
    errors = 0
    result = subprocess.run(
        ["cubeport-opt", "--split-input-file", "-o", "/dev/null", "-"],
        input="\n// -----\n".join(pieces), capture_output=True, text=True,
        check=False)
    if result.returncode:
        # Slow path: one by one, to name the fence.
        for place, piece in zip(places, pieces):
            one = subprocess.run(
                ["cubeport-opt", "-o", "/dev/null", "-"], input=piece,
                capture_output=True, text=True, check=False)
            if one.returncode:
                errors += 1
                print(f"{place}: fence does not parse:\n{one.stderr}")
    print(f"{len(pieces)} fences, {errors} errors")
    return 1 if errors or not pieces or result.returncode else 0


sys.exit(main())
