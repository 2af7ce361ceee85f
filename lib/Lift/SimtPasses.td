// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the lift stage from simt form to simt form, which prepare kernels
// for lift-to-lanes.
#ifndef CUBEPORT_LIFT_SIMTPASSES_TD
#define CUBEPORT_LIFT_SIMTPASSES_TD

include "mlir/Pass/PassBase.td"

def LiftNormalize : Pass<"lift-normalize", "::mlir::ModuleOp"> {
  let summary = "brings foreign simt form into the few shapes that lift reads";
  let description = [{
    Multi-way branches become two-way ones, regions that run exactly once are
    inlined. What lanes in lock-step have without asking goes: waiting inside a
    warp, fences of a block, and that shared memory outside loops is volatile.

    Before:
    ```mlir
    func.func @f(%i: index, %a: f32, %b: f32) -> f32 {
      %r = scf.index_switch %i -> f32
      case 0 {
        scf.yield %a : f32
      }
      default {
        scf.yield %b : f32
      }
      return %r : f32
    }
    ```
    After:
    ```mlir
    func.func @f(%i: index, %a: f32, %b: f32) -> f32 {
      %c0 = arith.constant 0 : index
      %0 = arith.cmpi eq, %i, %c0 : index
      %r = scf.if %0 -> (f32) {
        scf.yield %a : f32
      } else {
        scf.yield %b : f32
      }
      return %r : f32
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}

def LiftReinterpretDoubles
    : Pass<"lift-reinterpret-doubles", "::mlir::ModuleOp"> {
  let summary = "memory of doubles becomes memory of their bits";
  let description = [{
    Lanes have no buffers of f64. Views of doubles become views of i64; what is
    read and written goes through `arith.bitcast`, at each user. So the bits of
    a double move like those of any 64-bit integer, and the casts become part
    of the scalar loops that convert them from and to f32.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @narrow(%a: memref<?xf64, #gpu.address_space<global>>,
                       %r: memref<?xf32, #gpu.address_space<global>>) kernel {
        %i = gpu.thread_id x
        %x = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
        %f = arith.truncf %x : f64 to f32
        memref.store %f, %r[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @narrow(%a: memref<?xi64, #gpu.address_space<global>>,
                       %r: memref<?xf32, #gpu.address_space<global>>) kernel {
        %i = gpu.thread_id x
        %b = memref.load %a[%i] : memref<?xi64, #gpu.address_space<global>>
        %x = arith.bitcast %b : i64 to f64
        %f = arith.truncf %x : f64 to f32
        memref.store %f, %r[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def LiftHoistLoads : Pass<"lift-hoist-loads", "::mlir::ModuleOp"> {
  let summary = "loads move in front of stores at the same index";
  let description = [{
    A thread that stores to one array and then loads from another one at the
    same index loads first. If both arrays begin at one address, and only then,
    the store would have changed what it loads; so what was stored is taken if
    they do. All loads of a chunk can then be under way while the chunk before
    computes.

    Elements must be of one type: then two elements at one index are one, or
    have no byte in common. What other threads store to the same place is a
    race, or ordered by a barrier, which ends the search for stores.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @f(%a: memref<?xf32, #gpu.address_space<global>>,
                  %b: memref<?xf32, #gpu.address_space<global>>) kernel {
        %i = gpu.thread_id x
        %x = memref.load %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %s = arith.addf %x, %x : f32
        memref.store %s, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %y = memref.load %b[%i] : memref<?xf32, #gpu.address_space<global>>
        %t = arith.mulf %s, %y : f32
        memref.store %t, %b[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @f(%a: memref<?xf32, #gpu.address_space<global>>,
                  %b: memref<?xf32, #gpu.address_space<global>>) kernel {
        %i = gpu.thread_id x
        %x = memref.load %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %s = arith.addf %x, %x : f32
        %l = memref.load %b[%i] : memref<?xf32, #gpu.address_space<global>>
        memref.store %s, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %pb = simt.address_of %b : memref<?xf32, #gpu.address_space<global>>
        %pa = simt.address_of %a : memref<?xf32, #gpu.address_space<global>>
        %one = arith.cmpi eq, %pb, %pa : i64
        %y = scf.if %one -> (f32) {
          scf.yield %s : f32
        } else {
          scf.yield %l : f32
        }
        %t = arith.mulf %s, %y : f32
        memref.store %t, %b[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect",
                           "::cubeport::simt::SimtDialect"];
}

def LiftUnroll : Pass<"lift-unroll", "::mlir::ModuleOp"> {
  let summary = "takes short loops in which threads meet apart into trips";
  let description = [{
    A loop with a barrier or a shuffle that makes a known number of trips, at
    most 16, becomes these trips. What a trip counts by, mostly a distance
    between threads that halves, is a constant then: accesses at that distance
    are known to be aligned or not, and steps of a reduction are seen as one.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @wait() kernel {
        %c0 = arith.constant 0 : i32
        %c1 = arith.constant 1 : i32
        %c2 = arith.constant 2 : i32
        %end = scf.while (%d = %c2) : (i32) -> i32 {
          %more = arith.cmpi ne, %d, %c0 : i32
          scf.condition(%more) %d : i32
        } do {
        ^bb0(%d: i32):
          gpu.barrier
          %h = arith.shrui %d, %c1 : i32
          scf.yield %h : i32
        }
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @wait() kernel {
        gpu.barrier
        gpu.barrier
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def LiftMergeBlocks : Pass<"lift-merge-blocks", "::mlir::ModuleOp"> {
  let summary = "lets consecutive threads run together, whatever their block";
  let description = [{
    A kernel whose threads know only their global index, and neither wait for
    each other nor share memory of a block, does the same however its threads
    are grouped. It gets `simt.chunk`, the threads that fit on the chip at once
    by an estimate of what lives for each, with room for a second copy of what
    is loaded and stored; `blockIdx.x * blockDim.x + threadIdx.x` becomes
    `gpu.global_id`. A guard `i < n` around all that has an effect becomes
    `simt.thread_limit`. Other kernels stay, with remark CP3104.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @fill(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32,
                     %n: index) kernel {
        %b = gpu.block_id x
        %d = gpu.block_dim x
        %t = gpu.thread_id x
        %o = arith.muli %b, %d : index
        %i = arith.addi %o, %t : index
        %in = arith.cmpi slt, %i, %n : index
        scf.if %in {
          memref.store %v, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        }
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @fill(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32,
                     %n: index) kernel attributes {simt.chunk = 16384 : i64} {
        %m = arith.index_cast %n : index to i64
        simt.thread_limit %m
        %i = gpu.global_id x
        memref.store %v, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
  }];
  let options = [
    Option<"lanesLimit", "lanes", "int64_t", /*default=*/"0",
           "most threads of a chunk; 0: as many as fit by the estimate">,
    Option<"chip", "chip", "std::string", "\"ascend910b\"",
           "the chip whose local memory has to hold a chunk">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::gpu::GPUDialect",
                           "::cubeport::simt::SimtDialect"];
}

def LiftSplitWarps : Pass<"lift-split-warps", "::mlir::ModuleOp"> {
  let summary = "lets warps that do not meet run one after the other";
  let description = [{
    Where the threads of a block have neither shared memory nor barriers, a warp
    is as good as a block of its own. Thread numbers become
    `gpu.subgroup_id * 32 + gpu.lane_id`; what is computed of them, like
    `i / 32` and `i % 32`, becomes the number of a warp, which all lanes agree
    on, and the number of a lane, which counts on by one. That is done where
    accesses of memory become rows by it; the kernel gets `simt.warps`. All
    launches must have blocks of one size, along x alone.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @rows(%a: memref<?xf32, #gpu.address_space<global>>, %n: index)
          kernel attributes {simt.block = array<i32: 128, 1, 1>} {
        %c5 = arith.constant 5 : index
        %c31 = arith.constant 31 : index
        %t = gpu.thread_id x
        %row = arith.shrui %t, %c5 : index
        %lane = arith.andi %t, %c31 : index
        %from = arith.muli %row, %n : index
        %i = arith.addi %from, %lane : index
        %x = memref.load %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %y = arith.addf %x, %x : f32
        memref.store %y, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @rows(%a: memref<?xf32, #gpu.address_space<global>>, %n: index)
          kernel attributes {simt.block = array<i32: 128, 1, 1>, simt.warps} {
        %lane = gpu.lane_id upper_bound 32
        %c5 = arith.constant 5 : index
        %warp = gpu.subgroup_id : index
        %c32 = arith.constant 32 : index
        %first = arith.muli %warp, %c32 : index
        %row = arith.shrui %first, %c5 : index
        %from = arith.muli %row, %n : index
        %i = arith.addi %from, %lane : index
        %x = memref.load %a[%i] : memref<?xf32, #gpu.address_space<global>>
        %y = arith.addf %x, %x : f32
        memref.store %y, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::gpu::GPUDialect"];
}

def LiftSimplifyWarps : Pass<"lift-simplify-warps", "::mlir::ModuleOp"> {
  let summary = "writes numbers of the first warp's lanes as thread numbers";
  let description = [{
    For blocks of one size, along x alone. `t / 32 == 0` becomes `t < 32`, and
    where only threads below 32 come, `t % 32` becomes `t`: accesses are rows
    then, and conditions bound the lanes.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @first(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32)
          kernel attributes {simt.block = array<i32: 128, 1, 1>} {
        %c0 = arith.constant 0 : index
        %c5 = arith.constant 5 : index
        %c31 = arith.constant 31 : index
        %t = gpu.thread_id x
        %warp = arith.shrui %t, %c5 : index
        %lane = arith.andi %t, %c31 : index
        %is = arith.cmpi eq, %warp, %c0 : index
        scf.if %is {
          memref.store %v, %a[%lane] : memref<?xf32, #gpu.address_space<global>>
        }
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @device {
      gpu.func @first(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32)
          kernel attributes {simt.block = array<i32: 128, 1, 1>} {
        %t = gpu.thread_id x
        %c32 = arith.constant 32 : index
        %is = arith.cmpi ult, %t, %c32 : index
        scf.if %is {
          memref.store %v, %a[%t] : memref<?xf32, #gpu.address_space<global>>
        }
        gpu.return
      }
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

#endif
