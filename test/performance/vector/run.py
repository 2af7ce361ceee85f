#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Translates CUDA kernels that memory should bound, runs them on the twin with
its clock, and compares their simulated time with the least that memory allows:
bytes that any implementation has to move / 1.49e12 a second.

A row is tried with few elements first; if the kernel is so slow that the full
size would take too long on this machine, the row stays at the small size. Its
name says which.
"""
import argparse
import json
import sys

import cases
import expert
import overheads
from programs import Programs, Refusal

BYTES_PER_MICROSECOND = 1.49e6  # lib/Chip/Dav220Timing.h, T1
LAUNCH = 6.5  # microseconds until all cores have started
SPREAD = 1.10  # of the ways to write a reduction
GROUPS = ("elementwise", "reduction", "rows", "transpose", "stencil", "gather",
          "expert", "clock", "compile")


def is_slow(case, microseconds, longest):
    """Whether the full size would take longer, by the time of the probe."""
    return (microseconds - LAUNCH) * case.full / case.probe > longest


def write_rows(path, rows):
    with open(path, "w") as file:
        json.dump(rows, file, indent=1)
        file.write("\n")


def measure(programs, case, size, longest):
    """Microseconds, bytes and elements of one row."""
    def at(elements):
        return (*programs.run(case.program, case.words(elements)),
                case.count(elements))
    if size:
        return at(max(1, round(case.full * size)))
    first = at(case.probe)
    if is_slow(case, first[0], longest):
        return first
    return at(case.full)


def rounded(value):
    return float(f"{value:.4g}")


def row_of(case, value, **more):
    return dict(group="vector/" + case.group, name=case.name, value=value,
                unit="of the roofline", target=case.target, ok=False,
                case=case.name, **more)


def measure_row(programs, case, arguments):
    try:
        time, moved, count = measure(programs, case, arguments.size,
                                     arguments.longest)
    except Refusal as refusal:
        return row_of(case, None, note=str(refusal))
    row = row_of(case, rounded(moved / BYTES_PER_MICROSECOND / time),
                 microseconds=time, bytes=moved, elements=count)
    row["name"] += f", {count} elements"
    row["ok"] = row["value"] >= case.target
    return row


def spreads(rows):
    """How far the ways of writing the same reduction are apart."""
    for operation in cases.OPERATIONS:
        same = [row for row in rows if row["group"] == "vector/reduction"
                and row["case"].startswith(operation + ",")]
        if len(same) < len(cases.STYLES):
            continue  # some were not asked for
        name = f"{operation}, slowest way / fastest way, per byte"
        row = dict(group="vector/reduction", name=name, value=None,
                   unit="ratio", target=SPREAD, ok=False, case=name)
        values = [one["value"] for one in same]
        if all(values):
            row["value"] = rounded(max(values) / min(values))
            row["ok"] = row["value"] <= SPREAD
        else:
            row["note"] = "one has no figure"
        yield row


def shown(row):
    value = row["value"]
    if value is None:
        return row["note"]
    return f"{100 * value:.3g}%" if row["unit"] == "of the roofline" else \
        f"{value:g}"


def speed_of(row):
    """More is better."""
    if row.get("value") is None:
        return None
    return row["value"] if row["unit"] == "of the roofline" else \
        1 / row["value"]


class Table:
    """Prints rows as they come, in Markdown."""

    def __init__(self, baseline):
        self.rows = []
        self.baseline = {(row["group"], row.get("case")): row
                         for row in baseline or []}
        head = ["group", "what", "simulated us", "MB to move", "reached",
                "target", ""]
        if self.baseline:
            head.append("speed / baseline")
        print("| " + " | ".join(head) + " |")
        print("|---" * len(head) + "|", flush=True)

    def add(self, row):
        self.rows.append(row)
        time, moved = row.get("microseconds"), row.get("bytes")
        target = row["target"]
        if target is None:
            target = ""
        elif row["unit"] == "of the roofline":
            target = f"{target:.0%}"
        cells = [row["group"].removeprefix("vector/"), row["name"],
                 f"{time:.1f}" if time is not None else "",
                 f"{moved / 1e6:.1f}" if moved else "", shown(row), target,
                 "ok" if row["ok"] else "off"]
        if self.baseline:
            cells.append(self.compare(row))
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)

    def compare(self, row):
        before = self.baseline.get((row["group"], row.get("case")))
        speeds = speed_of(row), before and speed_of(before)
        return f"{speeds[0] / speeds[1]:.2f}" if all(speeds) else ""


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", default="cubeport")
    parser.add_argument("--options", default="", metavar="WORDS",
                        help="further options of the translation")
    parser.add_argument("--json", metavar="FILE",
                        help="rows of group, name, value, unit, target, ok")
    parser.add_argument("--baseline", metavar="FILE",
                        help="what --json wrote before; adds a column of "
                        "ratios")
    parser.add_argument("--only", choices=GROUPS)
    parser.add_argument("--match", metavar="TEXT", default="",
                        help="only rows whose name contains TEXT")
    parser.add_argument("--size", type=float, metavar="FACTOR",
                        help="elements, relative to those of the target; "
                        "without it, full size unless a kernel is slow")
    parser.add_argument("--longest", type=float, default=2500, metavar="US",
                        help="a kernel is slow if the full size would take "
                        "more simulated microseconds; default: %(default)s")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS",
                        help="of one run; default: %(default)s")
    return parser.parse_args()


def run_groups(arguments, table):
    programs = Programs(arguments)

    def wants(group):
        return arguments.only in (None, group)
    for case in cases.all_cases():
        if wants(case.group) and arguments.match in case.name:
            table.add(measure_row(programs, case, arguments))
    for row in spreads(table.rows):
        table.add(row)
    if arguments.match:
        return  # what follows has no such names
    if wants("expert"):
        table.add(expert.compare(programs))
    if wants("clock"):
        for row in overheads.measure_clock(programs):
            table.add(row)
    if wants("compile"):
        for row in overheads.measure_compile_time(arguments.compiler,
                                                  programs.options):
            table.add(row)


def main():
    arguments = parse_arguments()
    baseline = None
    if arguments.baseline:
        with open(arguments.baseline) as file:
            baseline = json.load(file)
    table = Table(baseline)
    run_groups(arguments, table)
    print(f"\n{sum(row['ok'] for row in table.rows)} of {len(table.rows)} "
          "rows are where they should be")
    if arguments.json:
        write_rows(arguments.json, table.rows)


if __name__ == "__main__":
    sys.exit(main())
