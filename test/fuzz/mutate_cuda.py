# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Gives damaged CUDA sources to `cubeport translate`, which translates them
or says with an error why not: it does not crash, hang or fail silently.

The examples and the tests' programs are the stock. A mutant depends on its
number alone.
"""
import argparse
import collections
import pathlib
import random
import re
import shutil
import sys

import crashes

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = re.compile(rb"\w+|<<<|>>>|::|->|[-+*/%&|^<>=!]=|&&|\|\||<<|>>|"
                   rb"\"(?:[^\"\\\n]|\\.)*\"|//[^\n]*|\s+|.", re.DOTALL)
NUMBER = re.compile(rb"\d[\w.]*")
NUMBERS = (b"0", b"1", b"-1", b"2147483648", b"0x7fffffffffffffff", b"1e400",
           b"1u", b"3ull", b"0.5f", b"1e-50f", b"65536", b"1023", b"'x'")
OPERATORS = ((b"+", b"-", b"*", b"/", b"%", b"&", b"|", b"^", b"<<", b">>"),
             (b"<", b">", b"==", b"!=", b"<=", b">="), (b"&&", b"||"),
             (b"+=", b"-=", b"*=", b"/=", b"=", b"|=", b"^="),
             (b"if", b"while"), (b"break", b"continue", b"return"),
             (b"x", b"y", b"z"), (b"threadIdx", b"blockIdx", b"blockDim"))
TYPES = (b"int", b"unsigned", b"float", b"double", b"char", b"short",
         b"long long", b"bool", b"void", b"__half", b"long double", b"__int128",
         b"auto", b"int *", b"int &", b"const", b"volatile", b"float4",
         b"struct { int a[3]; }", b"decltype(nullptr)")
QUALIFIERS = (b"__global__", b"__device__", b"__host__", b"__shared__",
              b"__constant__", b"__managed__", b"extern", b"static", b"inline",
              b"__noinline__", b"__launch_bounds__(64)", b"__restrict__", b"")
STATEMENTS = (b"__syncthreads();", b"return;", b"asm(\"trap;\");",
              b"goto out; out:;", b"while (1) ;", b"for (;;) break;",
              b"int a[0];", b"extern __shared__ int e[];", b"new int[3];",
              b"throw 1;", b"printf(\"%d\\n\");", b"static int z;",
              b"auto f = [=](int i) { return i; }; f(1);", b"switch (1) {}",
              b"__trap();", b"int &r = *(int *)0;", b"try {} catch (...) {}",
              b"union { int i; float f; } u; u.f = 1; u.i++;",
              b"#include \"none.h\"\n", b"#define int float\n", b"#if 0\n",
              b"#pragma unroll\n", b"#error stop\n", b"asm volatile(\"\");")
BYTES = (b"\0", b"\xff", b"\xc3\x28", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\r",
         b"\\\n", b"\x1a", b"\"", b"'", b"/*", b"*/", b"??/", b"#", b"@", b"`",
         "é".encode(), b"(" * 300, b"{" * 300, b"x" * 5000, b"<" * 40)


class Mutator:
    def __init__(self, stock, number):
        self.rng = random.Random(f"cubeport cuda {number}")
        self.path, text = self.rng.choice(stock)
        self.other = TOKEN.findall(self.rng.choice(stock)[1])
        self.tokens = TOKEN.findall(text)

    def make(self):
        steps = (self.drop, self.drop, self.repeat, self.swap, self.borrow,
                 self.borrow, self.renumber, self.renumber, self.retype,
                 self.retype, self.qualify, self.qualify, self.state,
                 self.state, self.rename, self.rename, self.launch,
                 self.damage, self.cut)
        if self.rng.random() < 0.6: # what mostly stays valid
            steps = (self.renumber, self.operate, self.operate, self.state,
                     self.launch, self.qualify, self.rename)
        for _ in range(self.rng.choice((1, 1, 1, 2, 2, 4))):
            if len(self.tokens) > 2:
                self.rng.choice(steps)()
        return b"".join(self.tokens)

    def at(self):
        return self.rng.randrange(len(self.tokens))

    def where(self, test):
        return [at for at, token in enumerate(self.tokens) if test(token)]

    def replace(self, test, choices):
        places = self.where(test)
        if places:
            self.tokens[self.rng.choice(places)] = self.rng.choice(choices)

    def drop(self):
        at = self.at()
        del self.tokens[at:at + self.rng.choice((1, 1, 1, 2, 5, 30))]

    def repeat(self):
        at, size = self.at(), self.rng.choice((1, 2, 10, 40))
        self.tokens[at:at] = self.tokens[at:at + size]

    def swap(self):
        a, b = self.at(), self.at()
        self.tokens[a], self.tokens[b] = self.tokens[b], self.tokens[a]

    def borrow(self):
        begin = self.rng.randrange(len(self.other))
        size = self.rng.choice((1, 1, 3, 10, 40))
        at = self.at()
        self.tokens[at:at + self.rng.choice((0, 1))] = \
            self.other[begin:begin + size]

    def renumber(self):
        self.replace(NUMBER.fullmatch, NUMBERS)

    def operate(self):
        group = self.rng.choice(OPERATORS)
        self.replace(lambda token: token in group, group)

    def retype(self):
        known = {b"int", b"float", b"double", b"unsigned", b"char", b"void",
                 b"long", b"short", b"bool", b"const", b"half", b"__half"}
        self.replace(lambda token: token in known, TYPES)

    def qualify(self):
        if self.rng.random() < 0.5:
            self.tokens.insert(self.at(), b" " + self.rng.choice(QUALIFIERS)
                               + b" ")
        else:
            self.replace(lambda token: token in QUALIFIERS and token,
                         QUALIFIERS)

    def state(self):
        places = self.where(lambda token: token in (b";", b"{", b"}"))
        if places:
            self.tokens.insert(self.rng.choice(places) + 1,
                               b"\n" + self.rng.choice(STATEMENTS))

    def rename(self):
        names = [token for token in self.tokens
                 if re.fullmatch(rb"[A-Za-z_]\w*", token)]
        if names:
            old, new = self.rng.choice(names), self.rng.choice(names)
            places = self.where(lambda token: token == old)
            if self.rng.random() < 0.6:
                places = [self.rng.choice(places)]
            for at in places:
                self.tokens[at] = new

    def launch(self):
        places = self.where(lambda token: token in (b"<<<", b">>>"))
        if places:
            at = self.rng.choice(places)
            self.tokens[at] += self.rng.choice(
                (b"1, 1>>>(", b"dim3(1, 2), ", b"0, 0, ", b"<<<", b"{1}, ",
                 b"(f(), 1), ", b"n ? 1 : 2, ", b"()"))

    def damage(self):
        self.tokens.insert(self.at(), self.rng.choice(BYTES))

    def cut(self):
        text = b"".join(self.tokens)
        end = self.rng.randrange(len(text))
        self.tokens = TOKEN.findall(text[:end])


def judge(fault, log):
    if fault:
        return fault
    if "internal" in log:
        return "internal error: " + log[log.index("internal"):][:80]
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", default="1..200", metavar="A..B")
    parser.add_argument("--cubeport", metavar="FILE",
                        default=str(ROOT / "build/bin/cubeport"))
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=ROOT / "build/fuzz-cuda")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    paths = sorted((ROOT / "examples").glob("*.cu")) + \
        sorted((ROOT / "test").rglob("*.cu"))
    stock = [(path, path.read_bytes()) for path in paths]
    first, _, last = arguments.numbers.partition("..")
    known, ends = collections.Counter(), collections.Counter()
    for number in range(int(first), int(last or first) + 1):
        mutator = Mutator(stock, number)
        source = arguments.out / f"mutant{number}.cu"
        source.write_bytes(mutator.make())
        written = arguments.out / "written"
        fault, log = crashes.run(
            [arguments.cubeport, "translate", str(source), "-o", str(written),
             f"-I{mutator.path.parent}", f"-I{ROOT}/test/kernels"])
        shutil.rmtree(written, ignore_errors=True)
        fault = judge(fault, log)
        if not fault and "error:" not in log:
            ends["translated"] += 1
        elif not fault:
            codes = re.findall(r"error: (CP\d+)", log)
            ends[codes[-1] if codes else "Clang's errors"] += 1
        if fault and not known[fault]:
            source.with_suffix(".log").write_text(log)
            print(f"{number}: {fault}\n  {source}", flush=True)
        elif source.exists():
            source.unlink()
        known.update([fault] if fault else [])
    print(f"{sum(ends.values()) + sum(known.values())} mutants, "
          f"{len(known)} kinds of faults")
    for end, count in (ends + known).most_common():
        print(f"{count:6} {end}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
