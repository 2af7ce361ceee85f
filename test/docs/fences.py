# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs every ```mlir fence of the .td and .md files through cubeport-opt:
each parses, verifies, and prints what parses to the same again."""
import pathlib
import re
import subprocess
import sys

FENCE = re.compile(r"^( *)```mlir\n(.*?)^ *```", re.M | re.S)
ROOTS = ["dialects", "lib", "docs", "README.md"]
SEPARATOR = "\n// -----\n"


def sources(root):
    for name in ROOTS:
        path = root / name
        if path.is_file():
            yield path
        else:
            yield from sorted(path.rglob("*.td"))
            yield from sorted(path.rglob("*.md"))


def print_again(text):
    return subprocess.run(
        ["cubeport-opt", "--split-input-file", "-"], input=text,
        capture_output=True, text=True, check=False)


def main():
    root = pathlib.Path(sys.argv[1])
    pieces, places = [], []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            line = text.count("\n", 0, fence.start()) + 1
            places.append(f"{path.relative_to(root)}:{line}")
            pieces.append(fence.group(2))
    first = print_again(SEPARATOR.join(pieces))
    if first.returncode:
        # Slow path: one by one, to name the fence.
        for place, piece in zip(places, pieces):
            one = print_again(piece)
            if one.returncode:
                print(f"{place}: fence does not parse:\n{one.stderr}")
        return 1
    second = print_again(first.stdout)
    if second.returncode or second.stdout != first.stdout:
        print(f"printed text differs when read again:\n{second.stderr}")
        for place, a, b in zip(places, first.stdout.split(SEPARATOR),
                               second.stdout.split(SEPARATOR)):
            if a != b:
                print(f"{place}:\n{a}\n{b}")
        return 1
    print(f"{len(pieces)} fences")
    return 0 if pieces else 1


sys.exit(main())
