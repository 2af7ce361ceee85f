# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The rows of a bench have the fields that their readers count on, and either
a figure or a note on why there is none.
"""
import json
import sys

import rules

TYPES = {"group": str, "name": str, "unit": str, "target": (int, float),
         "ok": bool}


def problems_of(row, expected):
    for field, kind in TYPES.items():
        if not isinstance(row.get(field), kind):
            yield f"{row}: '{field}' is missing or of another type"
    if (row.get("value") is None) != (expected == "note"):
        yield f"{row}: a row with a {expected} was expected"
    if expected == "note" and (row.get("ok") or not row.get("note")):
        yield f"{row}: a row without a figure says why, and is not ok"


def main():
    path, expected = sys.argv[1:]
    with open(path) as file:
        rows = json.load(file)
    rules.finish([problem for row in rows
                  for problem in problems_of(row, expected)], len(rows))


main()
