#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Removes the flags and barriers of a planned module, one at a time, and runs
each mutant on the twin, which must report a fault (CP7xxx).

    mutate.py PLANNED.mlir HOST.cpp... [--app NAME] [--build DIR] [-I DIR]
              [--allow N] [-- PROGRAM ARGUMENTS]

HOST.cpp launches the kernels through NAME_kernels.h. Exit status 0 if the
unchanged module runs clean and at most N mutants (default 0) stay unnoticed.
A mutant stays unnoticed where the flag guards pointers that may name the same
memory but do not in this run, or a path that this run does not take.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(command, **options):
    return subprocess.run(
        command, capture_output=True, text=True, check=False, **options
    )


class Mutator:
    def __init__(self, arguments):
        self.arguments = arguments
        self.tool = lambda name: os.path.join(arguments.build, "bin", name)

    def drop(self, index):
        """The module without unit `index` (-1: unchanged), and the remark."""
        result = run(
            [
                self.tool("cubeport-opt"),
                "--pass-pipeline=builtin.module(plan-drop-sync{index=%d})"
                % index,
                "--mlir-print-debuginfo",
                self.arguments.planned,
            ]
        )
        if result.returncode:
            sys.exit("mutate: " + result.stderr)
        return result.stdout, result.stderr

    def count(self):
        remark = self.drop(-1)[1]
        return int(re.search(r"(\d+) units of synchronisation", remark)[1])

    def build(self, module, folder):
        """Builds the program in `folder`; returns its path."""
        app = self.arguments.app
        for flag, name in (
            ("--davinci-to-ascendc", app + "_kernels.asc"),
            ("--davinci-to-launch-header", app + "_kernels.h"),
        ):
            text = run(
                [self.tool("cubeport-translate"), flag, "--app=" + app, "-"],
                input=module,
            )
            if text.returncode:
                sys.exit("mutate: " + text.stderr)
            with open(os.path.join(folder, name), "w") as file:
                file.write(text.stdout)
        program = os.path.join(folder, "program")
        flags = ["-I" + path for path in [folder] + self.arguments.include]
        compiled = run(
            [self.tool("cubeport-twin-cc")]
            + [os.path.join(folder, app + "_kernels.asc")]
            + [os.path.abspath(host) for host in self.arguments.hosts]
            + ["-o", program]
            + flags
        )
        if compiled.returncode:
            sys.exit("mutate: " + compiled.stderr)
        return program

    def try_unit(self, index):
        """Runs mutant `index`; returns the twin's code or None, and the
        text of the unit that was removed."""
        module, remark = self.drop(index)
        with tempfile.TemporaryDirectory() as folder:
            program = self.build(module, folder)
            ran = run([program] + self.arguments.rest, timeout=300)
        output = ran.stdout + ran.stderr
        code = re.search(r"CP7\d\d\d", output)
        removed = re.search(r"(\S*) remark: (removed unit.*)", remark)
        place = removed[1] + " " + removed[2] if removed else "unchanged"
        if index < 0 and (ran.returncode or code):
            sys.exit("mutate: the unchanged program faults\n" + output)
        return (code[0] if code else None), place


def main():
    own = sys.argv[1:]
    rest = []
    if "--" in own:
        rest = own[own.index("--") + 1 :]
        own = own[: own.index("--")]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("planned")
    parser.add_argument("hosts", nargs="+")
    parser.add_argument("--app", default="app")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--allow", type=int, default=0)
    parser.add_argument("-I", dest="include", action="append", default=[])
    arguments = parser.parse_args(own)
    arguments.rest = rest
    mutator = Mutator(arguments)
    mutator.try_unit(-1)
    units = mutator.count()
    unnoticed = []
    for index in range(units):
        code, place = mutator.try_unit(index)
        if code is None:
            unnoticed.append(place)
        print(f"{index + 1}/{units} {code or 'UNNOTICED'} {place}")
    print(f"{units - len(unnoticed)} of {units} mutants noticed")
    return len(unnoticed) > arguments.allow


if __name__ == "__main__":
    sys.exit(main())
