// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the frontend in the order in which they run.
#ifndef CUBEPORT_FRONTEND_PASSES_TD
#define CUBEPORT_FRONTEND_PASSES_TD

include "mlir/Pass/PassBase.td"

def SimplifyLocations : Pass<"frontend-simplify-locations"> {
  let summary = "reduce debug locations to one place in the user's source";
  let description = [{
    An inlined operation has the location of the callee and of every call.
    What stays is the innermost place outside our own CUDA headers and
    Clang's, as `file:line:column`.

    Before:
    ```mlir
    func.func @f() {
      return loc(callsite("/usr/include/c++/12/cmath":9:3 at "a.cu":5:7))
    }
    ```
    After:
    ```mlir
    func.func @f() {
      return loc("a.cu":5:7)
    }
    ```
  }];
}

def OutlineKernels : Pass<"frontend-outline-kernels", "mlir::ModuleOp"> {
  let summary = "move kernels from llvm.func to gpu.func";
  let description = [{
    Every `llvm.func` with the attribute `simt.name` becomes a kernel in
    `gpu.module @device`; its branches become `cf`'s. Globals move along, and
    other functions as declarations: a call that is still there is reported by
    the gate.

    Before:
    ```mlir
    llvm.func @k(%n: i32 {simt.arg_name = "n"}) attributes {simt.name = "k"} {
      llvm.return
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @k(%n: i32 {simt.arg_name = "n"}) kernel
          attributes {simt.name = "k"} {
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["mlir::gpu::GPUDialect",
                           "mlir::cf::ControlFlowDialect"];
}

def ConvertArithmetic : Pass<"frontend-convert-arithmetic"> {
  let summary = "llvm and nvvm operations on numbers to arith, math and gpu";
  let description = [{
    Operations on integers and floats, calls of device math (`__nv_expf`), the
    special registers, barriers and shuffles. Pointers are left alone, and so
    is everything that has no counterpart: the gate reports it.

    Before:
    ```mlir
    func.func @f(%a: i32) -> i32 {
      %x = nvvm.read.ptx.sreg.tid.x : i32
      %r = llvm.add %a, %x overflow<nsw> : i32
      return %r : i32
    }
    ```
    After:
    ```mlir
    func.func @f(%a: i32) -> i32 {
      %t = gpu.thread_id x
      %x = arith.index_cast %t : index to i32
      %r = arith.addi %a, %x overflow<nsw> : i32
      return %r : i32
    }
    ```
  }];
  let dependentDialects = ["mlir::arith::ArithDialect",
                           "mlir::math::MathDialect", "mlir::gpu::GPUDialect",
                           "mlir::ub::UBDialect",
                           "cubeport::simt::SimtDialect"];
}

def RecoverViews : Pass<"frontend-recover-views", "mlir::gpu::GPUModuleOp"> {
  let summary = "pointers to memory views with element indices";
  let description = [{
    Each pointer leads back to a root: a kernel parameter, a shared or private
    array, a device variable, or an address that was loaded or chosen. What
    lies between root and access becomes one index in elements: a sum of
    products, without the element's size. A root is seen as elements of the
    type that most of its accesses have, the others go through
    `simt.reinterpret`.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @k(%p: !llvm.ptr, %i: i64) kernel {
        %q = llvm.getelementptr %p[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
        %x = llvm.load %q : !llvm.ptr -> f32
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @k(%p: memref<?xf32, #gpu.address_space<global>>, %i: i64)
          kernel {
        %n = arith.index_cast %i : i64 to index
        %x = memref.load %p[%n] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["mlir::LLVM::LLVMDialect",
                           "mlir::arith::ArithDialect",
                           "mlir::memref::MemRefDialect",
                           "cubeport::simt::SimtDialect"];
}

def LiftControlFlow : Pass<"frontend-lift-control-flow"> {
  let summary = "branches to scf.if and scf.while";
  let description = [{
    Lifts the control-flow graph of every kernel. Switches become chains of
    `scf.if`.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @k(%c: i1) kernel {
        cf.cond_br %c, ^bb1, ^bb2
      ^bb1:
        gpu.barrier
        cf.br ^bb2
      ^bb2:
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @k(%c: i1) kernel {
        scf.if %c {
          gpu.barrier
        }
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["mlir::arith::ArithDialect",
                           "mlir::cf::ControlFlowDialect",
                           "mlir::scf::SCFDialect", "mlir::ub::UBDialect"];
}

def UpliftLoops : Pass<"frontend-uplift-loops"> {
  let summary = "loops that count from scf.while to scf.for";
  let description = [{
    A loop whose test compares a counter with a bound from outside, and whose
    body adds a step from outside to it, becomes `scf.for`. A loop that counts
    down becomes one that counts up.

    Before:
    ```mlir
    func.func @f(%n: i32, %one: i32, %zero: i32) -> i32 {
      %r = scf.while (%i = %zero) : (i32) -> i32 {
        %c = arith.cmpi slt, %i, %n : i32
        scf.condition(%c) %i : i32
      } do {
      ^bb0(%i: i32):
        gpu.barrier
        %j = arith.addi %i, %one : i32
        scf.yield %j : i32
      }
      return %zero : i32
    }
    ```
    After:
    ```mlir
    func.func @f(%n: i32, %one: i32, %zero: i32) -> i32 {
      scf.for %i = %zero to %n step %one : i32 {
        gpu.barrier
      }
      return %zero : i32
    }
    ```
  }];
  let dependentDialects = ["mlir::arith::ArithDialect",
                           "mlir::scf::SCFDialect"];
}

def SplitDoubles : Pass<"frontend-split-doubles", "mlir::gpu::GPUModuleOp"> {
  let summary = "local doubles become pairs of floats";
  let description = [{
    For `--fp64=pair`. In a kernel that keeps its doubles to itself, each one
    becomes a high and a low float: at least 46 bits of precision instead of
    53, and the range of float. That holds for sums, products, quotients,
    roots, comparisons and choices of doubles that come from floats, constants
    and integers of up to 32 bits, and end as floats or conditions. A warning
    with code CP2013 says so. A kernel with any other double, such as one in
    memory, is left as it is, with remark CP2110.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @k(%p: memref<?xf32>, %i: index) kernel {
        %x = memref.load %p[%i] : memref<?xf32>
        %d = arith.extf %x : f32 to f64
        %s = arith.addf %d, %d : f64
        %r = arith.truncf %s : f64 to f32
        memref.store %r, %p[%i] : memref<?xf32>
        gpu.return
      }
    }
    ```
    After: the sum `high + low` of the operands' pairs, the rounding error of
    each addition going into `low`, and `high` as the result.
    ```mlir
    func.func @high_of_two_sum(%a: f32, %b: f32) -> (f32, f32) {
      %s = arith.addf %a, %b : f32
      %b1 = arith.subf %s, %a : f32
      %a1 = arith.subf %s, %b1 : f32
      %eb = arith.subf %b, %b1 : f32
      %ea = arith.subf %a, %a1 : f32
      %e = arith.addf %ea, %eb : f32
      return %s, %e : f32, f32
    }
    ```
  }];
  let dependentDialects = ["mlir::arith::ArithDialect",
                           "mlir::math::MathDialect"];
}

def DemoteDoubles : Pass<"frontend-demote-doubles",
                         "mlir::gpu::GPUModuleOp"> {
  let summary = "arithmetic in double becomes arithmetic in float";
  let description = [{
    For `--fp64=demote`. Values of type f64 become f32. Memory, arguments,
    bits, printed values and atomic updates stay doubles: what is read is
    rounded, what is written is widened. A double that is only read and written
    keeps its bits. What a function rounds in a given direction stays exact,
    since the direction would be lost. Warning CP2020 stands at each kernel
    that is changed.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @k(%p: memref<?xf64>, %i: index) kernel {
        %x = memref.load %p[%i] : memref<?xf64>
        %s = arith.addf %x, %x : f64
        memref.store %s, %p[%i] : memref<?xf64>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @k(%p: memref<?xf64>, %i: index) kernel {
        %x = memref.load %p[%i] : memref<?xf64>
        %f = arith.truncf %x : f64 to f32
        %s = arith.addf %f, %f : f32
        %d = arith.extf %s : f32 to f64
        memref.store %d, %p[%i] : memref<?xf64>
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["mlir::arith::ArithDialect"];
}

def Verify : Pass<"frontend-verify"> {
  let summary = "the gate behind the frontend";
  let description = [{
    Only `gpu`, `scf`, `arith`, `math`, `memref`, `simt` and `ub` operations
    may be left, on integers and floats of up to 64 bits. All else is CUDA that
    is not supported yet, and reported here at its source line. A kernel with
    something that lanes in lock-step cannot do gets `simt.needs_threads`.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @k() kernel attributes {simt.name = "k"} {
        gpu.barrier
        gpu.return
      }
    }
    ```
    After: the same, since nothing is changed.
  }];
  let options = [
    Option<"dropRefused", "drop-refused", "bool", /*default=*/"false",
           "after reporting, erase the refused kernels and go on">,
    Option<"refuseDoubles", "refuse-doubles", "bool", /*default=*/"false",
           "report what computes in double, as CP2006">
  ];
}

#endif
