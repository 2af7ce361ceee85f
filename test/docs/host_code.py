# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes docs/host-code.md from what the compiler does with an example's host
half. Prints the page; with --check compares it with the one in the tree. To
update it: python3 test/docs/host_code.py > docs/host-code.md"""
import difflib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "examples" / "saxpy_streams.cu"
PAGE = ROOT / "docs" / "host-code.md"

HEAD = """\
# What becomes of host code

<!-- Written by test/docs/host_code.py; edit that. -->

The host half of a program is kept as it was written, comments and layout with it; names
of the CUDA runtime become those of ACL, at their places. Where a call has a counterpart of
the same meaning, it is ACL's own (`aclrtSynchronizeEvent`). Where CUDA promises more
(a default stream that waits for the others, errors that are kept, managed memory), a
small function of the project's headers says what is done: `cubeport_acl.h` and the
files beside it are part of the project, to be read and changed.

A kernel's body goes to `..._kernels.asc`; in its place stands the function that launches
it, and a launch becomes a call of that function. `admits` reports launches that CUDA would
refuse, or that are larger than the translated kernel can be.

The whole difference of [saxpy_streams.cu](../examples/saxpy_streams.cu):

```diff
"""

TAIL = """\
```

Names that have no counterpart are refused with CP6001 at their line before anything is
written; [ApiTable.def](../lib/Host/ApiTable.def) is the table.
"""


def make_page():
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        subprocess.run(["cubeport", "translate", SOURCE, "-o", out], check=True)
        before = SOURCE.read_text(encoding="utf-8").splitlines()
        after = (out / "saxpy_streams.cpp").read_text(
            encoding="utf-8").splitlines()
    lines = difflib.unified_diff(before, after, "saxpy_streams.cu",
                                 "saxpy_streams.cpp", n=1, lineterm="")
    return HEAD + "".join(line.rstrip() + "\n" for line in lines) + TAIL


def main():
    page = make_page()
    if sys.argv[1:] != ["--check"]:
        sys.stdout.write(page)
        return 0
    known = PAGE.read_text(encoding="utf-8")
    sys.stdout.writelines(difflib.unified_diff(
        known.splitlines(True), page.splitlines(True), str(PAGE), "new"))
    return page != known


sys.exit(main())
