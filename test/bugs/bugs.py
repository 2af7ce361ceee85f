# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs programs with planted bugs and says which are caught.

A program holds many cases: kernels with one bug each, chosen by the program's
argument. A comment `// CP1234` on a line of the kernel names the code that must
be reported there; of several marked lines one must be the report's. With FIXED
defined the bugs are gone: then nothing may be reported.

`.cu` files run on the oracle, `.asc` files on the twin. A line `// OPTIONS:`
adds options or, as NAME=VALUE, variables of the environment.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNEL = re.compile(r"^(?:template.*> )?__global__ .*?void (\w+)\(")
MARK = re.compile(r"// (CP\d{4})\s*$")
REPORT = re.compile(r"(CP\d{4}): (.*)")


class Case:
    """A kernel with a bug: its name, what is wrong, what must be reported."""

    def __init__(self, name, text):
        self.name, self.text = name, text
        self.code, self.lines = None, set()
        self.caught, self.got = False, ""


def read_cases(source):
    """The cases of a program, in order. Marks before the first kernel, and in
    functions between kernels, belong to the next kernel."""
    cases, early, above, text = [], [], [], "(see the name)"
    case = None
    for number, line in enumerate(source.read_text().splitlines(), 1):
        kernel = KERNEL.match(line)
        if line.startswith("// ") and not MARK.match(line):
            above.append(line[3:])
            continue
        if above:
            text = " ".join(above)
        above = []
        if kernel:
            case = Case(kernel.group(1), text)
            cases.append(case)
            for code, place in early:
                case.code = code
                case.lines.add(place)
            early = []
        elif line.startswith("}"):
            case = None
        mark = MARK.search(line)
        if mark and case:
            assert case.code in (None, mark.group(1)), f"{source}:{number}"
            case.code = mark.group(1)
            case.lines.add(number)
        elif mark:
            early.append((mark.group(1), number))
    return [case for case in cases if case.code]


class Suite:
    """One program on one machine."""

    def __init__(self, source, build, folder):
        self.source, self.build, self.folder = source, build, folder
        self.cases = read_cases(source)
        self.is_cuda = source.suffix == ".cu"
        self.noise = ""
        self.options, self.environment = [], {
            "CUBEPORT_TWIN_ON_ERROR": "exit", "CUBEPORT_ORACLE_PATIENCE": "1"}
        for words in re.findall(r"// OPTIONS: (.*)", source.read_text()):
            for word in words.split():
                if word.startswith("-"):
                    self.options.append(word)
                else:
                    name, value = word.split("=")
                    self.environment[name] = value

    def command(self, defines, fixed):
        """Builds, and returns what runs a case when its name is added."""
        tool = self.build / "bin"
        if self.is_cuda:
            # The first run leaves the program in the cache; no case has the
            # name "none".
            cache = self.folder / ("fixed" if fixed else "bugs")
            self.environment["XDG_CACHE_HOME"] = str(cache)
            run = [tool / "cubeport", "run", "--on=oracle", *self.options,
                   *defines, self.source, "--"]
            status, output = self.execute(run, "none")
            built = [path for path in
                     cache.glob(f"cubeport/{self.source.stem}-*/*")
                     if path.name == self.source.stem]
            if status or len(built) != 1:
                sys.exit(f"{self.source}: {output}")
            return built
        program = self.folder / (self.source.stem + ("-fixed" if fixed else ""))
        subprocess.run([tool / "cubeport-twin-cc", self.source, *defines, "-o",
                        program], check=True)
        return [program]

    def execute(self, command, case):
        result = subprocess.run([*map(str, command), case], check=False,
                                capture_output=True, text=True, timeout=600,
                                errors="replace",
                                env={**os.environ, **self.environment})
        return result.returncode, result.stderr + result.stdout

    def place(self, output):
        """The code and the line of the first report."""
        if not REPORT.search(output):
            return None, 0
        found = REPORT.search(output)
        name = re.escape(self.source.name)
        if self.is_cuda:
            start = output.rfind("\n", 0, found.start()) + 1
            line = re.match(r".*?" + name + r":(\d+)", output[start:])
        else:
            line = re.search(r", at " + name + r":(\d+)", output)
        return found.group(1), int(line.group(1)) if line else 0

    def run(self, only=None):
        command = self.command([], False)
        for case in self.cases:
            if only and case.name not in only:
                continue
            status, output = self.execute(command, case.name)
            code, line = self.place(output)
            case.got = f"{code} at line {line}" if code else f"status {status}"
            case.caught = code == case.code and line in case.lines
        command = self.command(["-DFIXED"], True)
        status, output = self.execute(command, "all")
        if status or REPORT.search(output):
            self.noise = output or f"status {status}"
        return self


def table(suites):
    """The cases as rows of a page."""
    rows = []
    for suite in suites:
        kind = "oracle" if suite.is_cuda else "twin"
        rows.append(f"\n## {suite.source.parent.name}/{suite.source.stem} "
                    f"({len(suite.cases)}, {kind})\n")
        rows.append("| case | what is wrong | code |\n|---|---|---|")
        rows += [f"| {case.name} | {case.text} | {case.code} |"
                 for case in suite.cases]
    total = sum(len(suite.cases) for suite in suites)
    return total, "\n".join(rows)


PAGE = """\
# Planted bugs

<!-- Written by test/bugs/bugs.py --page; edit the programs and run that. -->

{total} small kernels with one bug each, and the code that catches it. Each is run
twice: with the bug, the code must be reported at the line that is marked in
the source; without it, nothing may be reported. CUDA kernels run on the
[oracle](oracle.md), Ascend C kernels on the [twin](../lib/Twin/README.md). The programs are in
[test/bugs](../test/bugs); `python3 test/bugs/bugs.py` runs all and counts.
Beside them `./dev mutate` deletes the flags, barriers and cache calls of emitted
kernels one at a time.
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--page", action="store_true",
                        help="print docs/planted-bugs.md")
    parser.add_argument("--case", action="append", help="only this case")
    parser.add_argument("sources", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    folder = ROOT / "test" / "bugs"
    sources = options.sources or sorted(folder.glob("*/*.cu")) + \
        sorted(folder.glob("*/*.asc"))
    with tempfile.TemporaryDirectory() as scratch:
        suites = [Suite(source.resolve(), options.build.resolve(),
                        pathlib.Path(scratch)) for source in sources]
        if options.page:
            total, rows = table(suites)
            print(PAGE.format(total=total) + rows)
            return 0
        good = total = 0
        for suite in suites:
            suite.run(options.case)
            for case in suite.cases:
                if options.case and case.name not in options.case:
                    continue
                total += 1
                good += case.caught
                if not case.caught:
                    print(f"{suite.source.name}: {case.name}: {case.got}, not "
                          f"{case.code} at one of {sorted(case.lines)}")
            if suite.noise:
                total += 1
                print(f"{suite.source.name} without bugs: {suite.noise}")
        print(f"{good} of {total} bugs caught at their place")
    return 0 if good == total and total else 1


sys.exit(main())
