# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The rows of the bench: which program, with which arguments, and how much of
the roofline it should reach.
"""
import dataclasses
from typing import Callable

MEBI = 1 << 20


@dataclasses.dataclass
class Case:
    group: str
    name: str                       # without the size, which may differ
    program: str                    # FILE.cu of this folder
    words: Callable[[int], list]    # arguments for about so many elements
    count: Callable[[int], int]     # elements of what words() asks for
    target: float
    full: int = 16 * MEBI           # elements that the target is about
    probe: int = MEBI               # tried first, in case the kernel is slow


def rows_of(columns):
    """The rows, at least one, of about so many elements."""
    return lambda n: max(1, n // columns)


def side_of(n):
    """The side of a square of about n elements."""
    return max(32, round(n ** 0.5))


def exactly(n):
    return n


def elementwise():
    target = 0.85
    for kernel in ("add", "saxpy", "gelu", "adamw", "cast"):
        for block in (32, 64, 128, 256, 512, 1024):
            yield Case("elementwise", f"{kernel}, block {block}",
                       "elementwise",
                       lambda n, k=kernel, b=block: [k, n, b], exactly, target)
        # 43 more than a multiple of all block sizes; three forms of blocks.
        for block in (96, 256, 1000):
            yield Case("elementwise", f"{kernel}, block {block}, odd size",
                       "elementwise",
                       lambda n, k=kernel, b=block: [k, n + 43, b],
                       lambda n: n + 43, target)


STYLES = ("atomic", "tree", "shuffle", "grid-stride", "cub", "groups")
OPERATIONS = ("sum", "max", "norm")


def reductions():
    for operation in OPERATIONS:
        for style in STYLES:
            yield Case("reduction", f"{operation}, {style}, block 256",
                       "reduction",
                       lambda n, o=operation, s=style: [o, s, n], exactly,
                       0.80, probe=MEBI // 2)


def rows():
    for operation in ("softmax", "layer-norm", "rms-norm"):
        for columns in (128, 1024, 4096, 16384):
            for style in ("block", "warp"):
                count = rows_of(columns)
                yield Case(
                    "rows",
                    f"{operation}, {style} per row of {columns}, block 256",
                    "rows",
                    lambda n, o=operation, s=style, c=columns, r=count:
                    [o, s, r(n), c],
                    lambda n, c=columns, r=count: r(n) * c, 0.75,
                    # One row to a block at least, for all cores.
                    probe=max(MEBI // 8, 48 * columns))


def planes():
    for style, block in (("naive", "32x8"), ("tiles", "32x8")):
        yield Case("transpose", f"{style}, block {block}", "transpose",
                   lambda n, s=style: [s, side_of(n), side_of(n)],
                   lambda n: side_of(n) ** 2, 0.60, probe=MEBI // 4)
    for style in ("naive", "tiles"):
        yield Case("stencil", f"5 points, {style}, block 32x8", "stencil",
                   lambda n, s=style: ["plane", s, side_of(n)],
                   lambda n: side_of(n) ** 2, 0.60, probe=MEBI // 4)
        yield Case("stencil", f"convolution of 7, {style}, block 256",
                   "stencil", lambda n, s=style: ["line", s, n], exactly,
                   0.60, probe=MEBI // 4)


def gathers():
    for style in ("block", "element"):
        for width in (64, 256, 1024):
            count = rows_of(width)
            yield Case("gather", f"rows of {4 * width} B, "
                       + ("block per row" if style == "block"
                          else "thread per element"), "gather",
                       lambda n, s=style, w=width, r=count: [s, r(n), w],
                       lambda n, w=width, r=count: r(n) * w, 0.60,
                       probe=MEBI // 4)


def all_cases():
    return [*elementwise(), *reductions(), *rows(), *planes(), *gathers()]
