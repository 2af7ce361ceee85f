# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes docs/pipeline.md from what the compiler does, so that the page cannot
go stale: the phase table from --list-phases, the forms of one kernel from
--save-phases. Prints the page; with --check compares it with the one in the
tree. To update it: python3 test/docs/pipeline.py > docs/pipeline.md"""
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNEL = ROOT / "test" / "docs" / "Inputs" / "leaky_relu.cu"
FOLDERS = {name: f"[lib/{name.capitalize()}](../lib/{name.capitalize()})"
           for name in ("frontend", "lift", "map", "plan", "target")}

PICTURE = """\
# The pipeline

<!-- Written by test/docs/pipeline.py; edit that. -->

```
  app.cu ─┬─ frontend ─► simt ─ lift ─► tile ─ map ─► davinci ─ plan ─► planned ─ target ─► app_kernels.asc
          │              one            a block or    one core          addresses,          Ascend C
          │              thread         a chunk                         flags
          └─ host ───────────────────────────────────────────────────────────────────────► app.cpp
```

Each form prints, and each phase can be run alone: `cubeport translate --emit=FORM`,
`--stop-after=PHASE`, `--save-phases=DIR`, or `cubeport-opt` with a pass. A phase
ends with a gate, which states what may no longer occur; only gates and the
passes before them refuse a kernel, at its CUDA line.

"""

TEXTS = {
    "frontend": """\
**frontend** runs Clang in process on the device half with our CUDA headers,
inlines what kernels call, and raises LLVM IR to structured control flow and
views of memory. Loops are not unrolled or vectorised. What one thread does:
""",
    "lift": """\
**lift** runs threads in step: those of a block, or, where they know only their
global index as here, a chunk of as many as there is room for. The index becomes
a lane; what does not depend on it stays scalar. The guard `i < n` limits the
threads, the conditional operator becomes a select:
""",
    "map": """\
**map** picks a unit for each op: vector instructions for tensors, copies for
affine accesses, the scalar unit for the rest. The chunks are spread over the
cores of the chip, which get equally many:
""",
    "plan": """\
**plan** gives the buffers of loads and stores two slots each, places all
buffers and orders the pipes. A set and its wait say that one pipe waits for what
another has been given; `pipe_barrier` orders a pipe with itself. One iteration
waits for its slot only, so that it loads while the one before computes and the
one before that stores. The gate proves that every hazard is ordered:
""",
    "target": """\
**target** prints one statement per op, with the CUDA line above:
""",
}

AFTER = """\
## Where to go from here

- Add an op: the family's `.td` in [dialects/](../dialects), a verifier, a printer
  in [lib/Target/AscendC](../lib/Target/AscendC), its function in
  [include/ascendc](../include/ascendc).
- Add a pass: an entry in its stage's `Passes.td`, one `.cpp`, a test named like
  its flag in [test/](../test).
- Add a CUDA feature: a program in [test/kernels](../test/kernels) first, then
  from frontend to target whatever it stops at; then its row in
  [cuda-coverage.md](cuda-coverage.md).
"""


def cubeport(*arguments):
    return subprocess.run(["cubeport", *map(str, arguments)], check=True,
                          capture_output=True, text=True).stdout


def phase_rows():
    """The rows of --list-phases; its columns start where its titles do."""
    lines = cubeport("--list-phases").splitlines()
    starts = [match.start() for match in
              re.finditer(r"(?<!\S)\S+(?: \S+)*", lines[0])]
    for line in lines[1:]:
        ends = starts[1:] + [None]
        yield [line[a:b].strip() for a, b in zip(starts, ends)]


def table(rows):
    yield "| phase | takes | gives | gate | what it does | folder |"
    yield "|---|---|---|---|---|---|"
    for name, takes, gives, gate, text in rows:
        gate = f"`{gate}`" if gate else ""
        yield (f"| {name} | {takes} | {gives} | {gate} | {text} | "
               f"{FOLDERS[name]} |")


def body(text):
    """The lines inside the kernel, without constants and types."""
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if "func @" in line)
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = next(i for i in range(first + 1, len(lines))
                if lines[i].startswith(" " * indent + "}"))
    for line in lines[first + 1:last]:
        line = line[indent + 2:]
        if "arith.constant" in line or line.strip() in ("gpu.return", "return"):
            continue
        yield re.sub(r" : (?!i32 \{)[^{}]*$", "", line).replace("  ", "  ")


def ascend_c(text):
    """The kernel's body, without its tensors' declarations."""
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines) if "__global__" in line)
    last = next(i for i in range(first, len(lines)) if lines[i] == "}")
    start = max(i for i in range(first, last) if "Tensor<" in lines[i]) + 1
    return [line[2:] for line in lines[start:last]]


def page():
    rows = list(phase_rows())
    yield PICTURE + "\n".join(table(rows)) + "\n\n## One kernel\n\n```cuda"
    source = KERNEL.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(source) if "__global__" in line)
    yield "\n".join(source[first:source.index("}", first) + 1]) + "\n```\n"
    yield ("Below, constants, types and declarations are left out; "
           "`--save-phases` shows all.\n")
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder, "project")
        cubeport("translate", KERNEL, f"--save-phases={folder}/forms", "-o",
                 project)
        for number, row in enumerate(rows, 1):
            name = row[0]
            yield TEXTS[name]
            if name == "target":
                asc = (project / "leaky_relu_kernels.asc").read_text()
                yield "```cpp\n" + "\n".join(ascend_c(asc)) + "\n```\n"
            else:
                form = pathlib.Path(folder, "forms", f"{number}-{name}.mlir")
                lines = body(form.read_text())
                if name == "plan": # the arithmetic is as before
                    lines = (line for line in lines if "arith." not in line)
                yield "```\n" + "\n".join(lines) + "\n```\n"
    yield AFTER.rstrip("\n")


def main():
    text = "\n".join(page()) + "\n"
    if "--check" not in sys.argv:
        sys.stdout.write(text)
        return 0
    path = ROOT / "docs" / "pipeline.md"
    kept = path.read_text(encoding="utf-8")
    sys.stdout.writelines(difflib.unified_diff(
        kept.splitlines(True), text.splitlines(True), "docs/pipeline.md",
        "what the compiler does now"))
    return 0 if kept == text else 1


sys.exit(main())
