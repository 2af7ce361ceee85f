# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Includes follow the flow: a stage knows the dialects, the chip and what is
common, but no other stage; only the driver knows them all."""
import re

import rules

INCLUDE = re.compile(r'^\s*#?\s*include\s+"((?:lib|dialects|tools|test)/[^"]+)"')
COMMON = ("lib/Chip/", "lib/Common/")


def allowed(path):
    """Prefixes that a file may include, or None where all are allowed."""
    parts = path.parts
    if parts[0] == "include":
        return ()
    if parts[0] == "dialects":
        return ("dialects/",) + COMMON
    if parts[:2] == ("tools", "cubeport-twin-cc"):
        return ("lib/Twin/",)  # wraps a host compiler; no stage, no driver
    if parts[0] == "tools":
        return ("lib/Driver/", f"tools/{parts[1]}/") + COMMON
    if parts[0] == "lib" and parts[1] in ("Chip", "Common", "Pch"):
        return COMMON
    if parts[0] == "lib" and parts[1] != "Driver":
        return ("dialects/", f"lib/{parts[1]}/") + COMMON
    return None


def main():
    problems, checked = [], 0
    for path in rules.files(".cpp", ".h", ".td", ".def"):
        prefixes = allowed(path)
        if prefixes is None or path.parts[0] == "test":
            continue
        for number, line in enumerate(rules.lines(path), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            checked += 1
            if not match.group(1).startswith(prefixes):
                problems.append(f"{path}:{number}: includes "
                                f"'{match.group(1)}'; only "
                                f"{', '.join(prefixes) or 'nothing'} here")
    rules.finish(problems, checked)


main()
