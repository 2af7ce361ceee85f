# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the times of clock.asc with what the tables of docs/machine.md give
by hand. Usage: clock.py REPORT OUTPUT"""
import json
import sys

MHZ = 1850
with open(sys.argv[1]) as lines:
    launches = [json.loads(line) for line in lines]
with open(sys.argv[2]) as lines:
    event = float(lines.read().split()[1])

bad = 0


def check(what, got, expected, tolerance):
    """In cycles; `tolerance` is relative."""
    global bad
    if abs(got - expected) > tolerance * expected:
        bad += 1
        print(f"{what}: {got:.1f} cycles, expected {expected:.1f}")


def task(number):
    return launches[number]["task_us"] * MHZ


def busy(number, pipe):
    return launches[number]["pipes"]["PIPE_" + pipe]["mean_us"] * MHZ


launch = (0.5) * MHZ  # one block
# 4096 floats are 64 repeats; 24 to start, 20 for the barrier.
check("additions in one bank group", busy(1, "V"), 1001 * (64 * 2 + 24), 1e-3)
check("additions in two bank groups", busy(2, "V"), 1001 * (64 + 24), 1e-3)
check("task of additions", task(2), launch + 1001 * (64 + 24 + 20), 0.01)
check("event", event * MHZ, task(1), 1e-3)
# A copy alone: 36.7 bytes a cycle, 213 until the first are there.
check("reads of memory", busy(3, "MTE2"), 100 * (32768 / 36.7 + 213), 0.01)
check("reads of the cache", busy(4, "MTE2"), 100 * (32768 / 110 + 100), 0.01)
check("short bursts", busy(5, "MTE2"), 100 * (64 * 8.3 + 213), 0.01)
# All cores: 1.49 TB/s, 805.4 bytes a cycle, less what is in L2 by now.
hbm = launches[6]["hbm_read"] / (1.49e6 / MHZ)
starts = 47 * 0.13 * MHZ  # until the last core is there
if not hbm < task(6) - launch < hbm + starts + 10 * 213:
    bad += 1
    print(f"48 cores read in {task(6):.0f} cycles, memory alone takes {hbm:.0f}")
if not launches[6]["l2_hits"]:
    bad += 1
    print("nothing was in the cache")
# One buffer: all in turn. Two: the slowest pipe, reading.
parts = 16384 / 36.7 + 213, 64 + 24, 16384 / 27
check("one buffer", task(7) - launch, 8 * sum(parts), 0.1)
if not task(8) < 0.8 * task(7):
    bad += 1
    print(f"two buffers take {task(8):.0f} cycles, one {task(7):.0f}")
check("local scalars", busy(9, "S"), 901 * 34 / 3, 0.06)
check("global scalars", busy(10, "S"), 1600 * 7 + 100 * 300, 0.06)
# 96 blocks on 48 cores.
check("two blocks a core", task(11),
      launch + starts + 2 * 1001 * (64 + 24 + 20), 0.01)
print("bad:", bad)
