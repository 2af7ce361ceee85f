# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs of this folder, translated, built for the twin and timed by it."""
import json
import os
import re
import shlex
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Refusal(Exception):
    """Why a row has no figure: a code, or what happened."""


class Programs:
    """Builds the programs of this folder once, and runs them with the clock.
    """

    def __init__(self, arguments):
        self.compiler = arguments.compiler
        self.options = shlex.split(arguments.options)
        self.timeout = arguments.timeout
        self.programs = {}

    def build(self, program):
        if program not in self.programs:
            self.programs[program] = self.translate(program)
        built = self.programs[program]
        if isinstance(built, Refusal):
            raise built
        return built

    def translate(self, program):
        """The path of the program built for the twin, or the refusal."""
        result = subprocess.run(
            [self.compiler, "run", "--build-only", "--defer-refusals", "-O2",
             os.path.join(HERE, program + ".cu"), *self.options],
            capture_output=True, text=True)
        if result.returncode == 0:
            return result.stdout.strip()
        return Refusal(code_of(result.stderr) or "does not build")

    def run(self, program, words):
        """Simulated microseconds of the second turn, and the bytes that the
        program says it has to move."""
        binary = self.build(program)
        with tempfile.TemporaryDirectory() as folder:
            report = os.path.join(folder, "report")
            try:
                result = subprocess.run(
                    [binary, *map(str, words)], capture_output=True, text=True,
                    timeout=self.timeout,
                    env=dict(os.environ, CUBEPORT_TWIN_CLOCK=report))
            except subprocess.TimeoutExpired:
                raise Refusal(f"not done in {self.timeout:g} s") from None
            verdict = re.search(r"^(PASS|FAIL) error (\S+) .*bytes (\d+)$",
                                result.stdout, re.M)
            if not verdict:
                raise Refusal(code_of(result.stderr) or
                              f"status {result.returncode}")
            if verdict[1] == "FAIL":
                raise Refusal(f"wrong result, off by {verdict[2]}")
            return time_of_second_turn(report), int(verdict[3])


def code_of(text):
    """The first code of an error, or of anything else."""
    found = re.search(r"error: (CP\d{4})", text) or \
        re.search(r"\b(CP\d{4})\b", text)
    return found and found[1]


def time_of_second_turn(report):
    with open(report) as lines:
        launches = [json.loads(line)["task_us"] for line in lines]
    if not launches or len(launches) % 2 or None in launches:
        raise Refusal("no time from the clock")
    return sum(launches[len(launches) // 2:])
