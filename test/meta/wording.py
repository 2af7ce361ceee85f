# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Habits that a pattern can see: code in comments, secret channels between
passes, crashes on user input, work left without an issue."""
import re

import rules

RULES = [
    (re.compile(r"^\s*//.*addPass\("), "an addPass in a comment"),
    (re.compile(r'[gs]etAttr(?:OfType<[^>]*>)?\(\s*"'),
     "an attribute name as a literal; name it in the dialect"),
    (re.compile(r"report_fatal_error"), "a crash where an error belongs"),
    (re.compile(r"\bTODO\b(?!\(#\d+\))|\bFIXME\b|\bXXX\b"),
     "a TODO without an issue: TODO(#12)"),
    (re.compile(r"^\s+//\s*(---|===|\*\*\*)"), "a banner inside a function"),
]
OPTION = re.compile(r"\bcl::opt<")


def main():
    problems, checked = [], 0
    for path in rules.files(".cpp", ".h", ".td", ".def"):
        if path.parts[0] not in ("lib", "dialects", "tools", "include"):
            continue
        checked += 1
        for number, line in enumerate(rules.lines(path), 1):
            for pattern, problem in RULES:
                if path.suffix == ".h" and "banner" in problem:
                    continue # sections of a class
                if pattern.search(line):
                    problems.append(f"{path}:{number}: {problem}")
            if OPTION.search(line) and path.parts[:2] != ("lib", "Driver") \
                    and path.parts[0] != "tools":
                problems.append(f"{path}:{number}: cl::opt outside the driver")
    rules.finish(problems, checked)


main()
