# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What each move of the compiler brings: the kernels of `./dev bench vector`
once with all moves, and once without each of them, on the same twin and the
same number of elements. A ratio is simulated time without the move / with all.
"""
import argparse
import math
import sys

import cases
from programs import Programs, Refusal
from run import is_slow, rounded, write_rows

MOVES = (("chunks of blocks", "--lift-merge-blocks=0"),
         ("trips together", "--lift-promote-loops=0"),
         ("short loops taken apart", "--lift-unroll=0"),
         ("warps as parts", "--lift-split-warps=0"),
         ("loads before stores", "--lift-hoist-loads=0"),
         ("second buffers", "--plan-double-buffer=0"),
         ("buffers in different banks", "--plan-banks=0"))
# What differs less is as fast as before.
NOTED = 1.05


def wanted_cases(match):
    """Elementwise kernels with one size of blocks, all others as they are."""
    for case in cases.all_cases():
        usual = case.group != "elementwise" or case.name.endswith("block 256")
        if usual and match in case.name:
            yield case


def measure(programs, case, longest):
    """Elements and microseconds: of the full size, or of the probe if that is
    slow."""
    def at(elements):
        return elements, programs.run(case.program, case.words(elements))[0]
    first = at(case.probe)
    return first if is_slow(case, first[1], longest) else at(case.full)


def measure_all(arguments):
    """Elements and microseconds of each case with all moves."""
    programs = Programs(arguments)
    measured = {}
    for case in wanted_cases(arguments.match):
        try:
            measured[case.name] = measure(programs, case, arguments.longest)
        except Refusal as refusal:
            print(f"{case.name}: {refusal}", file=sys.stderr)
    return measured


def measure_without(flag, measured, arguments):
    """Pairs of a case's name and its ratio, or the refusal's words."""
    arguments.options = flag
    programs = Programs(arguments)
    for case in wanted_cases(arguments.match):
        if case.name not in measured:
            continue
        elements, time = measured[case.name]
        try:
            without = programs.run(case.program, case.words(elements))[0]
            yield case.name, rounded(without / time)
        except Refusal as refusal:
            yield case.name, str(refusal)


def row_of(move, flag, pairs):
    ratios = {name: value for name, value in pairs
              if not isinstance(value, str)}
    failed = {name: value for name, value in pairs if isinstance(value, str)}
    noted = {name: value for name, value in ratios.items()
             if value > NOTED or value < 1 / NOTED}
    mean = math.exp(sum(map(math.log, noted.values())) / len(noted)) \
        if noted else 1
    return dict(group="moves", name=move, flag=flag, value=rounded(mean),
                unit="time without / with, of the kernels that it changes",
                target=None, ok=not failed, kernels=len(ratios), ratios=noted,
                failed=failed)


def show(row):
    noted = row["ratios"]
    cells = [row["name"], f"`{row['flag']}`",
             f"{len(noted)} of {row['kernels']}"]
    if noted:
        most = max(noted, key=noted.get)
        least = min(noted, key=noted.get)
        cells += [f"{row['value']:.2f}", f"{noted[most]:.2f}: {most}",
                  f"{noted[least]:.2f}: {least}"]
    else:
        cells += ["", "", ""]
    cells.append("; ".join(f"{name}: {why}"
                           for name, why in row["failed"].items()))
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", default="cubeport")
    parser.add_argument("--json", metavar="FILE",
                        help="rows of group, name, value, unit, target, ok")
    parser.add_argument("--match", metavar="TEXT", default="",
                        help="only kernels whose name contains TEXT")
    parser.add_argument("--longest", type=float, default=2500, metavar="US",
                        help="a kernel stays at few elements if the full size "
                        "would take more simulated microseconds with all "
                        "moves; default: %(default)s")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS",
                        help="of one run; default: %(default)s")
    arguments = parser.parse_args()
    arguments.options = ""
    measured = measure_all(arguments)
    print("| move | off by | kernels it changes | mean of these | most | "
          "least | no figure |")
    print("|---" * 7 + "|", flush=True)
    rows = []
    for move, flag in MOVES:
        rows.append(row_of(move, flag, list(
            measure_without(flag, measured, arguments))))
        show(rows[-1])
    if arguments.json:
        write_rows(arguments.json, rows)


if __name__ == "__main__":
    sys.exit(main())
