# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the threads of a block do together: shared memory, warps, atomics.
Each phase is written where all threads of the block come by."""
from .scalars import F32, F64, I32, I64, U32, U64
from .scope import Array, Variable
from .statements import Statements

SHUFFLED = (I32, U32, F32, I64, U64, F64)
FULL = "0xffffffffu"


class Phases(Statements):
    """`self.threads` is the size of the block, `self.lane` names its thread
    number, `self.sums` the array that atomics go to."""

    def cooperate(self, depth=0):
        """One phase, or several under a condition or in a loop that all
        threads of the block take alike."""
        rng = self.rng
        if depth < 2 and rng.random() < 0.15:
            mark = self.scope.mark()
            if rng.random() < 0.5:
                name = self.scope.fresh("r")
                count = str(rng.randint(1, 3)) if rng.random() < 0.5 else \
                    f"(int)({self.of(U32, 1, uniform=True)} % 4u)"
                self.write(f"for (int {name} = 0; {name} < {count}; "
                           f"++{name}) {{")
                self.scope.variables.append(Variable(
                    name, I32, mutable=False, uniform=True))
            else:
                self.write(f"if ({self.condition(1, uniform=True)}) {{")
            self.indent += 1
            self.cooperate(depth + 1)
            self.indent -= 1
            self.write("}")
            self.scope.release(mark)
            return
        choices = [(6, self.exchange), (3, self.tree), (2, self.scan),
                   (2, self.histogram), (2, self.vote_of_block),
                   (2, self.broadcast), (3, self.atomic),
                   (2, self.compact), (1, self.tickets)]
        if self.threads % 8 == 0:
            choices += [(2, self.transpose)]
        if self.threads % 32 == 0:
            choices += [(5, self.shuffle), (3, self.shuffle_loop),
                        (3, self.vote), (1, self.half_warps),
                        (1, self.warp_exchange), (1, self.some_warps)]
        weights = [weight for weight, _ in choices]
        self.rng.choices([choice for _, choice in choices], weights)[0]()

    def shared_array(self, scalar, length):
        """Declares it, static or as a part of the dynamic memory."""
        name = self.scope.fresh("s")
        if self.dynamic is not None and self.rng.random() < 0.5:
            size = scalar.bits // 8
            self.dynamic = (self.dynamic + size - 1) // size * size
            self.write(f"{scalar.name} *{name} = ({scalar.name} *)"
                       f"((char *){self.dynamic_name} + {self.dynamic});")
            self.dynamic += length * size
        else:
            self.write(f"__shared__ {scalar.name} {name}[{length}];")
        return name

    def barrier(self):
        self.write("__syncthreads();")

    def keep(self, scalar, value, exact=True):
        """Declares a variable that later statements may use."""
        name = self.scope.fresh("v")
        self.write(f"{scalar.name} {name} = {value};")
        self.scope.variables.append(Variable(name, scalar, exact=exact))
        return name

    def exchange(self):
        """Every thread writes its element, then reads others'."""
        rng, count, lane = self.rng, self.threads, self.lane
        scalar = self.choose_type()
        padded = rng.random() < 0.3
        name = self.shared_array(scalar, count + (count // 8 if padded else 0))
        place = f"{lane} + {lane} / 8" if padded else rng.choice(
            (lane, f"{count - 1} - {lane}"))
        self.write(f"{name}[{place}] = {self.of(scalar, 2)};")
        self.barrier()
        for _ in range(rng.randint(1, 3)):
            other = rng.choice((
                f"({lane} + {rng.randint(1, 40)}) % {count}",
                f"{count - 1} - {lane}", f"({lane} ^ 1) % {count}",
                f"({lane} * {rng.choice((3, 5, 7, 16))}) % {count}",
                f"(int)({self.of(U32, 2)} % {count}u)",
                str(rng.randrange(count))))
            if padded:
                other = f"({other}) + ({other}) / 8"
            self.keep(scalar, f"{name}[{other}]")
        if rng.random() < 0.4:
            # Each changes its own element, with a barrier on both sides.
            self.barrier()
            self.write(f"{name}[{place}] = {self.of(scalar, 2)};")
            self.barrier()
            other = rng.randrange(count)
            self.keep(scalar, f"{name}[{other + (other // 8) * padded}]")
        self.barrier()

    def tree(self):
        """A reduction by halves, of any number of threads."""
        scalar = self.rng.choice((U32, I32, F32))
        name = self.shared_array(scalar, self.threads)
        value = self.of(scalar, 2)
        if scalar == F32:
            value = f"fminf(fmaxf({value}, -100.0f), 100.0f)"
        self.write(f"{name}[{self.lane}] = {value};")
        self.barrier()
        left, right = f"{name}[{self.lane}]", f"{name}[{self.lane} + h]"
        if scalar == F32:
            step = self.rng.choice((f"fmaxf({left}, {right})",
                                    f"{left} + {right}"))
        elif scalar == I32:
            step = self.rng.choice((f"min({left}, {right})",
                                    f"max({left}, {right})"))
        else:
            step = f"{left} {self.rng.choice('+^|&*')} {right}"
        self.write(f"for (int m = {self.threads}, h; m > 1; m = h) {{")
        self.write("  h = (m + 1) / 2;")
        self.write(f"  if ({self.lane} + h < m) {{")
        self.write(f"    {left} = {step};")
        self.write("  }")
        self.write("  __syncthreads();")
        self.write("}")
        self.keep(scalar, f"{name}[0]")
        self.barrier()

    def scan(self):
        name = self.shared_array(U32, self.threads)
        lane, step = self.lane, self.scope.fresh("x")
        operator = self.rng.choice("+^|")
        self.write(f"{name}[{lane}] = {self.of(U32, 2)};")
        self.barrier()
        self.write(f"for (int h = 1; h < {self.threads}; h *= 2) {{")
        self.write(f"  unsigned int {step} = {lane} >= h ? "
                   f"{name}[{lane} - h] : 0u;")
        self.write("  __syncthreads();")
        self.write(f"  if ({lane} >= h) {name}[{lane}] {operator}= {step};")
        self.write("  __syncthreads();")
        self.write("}")
        self.keep(U32, f"{name}[{lane}]")
        self.keep(U32, f"{lane} > 0 ? {name}[{lane} - 1] : 0u")
        self.barrier()

    def histogram(self):
        bins = self.rng.choice((3, 8, 16, 64))
        name = self.shared_array(U32, bins)
        lane, k = self.lane, self.scope.fresh("k")
        self.write(f"for (int {k} = {lane}; {k} < {bins}; "
                   f"{k} += {self.threads}) {name}[{k}] = 0u;")
        self.barrier()
        call = self.rng.choice(("atomicAdd", "atomicMax", "atomicXor",
                                "atomicOr"))
        amount = self.of(U32, 2) if self.rng.random() < 0.5 else "1u"
        guard = f"if ({self.condition(1)}) " if self.rng.random() < 0.4 else ""
        self.write(f"{guard}{call}(&{name}[{self.of(U32, 2)} % {bins}u], "
                   f"{amount});")
        self.barrier()
        self.keep(U32, f"{name}[(unsigned int){lane} % {bins}u]")
        self.keep(U32, f"{name}[{self.of(U32, 1)} % {bins}u]")
        self.barrier()

    def vote_of_block(self):
        call = self.rng.choice(("__syncthreads_count", "__syncthreads_and",
                                "__syncthreads_or"))
        value = f"{call}({self.condition()})"
        if "count" not in call:
            value = f"({value} != 0)"
        self.keep(I32, value)

    def broadcast(self):
        scalar = self.choose_type()
        name = self.scope.fresh("s")
        chosen = self.rng.randrange(self.threads)
        self.write(f"__shared__ {scalar.name} {name};")
        self.write(f"if ({self.lane} == {chosen}) {{")
        self.write(f"  {name} = {self.of(scalar, 2)};")
        self.write("}")
        self.barrier()
        self.keep(scalar, name)
        self.barrier()

    def atomic(self):
        """Its result does not hang on the order, and nor does what is done
        with the old value."""
        rng = self.rng
        if rng.random() < 0.4:
            self.write(f"if ({self.condition()}) {{")
            self.indent += 1
            self.one_atomic()
            self.indent -= 1
            self.write("}")
        else:
            self.one_atomic()

    def one_atomic(self):
        rng = self.rng
        array = rng.choice(self.sums)
        scalar = array.scalar
        # Each element is only reached by one kind of operation.
        kinds = {U32: ("Add", "Max", "Min", "Or", "And", "Xor", "Inc",
                       "Sub", "CAS"),
                 I32: ("Add", "Max", "Min"), U64: ("Add", "Max", "Or"),
                 F32: ("Add",)}[scalar]
        kind = rng.choice(kinds)
        place = f"{kinds.index(kind) * 8}u + {self.of(U32, 1)} % 8u"
        value = self.of(scalar, 2)
        if scalar == F32:
            value = f"(float)({self.of(I32, 2)} % 100)"
        if kind == "Inc":
            value = "17u"
        if kind == "CAS":
            self.write(f"atomicCAS(&{array.name}[{place}], 5u, 7u);")
            return
        self.write(f"atomic{kind}(&{array.name}[{place}], {value});")

    def shuffle(self):
        rng = self.rng
        types = [t for t in SHUFFLED if t in self.palette]
        scalar = rng.choice(types)
        width = rng.choice((2, 4, 8, 16, 32, 32, 32))
        more = "" if width == 32 and rng.random() < 0.6 else f", {width}"
        value = self.of(scalar, 2)
        kind = rng.choice(("", "_up", "_down", "_xor"))
        if kind == "":
            other = rng.choice((str(rng.randrange(32)),
                                f"(int)({self.of(U32, 1)} & 31u)",
                                f"{self.lane} + {rng.randint(1, 9)}"))
        elif kind == "_xor":
            other = str(rng.randrange(width))
        elif rng.random() < 0.3:
            other = f"{self.of(U32, 1, uniform=True)} % {width}u"
        else:
            other = str(rng.randrange(width))
        self.keep(scalar, f"__shfl{kind}_sync({FULL}, {value}, {other}"
                          f"{more})")

    def shuffle_loop(self):
        rng = self.rng
        scalar = rng.choice((U32, I32, F32))
        value = self.of(scalar, 2)
        if scalar == F32:
            value = f"(float)({self.of(I32, 2)} % 1000)"
        name = self.keep(scalar, value)
        kind = rng.choice(("_down", "_xor", "_up"))
        other = f"__shfl{kind}_sync({FULL}, {name}, h)"
        step = {U32: f"{name} {rng.choice('+^|')} {other}",
                I32: f"{rng.choice(('min', 'max'))}({name}, {other})",
                F32: rng.choice((f"{name} + {other}",
                                 f"fmaxf({name}, {other})"))}[scalar]
        header = rng.choice(("int h = 16; h > 0; h /= 2",
                             "int h = 1; h < 32; h *= 2"))
        self.write(f"for ({header}) {name} = {step};")

    def vote(self):
        rng = self.rng
        choice = rng.randrange(6)
        if choice < 2:
            call = rng.choice(("__any_sync", "__all_sync"))
            self.keep(I32, f"({call}({FULL}, {self.condition()}) != 0)")
        elif choice == 2:
            self.keep(U32, f"__ballot_sync({FULL}, {self.condition()})")
        elif choice == 3:
            self.keep(U32, f"__match_any_sync({FULL}, "
                           f"{self.of(U32, 2)} % {rng.randint(2, 9)}u)")
        elif choice == 4:
            flag = self.scope.fresh("p")
            self.write(f"int {flag};")
            self.keep(U32, f"__match_all_sync({FULL}, "
                           f"{self.of(U32, 1)} % 2u, &{flag})")
            self.scope.variables.append(Variable(flag, I32))
            self.write(f"{flag} = {flag} != 0;")
        else:
            scalar = rng.choice((U32, I32))
            names = ("add", "min", "max") if scalar == I32 else \
                ("add", "min", "max", "and", "or", "xor")
            self.keep(scalar, f"__reduce_{rng.choice(names)}_sync({FULL}, "
                              f"{self.of(scalar, 2)})")

    def half_warps(self):
        """Two branches that half of each warp takes, with masks to fit."""
        low, high = "0x0000ffffu", "0xffff0000u"
        name = self.keep(U32, self.of(U32, 1))
        self.write(f"if (({self.lane} & 16) == 0) {{")
        self.write(f"  {name} += __shfl_xor_sync({low}, {name}, "
                   f"{self.rng.randrange(16)}, 16);")
        self.write("} else {")
        if self.rng.random() < 0.5:
            self.write(f"  {name} ^= __ballot_sync({high}, "
                       f"({name} & 1u) != 0u);")
        else:
            self.write(f"  {name} -= __shfl_down_sync({high}, {name}, 1, "
                       "16);")
        self.write("}")

    def warp_exchange(self):
        scalar = self.choose_type()
        name = self.shared_array(scalar, self.threads)
        self.write(f"{name}[{self.lane}] = {self.of(scalar, 2)};")
        self.write("__syncwarp();")
        self.keep(scalar, f"{name}[{self.lane} ^ {self.rng.randint(1, 31)}]")
        self.barrier()

    def transpose(self):
        """Rows of eight become columns, in an array of two dimensions."""
        scalar, rows = self.choose_type(), self.threads // 8
        name, lane = self.scope.fresh("s"), self.lane
        padding = self.rng.choice((0, 1))
        self.write(f"__shared__ {scalar.name} {name}[{rows}][{8 + padding}];")
        self.write(f"{name}[{lane} / 8][{lane} % 8] = {self.of(scalar, 2)};")
        self.barrier()
        self.keep(scalar, f"{name}[{lane} % {rows}][{lane} / {rows}]")
        self.barrier()

    def compact(self):
        """Threads claim places with an atomic counter; what is read of them
        does not hang on who got which."""
        count, places = self.scope.fresh("s"), self.scope.fresh("s")
        slot, total, k = (self.scope.fresh(x) for x in "ovk")
        self.write(f"__shared__ unsigned int {count}, "
                   f"{places}[{self.threads}];")
        self.write(f"if ({self.lane} == 0) {count} = 0u;")
        self.write(f"{places}[{self.lane}] = 0u;")
        self.barrier()
        self.write(f"if ({self.condition()}) {{")
        self.write(f"  unsigned int {slot} = atomicAdd(&{count}, 1u);")
        self.write(f"  {places}[{slot}] = {self.of(U32, 2)};")
        self.write("}")
        self.barrier()
        self.write(f"unsigned int {total} = {count};")
        self.write(f"for (unsigned int {k} = 0; {k} < {count}; ++{k}) "
                   f"{total} {self.rng.choice('+^')}= {places}[{k}];")
        self.scope.variables.append(Variable(total, U32))
        self.barrier()

    def tickets(self):
        """The sum of what a counter gave: each number once."""
        counter, total = self.scope.fresh("s"), self.scope.fresh("s")
        step = self.rng.randint(1, 5)
        self.write(f"__shared__ unsigned int {counter}, {total};")
        self.write(f"if ({self.lane} == 0) {counter} = {total} = 0u;")
        self.barrier()
        ticket = self.scope.fresh("o")
        self.write(f"if ({self.condition(1)}) {{")
        self.write(f"  unsigned int {ticket} = "
                   f"atomicAdd(&{counter}, {step}u);")
        self.write(f"  atomicAdd(&{total}, {ticket} * {ticket});")
        self.write("}")
        self.barrier()
        self.keep(U32, f"{total}")
        self.keep(U32, f"{counter}")
        self.barrier()

    def some_warps(self):
        """A warp operation in a branch that whole warps take."""
        scalar = self.rng.choice((U32, I32))
        name = self.keep(scalar, self.of(scalar, 2))
        self.write(f"if ({self.lane} / 32 % 2 == {self.rng.randrange(2)}) {{")
        mark = self.scope.mark()
        self.indent += 1
        self.rng.choice((self.shuffle, self.shuffle_loop, self.vote))()
        last = self.scope.variables[-1]
        self.write(f"{name} = ({scalar.name})({self.convert(last, U32)});")
        self.indent -= 1
        self.scope.release(mark)
        self.write("}")

    def add_sums(self, name, scalar):
        self.sums.append(Array(name, scalar, "72u"))
