# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Deletes the flags, barriers and cache calls of emitted kernels, one at a time,
and counts how many of the deletions the twin catches.

A unit is a set with the wait behind it, or one barrier: what plan-drop-sync
removes; or one call that writes back and empties the data cache. To build once per program and not once per mutant, every unit of the
emitted text is put under a condition; CUBEPORT_MUTANT chooses the unit that is
skipped. All blocks run on one core, so that loops over blocks go around.
Units that the program never reaches are shown, and left out of the rate; so
are those that the planner calls "may overlap", unless they are caught, and
calls for the cache in loops over blocks, of which the first may be enough.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAY_OVERLAP = re.compile(r"^\s*// may overlap:$")
FLAG = re.compile(r"^\s*AscendC::(Set|Wait)Flag(<[^;]*);")
BARRIER = re.compile(r"^\s*AscendC::PipeBarrier<[^;]*;")
CACHE = re.compile(r"^\s*(AscendC::DataCacheCleanAndInvalid<[^;]*;|"
                   r"cubeport::synchronizeCache\(\);)")
# What every kernel ends with is the printer's, not the planner's.
LAST = "  AscendC::PipeBarrier<PIPE_ALL>();"
SAMPLE = ["guard_1d", "tree_reductions", "lanes_and_warps", "barrier_in_loop", "matrix_products",
          "gather_scatter", "divergent_loops", "atomics", "private_arrays"]
SAMPLE_UNITS = 6
PRELUDE = """\
#include <cstdio>
#include <cstdlib>
namespace {
struct Mutant {
  static constexpr int kUnits = %d;
  int dropped = std::getenv("CUBEPORT_MUTANT")
                    ? std::atoi(std::getenv("CUBEPORT_MUTANT")) : -1;
  bool reached[kUnits + 1] = {};
  ~Mutant() {
    if (const char *path = std::getenv("CUBEPORT_REACHED")) {
      FILE *file = std::fopen(path, "a");
      for (int unit = 0; file && unit < kUnits; ++unit) {
        if (reached[unit]) { std::fprintf(file, "%%d\\n", unit); }
      }
      if (file) { std::fclose(file); }
    }
  }
  bool keeps(int unit) { reached[unit] = true; return unit != dropped; }
} mutant;
}
"""


def instrument(text):
    """The text with each unit under a condition, and the units' own text."""
    lines, units, number = text.splitlines(), [], 0
    while number < len(lines):
        line = lines[number]
        flag = FLAG.match(line)
        cache = CACHE.match(line)
        if flag or cache or (BARRIER.match(line) and line != LAST):
            last = number
            if flag and flag.group(1) == "Set" and number + 1 < len(lines):
                following = FLAG.match(lines[number + 1])
                if following and following.group(1) == "Wait" \
                        and following.group(2) == flag.group(2):
                    last = number + 1
            lines[number] = f"if (mutant.keeps({len(units)})) {{ {line}"
            lines[last] += " }"
            possible = number > 0 and MAY_OVERLAP.match(lines[number - 1]) \
                or cache and "synchronizeCache" not in line
            units.append(line.strip() +
                         (" // may overlap" if possible else ""))
            number = last
        number += 1
    body = "\n".join(lines).replace("<<<numBlocks,", "<<<1,")
    return PRELUDE % len(units) + body + "\n", units


class Program:
    """One test program: its units, what became of each."""

    def __init__(self, source, build, folder):
        self.source, self.build = source, build
        self.folder = pathlib.Path(folder, source.stem)
        self.units, self.reached, self.survivors = [], [], []
        self.killed, self.harmless, self.note = 0, 0, ""

    def tool(self, name, *arguments, **keywords):
        return subprocess.run(
            [str(self.build / "bin" / name), *map(str, arguments)],
            capture_output=True, text=True, check=False, **keywords)

    def execute(self, timeout=300, **environment):
        return subprocess.run(
            [str(self.folder / "program")], capture_output=True, text=True,
            errors="replace", check=False, timeout=timeout,
            env={**os.environ, "CUBEPORT_TWIN_CHECK_CACHE": "1",
                 **environment})

    def prepare(self):
        """Translates and builds the instrumented program."""
        # Small chunks of threads, so that loops over them come round: what
        # orders one chunk behind another shows in no launch of a single one.
        result = self.tool("cubeport", "translate", "--lanes=256", self.source,
                           "-o", self.folder)
        if result.returncode:
            self.note = "does not translate"
            return False
        for kernels in self.folder.glob("*.asc"):
            text, self.units = instrument(kernels.read_text())
            kernels.write_text(text)
        sources = sorted(self.folder.glob("*.asc")) + \
            sorted(self.folder.glob("*.cpp"))
        result = self.tool("cubeport-twin-cc", *sources, f"-I{self.folder}",
                           "-o", self.folder / "program")
        if result.returncode:
            self.note = "does not build: " + result.stderr[-400:]
            return False
        reached = self.folder / "reached"
        result = self.execute(CUBEPORT_REACHED=str(reached))
        if result.returncode:
            self.note = "fails before any deletion: " + result.stderr[-400:]
            return False
        if reached.exists():
            self.reached = sorted({int(n) for n in reached.read_text().split()})
        return True

    def judge(self, unit):
        """Runs one mutant."""
        try:
            result = self.execute(CUBEPORT_MUTANT=str(unit))
        except subprocess.TimeoutExpired:
            self.survivors.append((unit, "runs for ever"))
            return
        if re.search(r"CP7\d{3}", result.stderr + result.stdout):
            self.killed += 1
        elif not result.returncode and "may overlap" in self.units[unit]:
            self.harmless += 1
        else:
            self.survivors.append(
                (unit, "wrong result" if result.returncode else "not noticed"))

    def run(self, sample):
        if self.prepare():
            chosen = self.reached
            if sample and len(chosen) > SAMPLE_UNITS:
                step = len(chosen) / SAMPLE_UNITS
                chosen = [chosen[int(k * step)] for k in range(SAMPLE_UNITS)]
            for unit in chosen:
                self.judge(unit)
        return self


def report(programs):
    """Prints the table; True when every deletion was caught."""
    print(f"{'program':24} {'units':>6} {'reached':>8} {'tried':>6} "
          f"{'caught':>7} {'harmless':>9}")
    tried = killed = broken = 0
    for program in programs:
        count = program.killed + len(program.survivors)
        tried, killed = tried + count, killed + program.killed
        print(f"{program.source.stem:24} {len(program.units):6} "
              f"{len(program.reached):8} {count:6} {program.killed:7} {program.harmless:9}")
        for unit, verdict in program.survivors:
            print(f"    unit {unit}, {verdict}: {program.units[unit]}")
        if program.note:
            broken += 1
            print(f"    {program.note}")
    rate = 100.0 * killed / tried if tried else 0.0
    if broken:
        print(f"{broken} programs could not be tried")
    print(f"kill rate: {killed} of {tried}, {rate:.1f} %")
    return tried > 0 and killed == tried and not broken


def main():
    parser = argparse.ArgumentParser(prog="./dev mutate")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--sample", action="store_true",
                        help="a few programs, a few units of each")
    parser.add_argument("names", nargs="*",
                        help="programs of test/kernels, without .cu")
    options = parser.parse_args()
    kernels = ROOT / "test" / "kernels"
    names = options.names or (SAMPLE if options.sample else sorted(
        path.stem for path in kernels.glob("*.cu")))
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        programs = [Program(kernels / f"{name}.cu",
                            options.build.resolve(), folder)
                    for name in names]
        list(pool.map(lambda program: program.run(options.sample), programs))
    return 0 if report(programs) else 1


sys.exit(main())
