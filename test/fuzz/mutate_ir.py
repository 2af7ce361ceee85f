# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Gives damaged IR to each pass and pipeline. Whatever the IR, a pass works
or reports an error: it does not crash, hang or fail an assertion.

The tree's .mlir tests are the stock. A mutant depends on its number alone.
"""
import argparse
import collections
import pathlib
import random
import re
import sys

import crashes

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPLIT = re.compile(r"^// -----.*$", re.MULTILINE)
PASS = re.compile(r"^ +--((?:frontend|lift|map|plan)(?:-[a-z-]+)?)\b",
                  re.MULTILINE)
# Of MLIR itself; their names begin like ours.
FOREIGN = {"lift-cf-to-scf", "map-memref-spirv-storage-class"}
TYPE = re.compile(r"\b(?:i1|i8|i16|i32|i64|f16|bf16|f32|f64|index)\b")
NUMBER = re.compile(r"(?<![\w%#@])-?\d+\b")
SHAPE = re.compile(r"<(?:\?|\d+)x")
OPERATION = re.compile(r"\b[a-z]\w*\.[a-z][\w.]*")
VALUE = re.compile(r"%\w+(?:#\d+)?")
ATTRIBUTES = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"(?<=[<# ])[a-z]\w+(?=[>, ])")
TYPES = ("i1", "i8", "i16", "i32", "i64", "f16", "bf16", "f32", "f64", "index",
         "i7", "f80", "vector<4xi32>", "none", "tuple<i32>", "ui32",
         "complex<f32>", "tensor<64xi32>", "memref<?xf32>", "!llvm.ptr")
NUMBERS = ("0", "1", "-1", "2", "3", "7", "31", "64", "100", "65536",
           "2147483647", "-2147483648", "4294967296", "9223372036854775807",
           "1024", "63")


class Stock:
    """Pieces of IR, the lines of all of them, and what occurs in them."""

    def __init__(self, opt, more):
        self.pieces, self.lines, self.operations = [], [], set()
        paths = sorted((ROOT / "test").rglob("*.mlir"))
        for folder in more:
            paths += sorted(folder.rglob("*.mlir"))
        for path in paths:
            for piece in SPLIT.split(path.read_text()):
                lines = [line for line in piece.splitlines()
                         if not line.lstrip().startswith("//")]
                if any(line.strip() for line in lines):
                    self.pieces.append(lines)
                    self.lines += lines
                    self.operations |= set(OPERATION.findall("\n".join(lines)))
        self.operations = sorted(self.operations)
        self.words = sorted(set(WORD.findall("\n".join(self.lines))))
        _, text = crashes.run([opt, "--help"])
        self.passes = sorted(set(PASS.findall(text)) - FOREIGN)


class Mutator:
    def __init__(self, stock, number):
        self.stock = stock
        self.rng = random.Random(f"cubeport ir {number}")
        self.lines = list(self.rng.choice(stock.pieces))

    def make(self):
        steps = (self.drop, self.repeat, self.swap, self.move, self.borrow,
                 self.retype, self.retype, self.renumber, self.renumber,
                 self.reshape, self.rename, self.reuse, self.reuse,
                 self.strip, self.reword)
        for _ in range(self.rng.choice((1, 1, 1, 2, 3, 5))):
            if self.lines:
                self.rng.choice(steps)()
        return "\n".join(self.lines)

    def any_line(self):
        return self.rng.randrange(len(self.lines))

    def drop(self):
        del self.lines[self.any_line()]

    def repeat(self):
        self.lines.insert(self.any_line(), self.lines[self.any_line()])

    def swap(self):
        a, b = self.any_line(), self.any_line()
        self.lines[a], self.lines[b] = self.lines[b], self.lines[a]

    def move(self):
        at = self.any_line()
        line = self.lines.pop(at)
        near = at + self.rng.choice((-2, -1, 1, 2))
        self.lines.insert(max(0, min(near, len(self.lines))), line)

    def borrow(self):
        self.lines.insert(self.any_line(), self.rng.choice(self.stock.lines))

    def replace(self, pattern, choose, everywhere=0.3):
        """Replaces one match of the pattern, or all of the same text."""
        places = [(at, match) for at, line in enumerate(self.lines)
                  for match in pattern.finditer(line)]
        if not places:
            return
        at, match = self.rng.choice(places)
        new = choose(match.group())
        if self.rng.random() < everywhere:
            old = re.compile(rf"(?<!\w){re.escape(match.group())}(?!\w)")
            self.lines = [old.sub(lambda _: new, line) for line in self.lines]
        else:
            line = self.lines[at]
            self.lines[at] = line[:match.start()] + new + line[match.end():]

    def retype(self):
        # A type that differs at one use alone does not parse.
        self.replace(TYPE, lambda _: self.rng.choice(TYPES), everywhere=0.8)

    def renumber(self):
        self.replace(NUMBER, lambda _: self.rng.choice(NUMBERS))

    def reshape(self):
        self.replace(SHAPE, lambda _: self.rng.choice(
            ("<", "<0x", "<1x", "<?x", "<64x", "<64x64x", "<65x",
             "<1048576x", "<*x")))

    def rename(self):
        def choose(old):
            names = self.stock.operations
            if self.rng.random() < 0.8:
                dialect = old.split(".")[0] + "."
                names = [name for name in names if name.startswith(dialect)]
            return self.rng.choice(names)
        self.replace(OPERATION, choose)

    def reuse(self):
        values = VALUE.findall("\n".join(self.lines))
        if values:
            self.replace(VALUE, lambda _: self.rng.choice(values))

    def strip(self):
        self.replace(ATTRIBUTES, lambda _: self.rng.choice(("", "{}")))

    def reword(self):
        self.replace(WORD, lambda _: self.rng.choice(self.stock.words))


def report(out, mutants, flag, fault, log, opt, known):
    """Finds the one mutant among several, and keeps it."""
    for number, text in mutants:
        alone, own_log = run_one(opt, flag, [text])
        if alone:
            fault, log = alone, own_log
            break
    else:
        number, text = mutants[0][0], "\n// -----\n".join(
            text for _, text in mutants)
    if fault not in known:
        name = out / f"ir-{number}-{flag}"
        name.with_suffix(".mlir").write_text(text + "\n")
        name.with_suffix(".log").write_text(log)
        print(f"{number} --{flag}: {fault}\n  {name}.mlir", flush=True)
    known[fault] += 1


def run_one(opt, flag, texts):
    path = run_one.folder / "mutants.mlir"
    path.write_text("\n// -----\n".join(texts) + "\n")
    return crashes.run([opt, f"--{flag}", "--split-input-file", str(path),
                        "-o", "/dev/null"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", default="1..1000", metavar="A..B")
    parser.add_argument("--at-once", type=int, default=40, metavar="N",
                        help="mutants that one run of a pass takes")
    parser.add_argument("--passes", default="", metavar="P,..",
                        help="default: all, three chosen for each group")
    parser.add_argument("--cubeport-opt", metavar="FILE",
                        default=str(ROOT / "build/bin/cubeport-opt"))
    parser.add_argument("--stock", type=pathlib.Path, metavar="DIR",
                        action="append", default=[],
                        help="folder of more .mlir files to damage")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=ROOT / "build/fuzz-ir")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    run_one.folder = arguments.out
    opt = arguments.cubeport_opt
    stock = Stock(opt, arguments.stock)
    first, _, last = arguments.numbers.partition("..")
    numbers = range(int(first), int(last or first) + 1)
    known, runs = collections.Counter(), 0
    for start in range(0, len(numbers), arguments.at_once):
        group = numbers[start:start + arguments.at_once]
        mutants = [(number, Mutator(stock, number).make()) for number in group]
        rng = random.Random(f"cubeport passes {group[0]}")
        flags = arguments.passes.split(",") if arguments.passes else \
            rng.sample(stock.passes, 3)
        for flag in flags:
            fault, log = run_one(opt, flag, [text for _, text in mutants])
            runs += len(mutants)
            if fault:
                report(arguments.out, mutants, flag, fault, log, opt, known)
    print(f"{len(numbers)} mutants, {runs} runs of {len(stock.passes)} passes, "
          f"{len(known)} kinds of faults")
    for fault, count in known.most_common():
        print(f"{count:6} {fault}")
    return 1 if known or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
