# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every source starts with its licence and a sentence on what it is for."""
import rules

SUFFIXES = (".cpp", ".h", ".td", ".def", ".py", ".cu", ".asc")
# Small inputs of lit tests start with their RUN line.
PROGRAMS = ("test/kernels/", "test/gaps/", "test/docs/")
LICENCE = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"


def main():
    problems = []
    paths = [path for path in rules.files(*SUFFIXES)
             if path.parts[0] != "test" or path.suffix == ".py"
             or str(path).startswith(PROGRAMS)]
    for path in paths:
        head = rules.lines(path)[:6]
        at = next((i for i, line in enumerate(head) if LICENCE in line), None)
        if at is None:
            problems.append(f"{path}: no line '{LICENCE}' at the top")
            continue
        after = [line for line in head[at + 1:]
                 if "RUN:" not in line and "CHECK" not in line]
        marks = ('"""', "# ") if path.suffix == ".py" else ("// ", "/*")
        if not after or not after[0].startswith(marks):
            problems.append(f"{path}: no sentence on the file's purpose below "
                            "its licence")
    rules.finish(problems, len(paths))


main()
