# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ops and passes explain themselves: a summary that says more than the name,
an example per op, Before and After per pass, a test named by the flag."""
import json
import re
import subprocess
import sys

import rules


def records(path, kind):
    """The records of class `kind` that a .td file or its includes define."""
    dump = subprocess.run(
        ["llvm-tblgen", "--dump-json", "-I", "/usr/lib/llvm-22/include",
         "-I", str(rules.ROOT), str(rules.ROOT / path)],
        capture_output=True, text=True, check=True).stdout
    data = json.loads(dump)
    return [data[name] for name in data["!instanceof"].get(kind, [])]


def repeats(summary, name):
    """Whether the summary has fewer than three words beyond the name's."""
    words = set(re.findall(r"[a-z]+", summary.lower()))
    return len(words - set(re.findall(r"[a-z]+", name.lower()))) < 3


def check_op(place, op):
    name = op["opName"]
    if repeats(op["summary"], name):
        yield f"{place}: summary of '{name}' says no more than its name"
    if "```mlir" not in op["description"]:
        yield f"{place}: '{name}' has no example"


def check_pass(place, entry, stage):
    flag = entry["argument"]
    if repeats(entry["summary"], flag):
        yield f"{place}: summary of '{flag}' says no more than its name"
    if not flag.startswith(stage.lower() + "-"):
        yield f"{place}: flag '{flag}' does not start with '{stage.lower()}-'"
    for word in ("before", "after"):
        if word not in entry["description"].lower():
            yield f"{place}: '{flag}' does not show IR {word} it"
    tests = [rules.ROOT / "test" / stage / f"{flag}{suffix}"
             for suffix in (".mlir", ".cu", ".test")]
    if not any(test.exists() for test in tests):
        yield f"{place}: no test test/{stage}/{flag}.mlir"


def main():
    problems, checked = [], 0
    for path in rules.files(".td", under="dialects"):
        for op in records(path, "Op") if path.stem.endswith("Ops") else []:
            checked += 1
            problems += check_op(path, op)
    for path in rules.files(".td", under="lib"):
        stage = path.parts[1]
        for entry in records(path, "PassBase"):
            checked += 1
            problems += check_pass(path, entry, stage)
    rules.finish(problems, checked)


sys.exit(main())
