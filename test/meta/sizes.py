# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Hard limits of file and function length; the soft ones are for review."""
import re

import rules

# Whole vendor surfaces, and headers that are copied into emitted projects.
OUTWARD = ("include/", "lib/Host/Support/")
LIMITS = {".cpp": 800, ".td": 400, ".h": 250, ".mlir": 150}
FUNCTION_LIMIT = 100
NOT_FUNCTION = re.compile(
    r"^(namespace|struct|class|enum|union|return|#|//)")


def functions(lines):
    """Yields (first line, length) of what opens with a parenthesis and closes
    with a lone brace at the same indentation."""
    for indent in ("", "  "):
        start = None
        for number, line in enumerate(lines, 1):
            body = line[len(indent):]
            if not line.startswith(indent) or not body or body[0] in " )":
                continue
            if body == "}":
                if start is not None:
                    yield start, number - start + 1
                start = None
            elif "(" in body and not body.endswith(";") \
                    and not NOT_FUNCTION.match(body):
                start = number if start is None else start
            elif body.endswith(";"):
                start = None if indent == "" else start


def main():
    problems, checked = [], 0
    for path in rules.files(*LIMITS):
        if str(path).startswith(OUTWARD):
            continue
        checked += 1
        lines = rules.lines(path)
        limit = LIMITS[path.suffix]
        if len(lines) > limit:
            problems.append(f"{path}: {len(lines)} lines; {path.suffix} files "
                            f"have at most {limit}")
        if path.suffix in (".cpp", ".h"):
            for line, length in functions(lines):
                if length > FUNCTION_LIMIT:
                    problems.append(f"{path}:{line}: function of {length} "
                                    f"lines; at most {FUNCTION_LIMIT}")
    readme = len(rules.lines("README.md"))
    if readme > 120:
        problems.append(f"README.md: {readme} lines; at most 120")
    rules.finish(problems, checked)


main()
