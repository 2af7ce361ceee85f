# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One kernel with what it calls, and the host function that launches it."""
import random

from .phases import Phases
from .scalars import (F16, F32, F64, I32, I64, U32, U64, choose_palette)
from .scope import Array, Function, Scope, Variable
from .statements import Statements

LINEAR_BLOCKS = (1, 5, 17, 31, 32, 33, 64, 64, 96, 100, 128, 128, 192, 256)
SQUARE_BLOCKS = ((8, 8), (16, 16), (32, 4), (7, 5), (16, 3), (1, 64), (32, 8))
CUBE_BLOCKS = ((4, 4, 4), (8, 4, 2), (3, 5, 7), (32, 2, 2), (1, 2, 33))


class Parameter:
    """Of the kernel, and the host's expression for it."""

    def __init__(self, text, argument, setup="", finish=""):
        self.text, self.argument = text, argument
        self.setup, self.finish = setup, finish


class Kernel:
    """Depends on the seed and the index alone, so that it can be generated
    without its neighbours."""

    def __init__(self, seed, index):
        self.seed, self.index = seed, index
        self.name = f"k{index}"
        self.rng = random.Random(f"cubeport {seed} {index}")
        self.scope = Scope()
        self.palette = choose_palette(self.rng)
        self.parameters = []
        self.declarations = []
        self.together = self.rng.random() < 0.45  # phases of whole blocks
        self.template = self.rng.random() < 0.12
        self.choose_shape()
        self.generate()

    # How many threads there are, and who does what.

    def choose_shape(self):
        rng = self.rng
        dimensions = rng.choices((1, 2, 3), (7, 3, 1))[0]
        if dimensions == 1:
            self.block = (rng.choice(LINEAR_BLOCKS), 1, 1)
            self.grid = (rng.randint(1, 7), 1, 1)
            if self.block[0] <= 33 and rng.random() < 0.3:
                self.grid = (rng.randint(40, 70), 1, 1)
        elif dimensions == 2:
            self.block = rng.choice(SQUARE_BLOCKS) + (1,)
            self.grid = (rng.randint(1, 3), rng.randint(1, 3), 1)
        else:
            self.block = rng.choice(CUBE_BLOCKS)
            self.grid = tuple(rng.randint(1, 2) for _ in range(3))
        self.dimensions = dimensions
        self.block_threads = self.block[0] * self.block[1] * self.block[2]
        blocks = self.grid[0] * self.grid[1] * self.grid[2]
        self.threads = self.block_threads * blocks
        self.strided = not self.together and rng.random() < 0.25
        if self.strided:
            self.count = self.threads * rng.randint(1, 3) + rng.randint(0, 9)
        else:
            # Often less than there are threads: the last ones have no work.
            self.count = max(1, self.threads - rng.choice(
                (0, 0, 1, rng.randint(0, self.block_threads))))

    def index_lines(self):
        """Declares `t`, the thread in its block, and `i`, the thread."""
        bx, by = "blockDim.x", "blockDim.y"
        if self.template:
            bx = "BX"
        linear = {
            1: "(int)threadIdx.x",
            2: f"(int)(threadIdx.y * {bx} + threadIdx.x)",
            3: f"(int)((threadIdx.z * {by} + threadIdx.y) * {bx} + "
               "threadIdx.x)"}[self.dimensions]
        block = {1: "blockIdx.x", 2: "(blockIdx.y * gridDim.x + blockIdx.x)",
                 3: "((blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + "
                    "blockIdx.x)"}[self.dimensions]
        lines = []
        if self.dimensions == 2 and self.rng.random() < 0.6:
            # Rows and columns of an image as wide as the grid.
            lines.append(f"const int t = {linear};")
            lines.append(f"const int x = blockIdx.x * {bx} + threadIdx.x;")
            lines.append(f"const int y = blockIdx.y * {by} + threadIdx.y;")
            lines.append(f"const int i = y * (int)(gridDim.x * {bx}) + x;")
            for name in ("x", "y"):
                self.scope.variables.append(
                    Variable(name, I32, mutable=False))
        else:
            lines.append(f"const int t = {linear};")
            lines.append(f"const int i = (int)({block} * "
                         f"{self.block_threads}u) + t;")
        return lines

    # What it is given.

    def buffer(self, scalar, count, tag, *, constant, exact=True):
        """A pointer parameter; some lead to an odd element of memory."""
        name = self.scope.fresh("in" if constant else "out")
        offset = self.rng.choice((0, 0, 0, 1, 3, 7))
        seed = self.rng.getrandbits(16)
        restrict = " __restrict__" if self.rng.random() < 0.4 else ""
        qualifier = "const " if constant else ""
        setup = f"{scalar.name} *{name} = makeBuffer<{scalar.name}>(" \
                f"{count + offset}, {seed}u);"
        finish = "" if constant else \
            f"takeBack(\"{self.name}.{name}\", {name}, {count + offset});"
        plus = f" + {offset}" if offset else ""
        self.parameters.append(Parameter(
            f"{qualifier}{scalar.name} *{restrict} {name}".replace("  ", " "),
            f"{name}{plus}", setup, finish + f" cudaFree({name});"))
        return name

    def add_inputs(self):
        for _ in range(self.rng.randint(1, 3)):
            scalar = self.rng.choice(self.palette)
            if self.rng.random() < 0.6:
                length, bound = self.count, "n"
            else:
                length = self.rng.choice((7, 64, 100, 1000))
                bound = str(length)
            name = self.buffer(scalar, length, "in", constant=True)
            slots = ()
            if bound == "n":
                slots = ("i", "i", "i", "n - 1 - i", "i / 2",
                         f"(i + {self.rng.randint(1, 99)}) % n",
                         "i > 0 ? i - 1 : 0")
                if self.together: # threads past the end read as well
                    slots = ("min(i, n - 1)", "i < n ? i : 0", "i % n")
                bound = "(unsigned int)n"
            else:
                bound += "u"
            self.scope.arrays.append(
                Array(name, scalar, bound, slots, uniform=True))

    def add_constants(self):
        """A __constant__ array, initialised."""
        scalar = self.rng.choice([t for t in self.palette if t != F16])
        values = Statements(self.rng, Scope(), self.palette, 0)
        length = self.rng.choice((3, 8, 20))
        name = f"constant{self.index}"
        self.declarations.append(
            f"__constant__ {scalar.name} {name}[{length}] = {{"
            + ", ".join(values.literal(scalar) for _ in range(length))
            + "};")
        self.scope.arrays.append(
            Array(name, scalar, f"{length}u", uniform=True))

    def add_records(self):
        """An array of structures, of which the thread may read any and
        writes its own."""
        types = [self.rng.choice(self.palette)
                 for _ in range(self.rng.randint(2, 4))]
        name, record = self.scope.fresh("rec"), f"R{self.index}"
        fields = " ".join(f"{t.name} m{j};" for j, t in enumerate(types))
        self.declarations.append(f"struct {record} {{ {fields} }};")
        values = Statements(self.rng, Scope(), self.palette, 0)
        literals = ", ".join(values.literal(t) for t in types)
        self.parameters.append(Parameter(
            f"{record} *{name}", name,
            f"{record} *{name} = repeat({record}{{{literals}}}, "
            f"{self.count});",
            f"cudaFree({name});"))
        for j, scalar in enumerate(types):
            self.record_fields.append((f"{name}[i].m{j}", scalar))

    def add_vectors(self, body):
        """Loads of four or two numbers at once."""
        kind, scalar, parts = self.rng.choice((
            ("float4", F32, "xyzw"), ("int4", I32, "xyzw"),
            ("uint2", U32, "xy"), ("float2", F32, "xy")))
        name = self.scope.fresh("in")
        length = self.rng.choice((5, 64, 100))
        self.parameters.append(Parameter(
            f"const {kind} *{name}", f"(const {kind} *){name}",
            f"{scalar.name} *{name} = makeBuffer<{scalar.name}>("
            f"{length * len(parts)}, {self.rng.getrandbits(16)}u);",
            f"cudaFree({name});"))
        loaded = self.scope.fresh("v")
        where = f"(unsigned int)i % {length}u"
        load = f"__ldg(&{name}[{where}])" if self.rng.random() < 0.5 else \
            f"{name}[{where}]"
        body.write(f"{kind} {loaded} = {load};")
        for part in parts:
            self.scope.variables.append(Variable(f"{loaded}.{part}", scalar))

    def add_outputs(self):
        for _ in range(self.rng.randint(1, 2)):
            scalar = self.rng.choice(self.palette)
            each = self.rng.choice((1, 1, 1, 2, 3))
            exact = scalar.kind != "f"
            name = self.buffer(scalar, self.count * each, "out",
                               constant=False)
            if each > 1:
                slots = tuple(f"{each} * i + {j}" for j in range(each))
                if self.rng.random() < 0.4:
                    slots = tuple(f"i + {j} * n" for j in range(each))
            else:
                slots = (self.rng.choice(("i", "i", "i", "n - 1 - i")),)
            self.scope.arrays.append(Array(name, scalar, "", slots,
                                           mutable=True, exact=exact))
            self.outputs.append((name, scalar, slots[0], exact))

    def add_scalars(self):
        for _ in range(self.rng.randint(0, 2)):
            scalar = self.rng.choice(self.palette)
            name = self.scope.fresh("c")
            value = Statements(self.rng, Scope(), self.palette, 0)
            self.parameters.append(Parameter(
                f"{scalar.name} {name}", value.literal(scalar)))
            self.scope.variables.append(
                Variable(name, scalar, mutable=False, uniform=True))
        if self.rng.random() < 0.25:
            self.add_structure()

    def add_structure(self):
        types = [self.rng.choice(self.palette)
                 for _ in range(self.rng.randint(2, 4))]
        fields = " ".join(f"{t.name} m{j};" for j, t in enumerate(types))
        self.declarations.append(f"struct S{self.index} {{ {fields} }};")
        literals = Statements(self.rng, Scope(), self.palette, 0)
        values = ", ".join(literals.literal(t) for t in types)
        self.parameters.append(Parameter(
            f"S{self.index} q", "q",
            f"S{self.index} q = {{{values}}};"))
        for j, scalar in enumerate(types):
            self.scope.variables.append(
                Variable(f"q.m{j}", scalar, mutable=False, uniform=True))

    def add_sums(self, body):
        for _ in range(self.rng.randint(1, 2)):
            known = [t for t in (U32, U32, I32, F32, U64)
                     if t in self.palette]
            scalar = self.rng.choice(known)
            body.add_sums(self.buffer(scalar, 72, "sums", constant=False),
                          scalar)

    # Device functions.

    def add_functions(self):
        for _ in range(self.rng.choice((0, 0, 1, 2))):
            rng = self.rng
            scope = Scope()
            scope.counter = 100 * (len(self.scope.functions) + 1)
            result = rng.choice(self.palette)
            exact = result.kind != "f" or rng.random() < 0.6
            parameters, texts = [], []
            for j in range(rng.randint(1, 3)):
                scalar = rng.choice(self.palette)
                reference = rng.random() < 0.15
                parameters.append((scalar, reference))
                texts.append(f"{scalar.name} {'&' if reference else ''}p{j}")
                scope.variables.append(Variable(f"p{j}", scalar))
            body = Statements(rng, scope, self.palette, rng.randint(1, 5))
            body.return_value, body.returns_exact = result, exact
            while body.budget > 0:
                body.statement()
            body.write(f"return {body.of(result, 2, exact=exact)};")
            number = len(self.scope.functions)
            name = f"f{self.index}_{number}"
            qualifier = rng.choice(("__device__", "__device__",
                                    "static __device__ __forceinline__",
                                    "__device__ __noinline__"))
            call = name
            if rng.random() < 0.25:
                self.declarations.append(
                    f"template <typename T> __device__ T {name}("
                    f"{', '.join(texts)}) {{")
                call = f"{name}<{result.name}>"
            else:
                self.declarations.append(f"{qualifier} {result.name} {name}"
                                         f"({', '.join(texts)}) {{")
            self.declarations += body.lines + ["}"]
            self.scope.functions.append(
                Function(call, result, tuple(parameters), exact))

    # The body.

    def generate(self):
        rng = self.rng
        self.outputs = []
        self.record_fields = []
        self.add_functions()
        self.add_scalars()
        if rng.random() < 0.15:
            self.add_constants()
        if rng.random() < 0.12:
            self.add_records()
        body = Phases(rng, self.scope, self.palette, rng.randint(4, 14))
        body.threads, body.lane = self.block_threads, "t"
        body.dynamic = 0 if self.together and rng.random() < 0.3 else None
        body.dynamic_name = f"dynamic{self.index}"
        body.sums = []
        self.scope.variables.append(
            Variable("n", I32, mutable=False, uniform=True))
        self.scope.variables.append(
            Variable("(int)blockIdx.x", I32, mutable=False, uniform=True))
        for line in self.index_lines():
            body.write(line)
        for name in ("t", "i"):
            self.scope.variables.append(Variable(name, I32, mutable=False))
        if self.together:
            self.write_together(body)
        else:
            self.write_apart(body)
        self.parameters.append(Parameter("int n", str(self.count)))
        self.dynamic_bytes = body.dynamic or 0
        self.body = body.lines

    def write_apart(self, body):
        """Each thread on its own: a guard, an early return or a loop."""
        rng = self.rng
        self.add_inputs()
        self.add_outputs()
        if rng.random() < 0.3:
            self.add_sums(body)
        if self.strided:
            body.lines = [line.replace("const int i", "const int first")
                          for line in body.lines]
            step = "gridDim.x * gridDim.y * gridDim.z * " \
                   f"{self.block_threads}u"
            kind = rng.choice(("int", "int", "long long"))
            stop = "n" if kind == "int" else "(long long)n"
            body.write(f"for ({kind} g = first; g < {stop}; "
                       f"g += (int)({step})) {{")
            body.write("  const int i = (int)g;")
        elif rng.random() < 0.4:
            body.write("if (i >= n) return;")
        else:
            body.write("if (i < n) {")
        nested = body.lines[-1].strip() != "if (i >= n) return;"
        body.indent += nested
        body.may_return = rng.random() < 0.3
        self.read_inputs(body)
        while body.budget > 0:
            if body.sums and rng.random() < 0.2:
                body.budget -= 1
                body.atomic()
            else:
                body.statement()
        self.write_results(body)
        body.indent -= nested
        if nested:
            body.write("}")

    def write_together(self, body):
        """Statements and phases in turn; all threads stay to the last
        barrier."""
        rng = self.rng
        self.add_inputs()
        self.add_sums(body)
        self.read_inputs(body)
        body.budget = max(body.budget, 6)
        for _ in range(rng.randint(1, 3)):
            for _ in range(rng.randint(1, 3)):
                body.statement()
            body.cooperate()
        self.add_outputs()
        body.write("if (i < n) {")
        body.indent += 1
        body.may_return = True
        for _ in range(rng.randint(0, 3)):
            body.statement()
        self.write_results(body)
        body.indent -= 1
        body.write("}")
        if body.dynamic:
            body.lines.insert(0, "  extern __shared__ unsigned long long "
                                 f"{body.dynamic_name}[];")

    def read_inputs(self, body):
        """Gives the thread values of its own to begin with."""
        for array in self.scope.arrays:
            if array.uniform and array.slots and self.rng.random() < 0.8:
                body.keep(array.scalar, f"{array.name}[{array.slots[0]}]")
        if self.rng.random() < 0.15:
            self.add_vectors(body)

    def write_results(self, body):
        """So that every value that was computed has a say."""
        for place, scalar in self.record_fields:
            if self.rng.random() < 0.7:
                body.write(f"{place} = {body.of(scalar, 2)};")
            if scalar == U32:
                body.write(f"{place} += {place} >> 3;")
        for name, scalar, slot, exact in self.outputs:
            if scalar.kind == "f":
                value = body.of(scalar, 2, exact=False)
            else:
                terms = [body.convert(v, U32) for v in
                         self.scope.variables if v.mutable and v.exact
                         and v.scalar != F16]
                terms = terms[-8:] or [body.of(U32, 2)]
                if self.rng.random() < 0.6:
                    terms.append(f"(unsigned int){name}[{slot}]")
                value = " * 31u + ".join(terms)
                value = f"({scalar.name})({value})"
            operator = "+=" if scalar in (U32, U64) and \
                self.rng.random() < 0.3 else "="
            body.write(f"{name}[{slot}] {operator} {value};")

    # Text.

    def device_text(self):
        parameters = ", ".join(p.text for p in self.parameters)
        template = "template <int BX> " if self.template else ""
        lines = self.declarations + [
            f"{template}__global__ void {self.name}({parameters}) {{"]
        return "\n".join(lines + self.body + ["}"]) + "\n"

    def host_text(self):
        lines = [f"static void run{self.index}() {{"]
        lines += [f"  {p.setup}" for p in self.parameters if p.setup]
        grid = ", ".join(map(str, self.grid[:self.dimensions]))
        block = ", ".join(map(str, self.block[:self.dimensions]))
        shared = f", {self.dynamic_bytes}" if self.dynamic_bytes else ""
        arguments = ", ".join(p.argument for p in self.parameters)
        name = f"{self.name}<{self.block[0]}>" if self.template else self.name
        lines.append(f"  {name}<<<dim3({grid}), dim3({block}){shared}>>>("
                     f"{arguments});")
        lines += [f"  {p.finish.strip()}" for p in self.parameters
                  if p.finish]
        return "\n".join(lines + ["}"]) + "\n"
