# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The scalar types of generated kernels, and literals of them."""
from typing import NamedTuple


class Scalar(NamedTuple):
    name: str  # as C++ writes it
    kind: str  # 'i' signed, 'u' unsigned, 'f' floating
    bits: int


I8 = Scalar("signed char", "i", 8)
U8 = Scalar("unsigned char", "u", 8)
I16 = Scalar("short", "i", 16)
U16 = Scalar("unsigned short", "u", 16)
I32 = Scalar("int", "i", 32)
U32 = Scalar("unsigned int", "u", 32)
I64 = Scalar("long long", "i", 64)
U64 = Scalar("unsigned long long", "u", 64)
F16 = Scalar("__half", "f", 16)
F32 = Scalar("float", "f", 32)
F64 = Scalar("double", "f", 64)

WORDS = (I32, U32, F32)
NARROW = (I8, U8, I16, U16)
LONG = (I64, U64)

# Kernels of words alone are the most common; the others each stress a part.
PALETTES = (
    (10, WORDS),
    (3, WORDS + NARROW),
    (2, WORDS + LONG),
    (2, WORDS + (F64,)),
    (2, WORDS + (F16,)),
    (1, WORDS + NARROW + LONG + (F16, F64)),
)


def choose_palette(rng):
    weights = [weight for weight, _ in PALETTES]
    return rng.choices([types for _, types in PALETTES], weights)[0]


def literal(rng, scalar):
    """A literal of exactly this type; floats are multiples of 1/8."""
    if scalar.kind == "f":
        value = rng.choice((0, 1, -1, 0.5, 2, 8, rng.randint(-512, 512) / 8))
        if scalar is F16:
            return f"__float2half({value:.3f}f)"
        text = f"{value:.3f}f" if scalar is F32 else f"{value:.3f}"
        return f"({text})" if value < 0 else text
    special = (0, 1, 2, 3, 5, 7, 15, 31, 32, 63, 64, 100, 127, 255)
    value = rng.choice(special) if rng.random() < 0.6 else \
        rng.getrandbits(min(scalar.bits, 32) - 1)
    if scalar.bits < 32:
        return f"({scalar.name}){value % (1 << (scalar.bits - 1))}"
    if scalar.bits == 64 and rng.random() < 0.3:
        value = rng.getrandbits(63)
    if scalar.kind == "u":
        return f"{value}u" if scalar.bits == 32 else f"{value}ull"
    if rng.random() < 0.25 and value:
        value = -value
    text = str(value) if scalar.bits == 32 else f"{value}ll"
    return f"({text})" if value < 0 else text
