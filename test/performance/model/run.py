#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Replays published measurements of an Ascend 910B1 on the twin's clock, and
compares. Times in microseconds; pipes as the profiler of the chip names them.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TASK, PIPE = 0.15, 0.08  # how far off a task and a pipe may be

NAMES = {"vec": "PIPE_V", "scalar": "PIPE_S", "mac": "PIPE_M",
         "mte1": "PIPE_MTE1", "mte2": "PIPE_MTE2", "mte3": "PIPE_MTE3",
         "fix": "PIPE_FIX"}

# group, row, program, macros, what was measured
ROWS = [
    ("add", "scalar unit, 1 core", "add", ["CASE=0"],
     dict(task=1239689, scalar=1233742, mte2=5916, mte3=2486)),
    ("add", "vector, 1 core, 4096 a step", "add", ["CASE=1"],
     dict(task=6909.6, vec=761.65, scalar=231.2, mte2=6208.8, mte3=2613.2)),
    ("add", "48 cores, 4096 a step", "add", ["CASE=2"],
     dict(task=306.6, vec=15.885, scalar=8.22, mte2=215.5, mte3=54.3)),
    ("add", "48 cores, 16384 a step", "add", ["CASE=3"],
     dict(task=268.5, vec=12.845, scalar=2.83, mte2=184.4, mte3=57.4)),
    ("add", "+ double buffer", "add", ["CASE=4"],
     dict(task=264.0, vec=12.846, scalar=2.80, mte2=250.5, mte3=85.0)),
    ("copies", "1 x 128 B", "copies", ["ROWS=1", "COLUMNS=64"],
     dict(task=564.8, mte2=548.2)),
    ("copies", "64 x 128 B", "copies", ["ROWS=64", "COLUMNS=64"],
     dict(task=233.5, mte2=220.8)),
    ("copies", "64 x 2048 B", "copies", ["ROWS=64", "COLUMNS=1024"],
     dict(task=215.8, mte2=202.7)),
    ("copies", "unaligned rows", "copies",
     ["ROWS=64", "COLUMNS=1024", "WIDTH=12287"],
     dict(task=275.3, mte2=259.0)),
    ("copies", "ND to NZ 64 x 64", "copies",
     ["ROWS=64", "COLUMNS=64", "FRACTALS"], dict(task=300.7, mte2=283.5)),
    ("copies", "ND to NZ 64 x 256", "copies",
     ["ROWS=64", "COLUMNS=256", "FRACTALS"], dict(task=230.2, mte2=214.5)),
    ("matmul", "1 core, 64^3, in turn", "matmul", ["CASE=0"],
     dict(task=759364, mac=141699, scalar=508788, mte1=162104, mte2=582516,
          fix=34303)),
    ("matmul", "1 core, 128x256x64, in turn", "matmul", ["CASE=1"],
     dict(task=249467, mac=81477, scalar=63609, mte1=52004, mte2=195613,
          fix=11314)),
    ("matmul", "24 cores, 128x256x64, in turn", "matmul", ["CASE=2"],
     dict(task=12541, mac=3462.8, scalar=2987.5, mte1=2260.6, mte2=10177.8,
          fix=875.4)),
    ("matmul", "24 cores, best", "matmul", ["CASE=3"],
     dict(task=4012, mac=3076, scalar=1026, mte1=2534, mte2=3436, fix=273)),
]


def predict(compiler, program, macros):
    """What the clock says of the program's last launch."""
    with tempfile.TemporaryDirectory() as folder:
        binary = os.path.join(folder, "program")
        report = os.path.join(folder, "report")
        subprocess.run([compiler, os.path.join(HERE, program + ".asc"),
                        *("-D" + macro for macro in macros),
                        # As the measured programs: all of the UB is theirs.
                        "--cce-disable-asc-reserved-ubuf", "-o", binary],
                       check=True)
        environment = dict(os.environ, CUBEPORT_TWIN_CLOCK=report,
                           CUBEPORT_TWIN_FUNCTION="0")
        subprocess.run([binary], check=True, env=environment)
        with open(report) as lines:
            launch = json.loads(lines.read().splitlines()[-1])
    result = {"task": launch["task_us"]}
    for name, pipe in NAMES.items():
        if pipe in launch["pipes"]:
            result[name] = launch["pipes"][pipe]["mean_us"]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compiler", default="cubeport-twin-cc")
    parser.add_argument("--json", metavar="FILE",
                        help="rows of group, name, value, unit, target, ok")
    parser.add_argument("--only", metavar="GROUP", help="add, copies, matmul")
    parser.add_argument("--skip-long", action="store_true",
                        help="leave out the two products on one core")
    arguments = parser.parse_args()
    rows, worst_task = [], 0.0
    print("| measurement | what | predicted | measured | error | |")
    print("|---|---|---|---|---|---|")
    for group, name, program, macros, measured in ROWS:
        if arguments.only and group != arguments.only:
            continue
        if arguments.skip_long and measured["task"] > 100000 and \
                group == "matmul":
            continue
        predicted = predict(arguments.compiler, program, macros)
        for what, value in measured.items():
            got = predicted.get(what, 0.0)
            error = got / value - 1
            allowed = TASK if what == "task" else PIPE
            within = abs(error) <= allowed
            if what == "task":
                worst_task = max(worst_task, abs(error))
            print(f"| {name if what == 'task' else ''} | {what} | {got:.5g} "
                  f"| {value:.5g} | {error:+.1%} | "
                  f"{'' if within else 'off'} |", flush=True)
            rows.append(dict(group="model/" + group, name=f"{name}: {what}",
                             value=round(error, 4), unit="relative error",
                             target=allowed, ok=within))
    print(f"\nlargest error of a task: {worst_task:.1%}; of "
          f"{len(rows)} figures, {sum(row['ok'] for row in rows)} are within "
          f"{TASK:.0%} (task) or {PIPE:.0%} (pipe)")
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(rows, file, indent=1)
            file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
