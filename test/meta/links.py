# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Relative links of the pages lead to files that exist."""
import re

import rules

LINK = re.compile(r"\[[^\]]*\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)")


def main():
    problems, checked = [], 0
    for path in rules.files(".md"):
        for number, line in enumerate(rules.lines(path), 1):
            for match in LINK.finditer(line):
                checked += 1
                target = (rules.ROOT / path).parent / match.group(1)
                if not target.exists():
                    problems.append(f"{path}:{number}: link to "
                                    f"'{match.group(1)}', which is not there")
    rules.finish(problems, checked)


main()
