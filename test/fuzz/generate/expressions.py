# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Expressions of a wanted type. None of them overflows a signed integer,
shifts too far, divides by zero or converts a number that does not fit."""
from .scalars import F16, F32, F64, I32, I64, U32, U64, literal

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
WORD_FUNCTIONS = (
    "(unsigned int)__popc({a})", "(unsigned int)__clz((int){a})",
    "(unsigned int)__ffs((int){a})", "__brev({a})",
    "__byte_perm({a}, {b}, {c})", "__umulhi({a}, {b})",
    "__funnelshift_l({a}, {b}, {c})", "__funnelshift_r({a}, {b}, {c})",
    "__funnelshift_lc({a}, {b}, {c})", "__funnelshift_rc({a}, {b}, {c})",
    "__usad({a}, {b}, {c})", "__umul24({a}, {b})", "__dp4a({a}, {b}, {c})",
    "min({a}, {b})", "max({a}, {b})", "umin({a}, {b})", "__uhadd({a}, {b})",
    "__urhadd({a}, {b})", "__vadd2({a}, {b})", "__vmaxu4({a}, {b})")
INT_FUNCTIONS = (
    "min({a}, {b})", "max({a}, {b})", "__mulhi({a}, {b})",
    "__mul24({a}, {b})", "__hadd({a}, {b})", "__rhadd({a}, {b})",
    "__dp4a({a}, {b}, {c})", "abs({a} & 0xffffff)",
    "(int)__sad({a}, {b}, (unsigned int){c})", "((int)((unsigned int){a} << 8) >> 8)")
LONG_FUNCTIONS = (
    "(unsigned long long)__popcll({a})",
    "(unsigned long long)__clzll((long long){a})",
    "(unsigned long long)__ffsll((long long){a})", "__brevll({a})",
    "__umul64hi({a}, {b})", "min({a}, {b})", "max({a}, {b})")
# Rounded alike everywhere.
FLOAT_FUNCTIONS = (
    "fminf({a}, {b})", "fmaxf({a}, {b})", "fabsf({a})", "floorf({a})",
    "ceilf({a})", "truncf({a})", "rintf({a})", "roundf({a})",
    "sqrtf(fabsf({a}))", "copysignf({a}, {b})", "(-{a})",
    "({a} / (fabsf({b}) + 1.0f))", "__fadd_rn({a}, {b})",
    "__fmul_rn({a}, {b})", "fdimf({a}, {b})")
DOUBLE_FUNCTIONS = (
    "fmin({a}, {b})", "fmax({a}, {b})", "fabs({a})", "floor({a})",
    "ceil({a})", "trunc({a})", "rint({a})", "sqrt(fabs({a}))",
    "copysign({a}, {b})", "(-{a})", "({a} / (fabs({b}) + 1.0))")
HALF_FUNCTIONS = ("__habs({a})", "__hneg({a})", "__hmin({a}, {b})",
                  "__hmax({a}, {b})", "hfloor({a})", "hsqrt(__habs({a}))")
# A few units in the last place apart; S is a small number, P a positive one.
INEXACT_FUNCTIONS = (
    "expf({S})", "exp2f({S})", "logf({P})", "log2f({P})", "log10f({P})",
    "log1pf({P})", "sinf({S})", "cosf({S})", "tanhf({S})", "atanf({S})",
    "rsqrtf({P})", "cbrtf({S})", "erff({S})", "powf({P}, 0.5f)",
    "powf({P}, {S} * 0.25f)", "hypotf({S}, {P})", "atan2f({S}, {P})",
    "fmaf({S}, {P}, 1.0f)", "asinhf({S})", "sinhf({S} * 0.5f)",
    "fmodf({S}, {P})", "__expf({S})", "__fdividef({S}, {P})", "rcbrtf({P})")
INEXACT_DOUBLE = ("exp({S})", "log({P})", "sin({S})", "cos({S})",
                  "tanh({S})", "pow({P}, 0.5)", "rsqrt({P})", "cbrt({S})")


class Expressions:
    def __init__(self, rng, scope, palette):
        self.rng = rng
        self.scope = scope
        self.palette = palette

    def choose_type(self):
        return self.rng.choice(self.palette)

    def of(self, scalar, depth=3, *, exact=True, uniform=False):
        """An expression of exactly `scalar`, in parentheses if needed."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.15:
            return self.leaf(scalar, depth, exact, uniform)

        def sub(kind=scalar, less=1, exact_=exact):
            return self.of(kind, depth - less, exact=exact_, uniform=uniform)

        if rng.random() < 0.08:
            condition = self.condition(depth - 1, uniform=uniform)
            return f"({condition} ? {sub()} : {sub()})"
        if rng.random() < 0.07 and not uniform:
            call = self.call(scalar, depth, exact)
            if call:
                return call
        if scalar.kind == "f":
            return self.floating(scalar, sub, exact)
        if scalar == U32:
            return self.unsigned_word(sub)
        if scalar == I32:
            return self.signed_word(sub)
        if scalar.bits == 64:
            return self.long(scalar, sub)
        return f"({scalar.name}){self.unsigned_word(sub)}"

    def unsigned_word(self, sub):
        rng = self.rng
        choice = rng.random()
        if choice < 0.45:
            return f"({sub(U32)} {rng.choice('+-*&|^')} {sub(U32)})"
        if choice < 0.55:
            return f"({sub(U32)} {rng.choice(('<<', '>>'))} " \
                   f"({sub(U32)} & 31u))"
        if choice < 0.63:
            return f"({sub(U32)} {rng.choice('/%')} ({sub(U32)} | 1u))"
        if choice < 0.68:
            return f"(~{sub(U32)})"
        if choice < 0.73:
            return f"(unsigned int)({self.comparison(sub)})"
        if choice < 0.76:
            return f"__float_as_uint((float)({sub(I32)} % 1000))"
        return self.fill(WORD_FUNCTIONS, lambda: sub(U32))

    def signed_word(self, sub):
        rng = self.rng
        choice = rng.random()
        if choice < 0.35:
            return f"(int)({sub(U32)} {rng.choice('+-*^')} {sub(U32)})"
        if choice < 0.45:
            return f"(({sub(I32)} & 0xffff) {rng.choice('+-')} " \
                   f"({sub(I32)} & 0xffff))"
        if choice < 0.55:
            return f"({sub(I32)} {rng.choice('/%')} (({sub(I32)} & 127) + 1))"
        if choice < 0.65:
            return f"({sub(I32)} >> ({sub(I32)} & 31))"
        if choice < 0.70:
            return f"({sub(I32)} {rng.choice('&|^')} {sub(I32)})"
        if choice < 0.78:
            bounds = rng.choice(("-1000.0f", "-30000.0f")), "30000.0f"
            number = sub(F32, exact_=True)
            return f"(int)fminf(fmaxf({number}, {bounds[0]}), {bounds[1]})"
        if choice < 0.82:
            return f"{rng.choice(('__float2int_rz', '__float2int_rn'))}" \
                   f"(fminf({sub(F32, exact_=True)}, 1000.0f))"
        if choice < 0.85:
            return f"__float_as_int((float)({sub(I32)} & 0xfff))"
        return self.fill(INT_FUNCTIONS, lambda: sub(I32))

    def long(self, scalar, sub):
        rng = self.rng
        choice = rng.random()
        if scalar == I64:
            if choice < 0.6:
                return f"(long long)({sub(U64)} {rng.choice('+-*^')} " \
                       f"{sub(U64)})"
            if choice < 0.8:
                return f"({sub(I64)} {rng.choice('/%')} " \
                       f"(long long)(({sub(U32)} & 127u) + 1u))"
            return f"({sub(I64)} >> ({sub(I32)} & 63))"
        if choice < 0.5:
            return f"({sub(U64)} {rng.choice('+-*&|^')} {sub(U64)})"
        if choice < 0.65:
            return f"({sub(U64)} {rng.choice(('<<', '>>'))} " \
                   f"({sub(U32)} & 63u))"
        if choice < 0.75:
            return f"({sub(U64)} {rng.choice('/%')} ({sub(U64)} | 1ull))"
        if choice < 0.85:
            return f"((unsigned long long){sub(U32)} * {sub(U32)})"
        return self.fill(LONG_FUNCTIONS, lambda: sub(U64))

    def floating(self, scalar, sub, exact):
        rng = self.rng
        if not exact and scalar != F16 and rng.random() < 0.35:
            return self.inexact(scalar, sub)
        choice = rng.random()
        if scalar == F16:
            if choice < 0.6:
                return f"({sub()} {rng.choice('+-*')} {sub()})"
            if choice < 0.75:
                return f"__float2half(fminf({sub(F32)}, 1000.0f))"
            return self.fill(HALF_FUNCTIONS, sub)
        if choice < 0.55:
            # Sums of inexact numbers may cancel; products do not.
            operators = "+-*" if exact else "*"
            return f"({sub()} {rng.choice(operators)} {sub()})"
        suffix = "f" if scalar == F32 else ""
        if choice < 0.65:
            return f"({scalar.name})({sub(I32)} % 1000)"
        if choice < 0.70:
            return f"({scalar.name})({sub(U32)} & 1023u)"
        if choice < 0.73 and scalar == F32:
            return f"__uint_as_float(({sub(U32)} & 0x7fffffu) | 0x3f800000u)"
        if not exact:
            return f"fabs{suffix}({sub()})"
        return self.fill(FLOAT_FUNCTIONS if scalar == F32
                         else DOUBLE_FUNCTIONS, sub)

    def inexact(self, scalar, sub):
        suffix = "f" if scalar == F32 else ""
        argument = sub(exact_=True)
        small = f"fmax{suffix}(fmin{suffix}({argument}, 4.0{suffix}), " \
                f"-4.0{suffix})"
        positive = f"(fmin{suffix}(fabs{suffix}({argument}), 100.0{suffix})" \
                   f" + 0.5{suffix})"
        form = self.rng.choice(INEXACT_FUNCTIONS if scalar == F32
                               else INEXACT_DOUBLE)
        return form.format(S=small, P=positive)

    def fill(self, forms, sub):
        form = self.rng.choice(forms)
        return form.format(a=sub(), b=sub() if "{b}" in form else "",
                           c=sub() if "{c}" in form else "")

    def leaf(self, scalar, depth, exact, uniform):
        rng = self.rng
        if rng.random() < 0.3 and depth > -2:
            loaded = self.load(scalar, exact, uniform)
            if loaded:
                return loaded
        known = self.scope.find(scalar, exact=exact, uniform=uniform)
        if known and rng.random() < 0.85:
            # Recent ones are more likely to have been computed.
            return rng.choice(known[-6:] if rng.random() < 0.7 else known).name
        others = [v for v in self.scope.variables
                  if (v.exact or not exact) and (v.uniform or not uniform)]
        if others and rng.random() < 0.7:
            return self.convert(rng.choice(others), scalar)
        return literal(rng, scalar)

    def convert(self, variable, scalar):
        name, source = variable.name, variable.scalar
        if source == scalar:
            return name
        if source == F16:
            name, source = f"__half2float({name})", F32
            if scalar == F32:
                return name
        if source.kind == "f":
            if scalar.kind == "f":
                return f"__float2half((float){name})" if scalar == F16 else \
                    f"({scalar.name}){name}"
            if not variable.exact:
                return literal(self.rng, scalar)
            low, high = {8: (-100, 100), 16: (-30000, 30000)}.get(
                scalar.bits, (-1000000, 1000000))
            low = 0 if scalar.kind == "u" else low
            suffix = "f" if source == F32 else ""
            return f"({scalar.name})fmin{suffix}(fmax{suffix}({name}, " \
                   f"{low}.0{suffix}), {high}.0{suffix})"
        if scalar == F16:
            return f"__int2half_rn((int){name} % 100)"
        if scalar.kind == "f":
            return f"({scalar.name})({name} % ({source.name})100)"
        return f"({scalar.name}){name}"

    def index(self, length, depth=1, uniform=False):
        """Some unsigned index below `length`."""
        return f"{self.of(U32, depth, uniform=uniform)} % {length}"

    def load(self, scalar, exact, uniform):
        arrays = [a for a in self.scope.arrays if a.scalar == scalar
                  and (a.exact or not exact) and (a.uniform or not uniform)]
        if not arrays:
            return None
        array = self.rng.choice(arrays)
        if array.slots and (self.rng.random() < 0.6 or array.mutable):
            return f"{array.name}[{self.rng.choice(array.slots)}]" \
                if not uniform else None
        return f"{array.name}[{self.index(array.length, 1, uniform)}]"

    def call(self, scalar, depth, exact):
        """A call of a device function; references get a local variable."""
        functions = [f for f in self.scope.functions
                     if f.result == scalar and (f.exact or not exact)]
        if not functions:
            return None
        function = self.rng.choice(functions)
        arguments = []
        for parameter, is_reference in function.parameters:
            if is_reference:
                known = self.scope.find(parameter, mutable=True)
                if not known:
                    return None
                arguments.append(self.rng.choice(known).name)
            else:
                arguments.append(self.of(parameter, depth - 2))
        return f"{function.name}({', '.join(arguments)})"

    def comparison(self, sub):
        kind = self.rng.choice((U32, I32, I32, F32) + tuple(self.palette))
        operator = self.rng.choice(COMPARISONS)
        left, right = sub(kind, exact_=True), sub(kind, exact_=True)
        if kind == F16:
            return f"__half2float({left}) {operator} __half2float({right})"
        return f"{left} {operator} {right}"

    def condition(self, depth=2, *, uniform=False):
        rng = self.rng

        def sub(kind, less=1, exact_=True):
            return self.of(kind, depth - less, uniform=uniform)

        choice = rng.random()
        if choice < 0.12:
            return f"(({sub(U32)} >> {rng.randint(0, 31)}) & 1u) != 0u"
        if choice < 0.24:
            return f"{sub(U32)} % {rng.randint(2, 7)}u == " \
                   f"{rng.randint(0, 2)}u"
        if choice < 0.40 and depth > 0:
            less = self.condition(depth - 1, uniform=uniform)
            more = self.condition(depth - 1, uniform=uniform)
            return f"(({less}) {rng.choice(('&&', '||'))} ({more}))"
        if choice < 0.45 and depth > 0:
            return f"!({self.condition(depth - 1, uniform=uniform)})"
        return f"({self.comparison(sub)})"
