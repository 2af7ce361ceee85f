# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the text written so far has declared."""
from typing import NamedTuple

from .scalars import Scalar


class Variable(NamedTuple):
    name: str
    scalar: Scalar
    mutable: bool = True
    # Computed by operations that are rounded alike everywhere, so that
    # conditions may hang on it.
    exact: bool = True
    # The same for all threads of a block.
    uniform: bool = False


class Array(NamedTuple):
    """Memory that the thread may index; `index` is an expression of length."""
    name: str
    scalar: Scalar
    length: str
    # Elements that this thread alone writes: expressions; None: any element.
    slots: tuple = ()
    mutable: bool = False
    exact: bool = True
    uniform: bool = False


class Function(NamedTuple):
    name: str
    result: Scalar
    parameters: tuple  # of (Scalar, is reference)
    exact: bool


class Scope:
    def __init__(self):
        self.variables = []
        self.arrays = []
        self.functions = []
        self.counter = 0

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def mark(self):
        return len(self.variables), len(self.arrays)

    def release(self, mark):
        del self.variables[mark[0]:]
        del self.arrays[mark[1]:]

    def find(self, scalar, *, mutable=False, exact=True, uniform=False):
        """Variables of this type; exact ones only, unless `exact` is false."""
        return [v for v in self.variables
                if v.scalar == scalar and (v.mutable or not mutable)
                and (v.exact or not exact) and (v.uniform or not uniform)]
