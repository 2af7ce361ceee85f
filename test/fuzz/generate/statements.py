# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Statements of one thread: declarations, branches, loops, local arrays."""
from .expressions import Expressions
from .scalars import F16, I32, U32, U64, literal
from .scope import Array, Variable


class Statements(Expressions):
    """Appends lines; what it writes ends after a bounded number of steps."""

    def __init__(self, rng, scope, palette, budget):
        super().__init__(rng, scope, palette)
        self.lines = []
        self.indent = 1
        self.budget = budget  # statements that may still be written
        self.loops = 0        # around the current statement
        self.breakable = None  # 'loop' or 'switch': what a break would leave
        self.may_return = False
        self.return_value = None  # of a device function: its type

    def write(self, line):
        self.lines.append("  " * self.indent + line)

    def block(self, count):
        """`count` statements in a scope of their own."""
        mark = self.scope.mark()
        self.indent += 1
        for _ in range(count):
            if self.budget <= 0:
                self.assign()
                break
            self.statement()
        self.indent -= 1
        self.scope.release(mark)

    def statement(self):
        self.budget -= 1
        nested = self.indent < 5
        # What a nested block declares is soon lost.
        choices = [(30 if self.indent < 3 else 8, self.declare),
                   (25, self.assign)]
        if nested:
            choices += [(14, self.branch), (5, self.switch)]
        if nested and self.loops < 2:
            choices += [(8, self.count_loop), (5, self.while_loop),
                        (3, self.do_loop)]
        if self.indent < 4:
            choices += [(6, self.local_array), (2, self.table),
                        (2, self.closure), (1, self.punned)]
        if any(a.mutable for a in self.scope.arrays):
            choices += [(12, self.store)]
        if self.loops and self.breakable == "loop":
            choices += [(6, self.leave_loop)]
        if self.may_return or self.return_value:
            choices += [(2, self.leave)]
        weights = [weight for weight, _ in choices]
        self.rng.choices([choice for _, choice in choices], weights)[0]()

    def declare(self, scalar=None, *, exact=None, depth=3):
        scalar = scalar or self.choose_type()
        if exact is None:
            exact = scalar.kind != "f" or self.rng.random() < 0.7
        name = self.scope.fresh("v")
        value = self.of(scalar, depth, exact=exact)
        self.write(f"{scalar.name} {name} = {value};")
        self.scope.variables.append(Variable(name, scalar, exact=exact))
        return name

    def assign(self):
        known = [v for v in self.scope.variables if v.mutable]
        if not known:
            return self.declare()
        target = self.rng.choice(known[-8:])
        scalar = target.scalar
        value = self.of(scalar, 3, exact=target.exact)
        if scalar in (U32, U64) and self.rng.random() < 0.5:
            operator = self.rng.choice("+-*^|&")
            self.write(f"{target.name} {operator}= {value};")
        elif scalar in (U32, U64) and self.rng.random() < 0.15:
            self.write(f"{target.name}{self.rng.choice(('++', '--'))};")
        elif scalar == U32 and self.rng.random() < 0.1:
            # With the side effect in a condition that may not be asked for.
            self.write(f"if ({self.condition(1)} && ({target.name} = {value})"
                       f" % 3u != {target.name} / 5u) ++{target.name};")
        elif scalar.kind == "f" and scalar != F16 and target.exact \
                and self.rng.random() < 0.4:
            self.write(f"{target.name} {self.rng.choice('+-*')}= {value};")
        else:
            self.write(f"{target.name} = {value};")
        return None

    def branch(self):
        self.write(f"if ({self.condition()}) {{")
        self.block(self.rng.randint(1, 3))
        while self.rng.random() < 0.25 and self.budget > 0:
            self.write(f"}} else if ({self.condition()}) {{")
            self.block(self.rng.randint(1, 2))
        if self.rng.random() < 0.5:
            self.write("} else {")
            self.block(self.rng.randint(1, 3))
        self.write("}")

    def switch(self):
        cases = self.rng.randint(2, 6)
        self.write(f"switch ({self.of(U32, 2)} % {cases + 1}u) {{")
        outer, self.breakable = self.breakable, "switch"
        for value in self.rng.sample(range(cases + 1), cases):
            self.write(f"case {value}: {{")
            self.block(self.rng.randint(1, 2))
            falls = self.rng.random() < 0.25
            self.write("}" if falls else "} break;")
        if self.rng.random() < 0.6:
            self.write("default: {")
            self.block(1)
            self.write("}")
        self.breakable = outer
        self.write("}")

    def loop_body(self, counter=None):
        outer, self.breakable = self.breakable, "loop"
        self.loops += 1
        mark = self.scope.mark()
        if counter:
            self.scope.variables.append(counter)
        self.block(self.rng.randint(1, 4))
        self.scope.release(mark)
        self.loops -= 1
        self.breakable = outer

    def count_loop(self):
        """Trip counts that differ by thread, or not."""
        rng = self.rng
        name = self.scope.fresh("k")
        scalar = rng.choice((I32, U32))
        if rng.random() < 0.4:
            count = str(rng.randint(1, 6))
        elif rng.random() < 0.3:
            count = f"{self.of(U32, 1, uniform=True)} % 5u"
        else:
            count = f"{self.of(U32, 2)} % {rng.randint(2, 9)}u"
        count = f"({scalar.name})({count})"
        header = rng.choice((
            f"{scalar.name} {name} = 0; {name} < {count}; ++{name}",
            f"{scalar.name} {name} = {count}; {name} > 0; --{name}",
            f"{scalar.name} {name} = 1; {name} < ({scalar.name})64 && "
            f"{name} < {count} * 8; {name} *= 2"))
        if rng.random() < 0.15:
            self.write(rng.choice(("#pragma unroll", "#pragma unroll 1")))
        self.write(f"for ({header}) {{")
        self.loop_body(Variable(name, scalar, mutable=False))
        self.write("}")

    def while_loop(self):
        name = self.scope.fresh("w")
        mask = self.rng.choice((15, 63, 255))
        self.write(f"unsigned int {name} = {self.of(U32, 2)} & {mask}u;")
        also = f" && {self.condition(1)}" if self.rng.random() < 0.3 else ""
        self.write(f"while ({name} != 0u{also}) {{")
        step = self.rng.choice(("{0} >>= 1;", "{0} &= {0} - 1u;",
                                "{0} /= 3u;"))
        self.indent += 1
        self.write(step.format(name))
        self.indent -= 1
        self.loop_body(Variable(name, U32, mutable=False))
        self.write("}")
        self.scope.variables.append(Variable(name, U32))

    def do_loop(self):
        name = self.scope.fresh("d")
        self.write(f"int {name} = (int)({self.of(U32, 1)} % 6u) + 1;")
        self.write("do {")
        self.loop_body(Variable(name, I32, mutable=False))
        also = f" && {self.condition(1)}" if self.rng.random() < 0.3 else ""
        self.write(f"}} while (--{name} > 0{also});")

    def leave_loop(self):
        word = self.rng.choice(("break", "continue"))
        self.write(f"if ({self.condition()}) {word};")

    def leave(self):
        if self.return_value:
            value = self.of(self.return_value, 2, exact=self.returns_exact)
            self.write(f"if ({self.condition()}) return {value};")
        else:
            self.write(f"if ({self.condition()}) return;")

    def local_array(self):
        scalar = self.choose_type()
        length = self.rng.choice((2, 3, 4, 5, 8, 16))
        name = self.scope.fresh("a")
        if length <= 5 and self.rng.random() < 0.6:
            values = ", ".join(self.of(scalar, 1) for _ in range(length))
            self.write(f"{scalar.name} {name}[{length}] = {{{values}}};")
        else:
            counter = self.scope.fresh("k")
            mark = self.scope.mark()
            self.scope.variables.append(
                Variable(counter, I32, mutable=False))
            value = self.of(scalar, 2)
            self.scope.release(mark)
            self.write(f"{scalar.name} {name}[{length}];")
            self.write(f"for (int {counter} = 0; {counter} < {length}; "
                       f"++{counter}) {name}[{counter}] = {value};")
        self.scope.arrays.append(
            Array(name, scalar, f"{length}u", mutable=True))

    def table(self):
        """A local array of two dimensions, indexed at run time."""
        scalar = self.choose_type()
        rows, columns = self.rng.choice(((2, 3), (3, 3), (4, 2), (2, 5)))
        name = self.scope.fresh("a")
        row, column = self.scope.fresh("k"), self.scope.fresh("k")
        self.write(f"{scalar.name} {name}[{rows}][{columns}];")
        self.write(f"for (int {row} = 0; {row} < {rows}; ++{row})")
        self.write(f"  for (int {column} = 0; {column} < {columns}; "
                   f"++{column})")
        self.write(f"    {name}[{row}][{column}] = {self.of(scalar, 2)};")
        if self.rng.random() < 0.7:
            self.write(f"{name}[{self.index(f'{rows}u')}]"
                       f"[{self.index(f'{columns}u')}] = "
                       f"{self.of(scalar, 2)};")
        # As one array, whose rows lie behind each other.
        flat = self.scope.fresh("a")
        self.write(f"{scalar.name} *{flat} = &{name}[0][0];")
        self.scope.arrays.append(
            Array(flat, scalar, f"{rows * columns}u", mutable=True))

    def closure(self):
        """A lambda that captures by value or by reference."""
        scalar = self.choose_type()
        name, by = self.scope.fresh("l"), self.rng.choice("=&")
        mark = self.scope.mark()
        self.scope.variables.append(Variable("e", scalar))
        functions = self.scope.functions
        if by == "=": # what is captured is constant, no reference leads to it
            self.scope.functions = [
                f for f in functions if not any(r for _, r in f.parameters)]
        value = self.of(scalar, 3)
        self.scope.functions = functions
        self.scope.release(mark)
        self.write(f"auto {name} = [{by}]({scalar.name} e) -> {scalar.name} "
                   f"{{ return {value}; }};")
        result = self.scope.fresh("v")
        self.write(f"{scalar.name} {result} = {name}({self.of(scalar, 2)});")
        self.scope.variables.append(Variable(result, scalar))

    def punned(self):
        """The bytes or halves of a number, through a pointer."""
        name, parts = self.scope.fresh("v"), self.scope.fresh("a")
        self.write(f"unsigned int {name} = {self.of(U32, 2)};")
        if self.rng.random() < 0.5:
            self.write(f"unsigned char *{parts} = (unsigned char *)&{name};")
            count, cast = 4, "(unsigned char)"
        else:
            count, cast = 2, "(unsigned short)"
            self.write(f"unsigned short *{parts} = "
                       f"(unsigned short *)&{name};")
        self.write(f"{parts}[{self.index(f'{count}u')}] = "
                   f"{cast}({self.of(U32, 2)});")
        other = self.scope.fresh("v")
        self.write(f"unsigned int {other} = "
                   f"{parts}[{self.index(f'{count}u')}];")
        self.scope.variables += [Variable(name, U32), Variable(other, U32)]

    def store(self):
        array = self.rng.choice([a for a in self.scope.arrays if a.mutable])
        where = self.rng.choice(array.slots) if array.slots else \
            self.index(array.length, 2)
        value = self.of(array.scalar, 3, exact=array.exact)
        if array.scalar == U32 and self.rng.random() < 0.3:
            self.write(f"{array.name}[{where}] "
                       f"{self.rng.choice('+^-')}= {value};")
        else:
            self.write(f"{array.name}[{where}] = {value};")

    def literal(self, scalar):
        return literal(self.rng, scalar)
