# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every diagnostic code is reported somewhere, and some test provokes it."""
import re

import rules

ROW = re.compile(r'CUBEPORT_DIAGNOSTIC\("(CP\d{4})", \w+,\s+"[^"]*",'
                 r'\s+"([^"]*)')
CODE = re.compile(r"CP\d{4}")
# The twin knows its own by number.
TWIN = re.compile(r"^TWIN_FAULT\((\d{4}),", re.M)
TABLE = "lib/Common/Diagnostics.def"
# Faults of cubeport's own, which no input is known to provoke.
UNPROVOKED = {
    "CP1011": "a pass broke the rules of its form",
    "CP8018": "the two halves of a program disagree about a kernel",
}


def codes_in(paths):
    found = set()
    for path in paths:
        found |= set(CODE.findall(rules.text(path)))
    return found


def main():
    problems = []
    rows = ROW.findall(rules.text(TABLE))
    code = [p for p in rules.files(".cpp", ".h", ".td")
            if p.parts[0] in ("lib", "include", "tools", "dialects")]
    tests = [p for p in rules.files(".cu", ".mlir", ".asc", ".cpp", ".test",
                                    under="test")
             if p.parts[1] not in ("meta", "performance")]
    reported, provoked = codes_in(code), codes_in(tests)
    reported |= {"CP" + number for number in TWIN.findall(
        rules.text("lib/Twin/TwinDiagnostics.def"))}
    for name, explanation in rows:
        if explanation.startswith("Not reported any more"):
            if name in reported:
                problems.append(f"{TABLE}: {name} is reported after all")
            continue
        if name not in reported:
            problems.append(f"{TABLE}: nothing reports {name}")
        if name in UNPROVOKED:
            if name in provoked:
                problems.append(f"test/meta/codes.py: a test provokes {name}")
        elif name not in provoked:
            problems.append(f"{TABLE}: no test provokes {name}")
    rules.finish(problems, len(rows))


main()
