# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints the slowest tests and the closing line of a lit run."""
import json
import sys

PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def main():
    path, seconds = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as file:
        tests = json.load(file)["tests"]
    passed = sum(t["code"] in PASSED for t in tests)
    skipped = sum(t["code"] in SKIPPED for t in tests)
    failed = len(tests) - passed - skipped
    slow = sorted(tests, key=lambda t: -(t["elapsed"] or 0))[:5]
    print("slowest tests:")
    for test in slow:
        print(f"  {test['elapsed'] or 0:6.1f} s  {test['name']}")
    print(f"tests took {seconds} s")
    line = f"{passed} passed, {failed} failed"
    print(line + (f", {skipped} skipped" if skipped else ""))


main()
