# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A kernel beside one for the same work that an expert wrote in Ascend C, on
the same clock.
"""
import importlib.util
import os

from programs import Refusal

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = 1.10
SIDE = 8192
NAME = f"sum of two half matrices, {SIDE} x {SIDE}, block 256, " \
    "translated / hand-written"


def load_model():
    """The bench of the clock's model, which runs hand-written kernels."""
    path = os.path.join(os.path.dirname(HERE), "model", "run.py")
    spec = importlib.util.spec_from_file_location("model_bench", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row_of(**more):
    row = dict(group="vector/expert", name=NAME, value=None, unit="ratio",
               target=TARGET, ok=False, case=NAME)
    row.update(more)
    return row


def compare(programs):
    """Both work twice on the same matrices; the second time counts."""
    folder = os.path.dirname(programs.compiler)
    compiler = os.path.join(folder, "cubeport-twin-cc")
    try:
        time, moved = programs.run("elementwise",
                                   ["add-half", SIDE * SIDE, 256, 1])
    except Refusal as refusal:
        return row_of(note=str(refusal))
    best = load_model().predict(compiler, "add", ["CASE=4"])["task"]
    ratio = round(time / best, 3)
    return row_of(value=ratio, ok=ratio <= TARGET, microseconds=time,
                  bytes=moved, expert_microseconds=best)
