# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Deletes each statement of order from a kernel, one at a time, and each pair
# of SetFlag and WaitFlag of one event, and runs what is left: every variant
# must be reported. usage: delete_sync.py SOURCE FOLDER
import os
import re
import subprocess
import sys

STATEMENT = re.compile(
    r"(AscendC::)?(SetFlag|WaitFlag|PipeBarrier)<[^>]*>\([^;]*\);"
)


def run(lines, folder):
    source = os.path.join(folder, "variant.asc")
    program = os.path.join(folder, "variant")
    with open(source, "w") as file:
        file.write("\n".join(lines))
    subprocess.run(
        ["cubeport-twin-cc", source, "-O0", "-o", program], check=True
    )
    return subprocess.run([program], capture_output=True, text=True)


def without(lines, numbers):
    return [
        STATEMENT.sub("", line) if number in numbers else line
        for number, line in enumerate(lines)
    ]


def variants(lines):
    """The line numbers to delete, for each variant."""
    found = [
        (number, match.group(2), match.group(0).split("<")[1].split(">")[0])
        for number, line in enumerate(lines)
        for match in [STATEMENT.search(line)]
        if match
    ]
    singles = [{number} for number, _, _ in found]
    pairs = [
        {first, second}
        for first, verb, event in found
        for second, other, same in found
        if verb == "SetFlag" and other == "WaitFlag" and event == same
    ]
    return singles + pairs


def main():
    source, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with open(source) as file:
        lines = file.read().split("\n")
    whole = run(lines, folder)
    if whole.returncode != 0:
        sys.exit("the kernel as it stands is reported:\n" + whole.stderr)
    missed = 0
    all_variants = variants(lines)
    for numbers in all_variants:
        result = run(without(lines, numbers), folder)
        if result.returncode == 0 or "CP70" not in result.stderr:
            missed += 1
            print("not reported without:")
            for number in sorted(numbers):
                print("  %d: %s" % (number + 1, lines[number].strip()))
    print("%d variants, %d not reported" % (len(all_variants), missed))
    return missed != 0


sys.exit(main())
