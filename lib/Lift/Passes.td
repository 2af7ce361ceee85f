// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The passes of the lift stage: threads become lanes.
#ifndef CUBEPORT_LIFT_PASSES_TD
#define CUBEPORT_LIFT_PASSES_TD

include "lib/Lift/SimtPasses.td"
include "mlir/Pass/PassBase.td"

def LiftToLanes : Pass<"lift-to-lanes", "::mlir::ModuleOp"> {
  let summary = "rewrites kernels from one thread to all threads in step";
  let description = [{
    Each kernel in simt form becomes a function in tile form. Values that are
    equal in all threads stay scalars; values that vary become tensors, one
    element per lane. Guards that compare the thread index become boxes on
    loads and stores, other divergent conditions become masks. Kernels whose
    threads do not communicate are cut into chunks of at most C lanes where a
    block may have more; others take the whole block, which must fit. Where
    lift-merge-blocks found that blocks do not matter, the lanes are the threads
    of a `tile.chunk`.

    The trips of a strided loop, `for (i = threadIdx.x; i < n; i += blockDim.x)`,
    run together in a `tile.trips`, if nothing but what they fold (sums,
    products, maxima, minima, bits) goes from one to the next. Others make one
    trip at a time, with remark CP3105.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @fill(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32)
          kernel attributes {simt.block = array<i32: 256, 1, 1>} {
        %i = gpu.thread_id x
        memref.store %v, %a[%i] : memref<?xf32, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    func.func @fill(%a: memref<?xf32, #gpu.address_space<global>>, %v: f32)
        attributes {simt.block = array<i32: 256, 1, 1>, tile.lanes = 256 : i64,
                    tile.whole_block} {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %x = arith.constant 256 : i32
      %y = arith.constant 1 : i32
      tile.lanes (%x, %y, %y) {
        %0 = tensor.splat %v : tensor<256xf32>
        tile.store %0, %a[%zero] strides(%one, %zero, %zero)
            : tensor<256xf32>, memref<?xf32, #gpu.address_space<global>>
      }
      return
    }
    ```
  }];
  let options = [
    Option<"lanesLimit", "lanes", "int64_t", /*default=*/"0",
           "lane capacity C of every kernel, a multiple of 64; 0 takes what "
           "the largest block needs">,
    Option<"tripLanes", "trip-lanes", "int64_t", /*default=*/"2048",
           "most lanes for trips of a strided loop that run together; 0: one "
           "trip at a time">,
    Option<"chip", "chip", "std::string", "\"ascend910b\"",
           "the chip whose local memory has to hold these lanes">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect",
                           "::cubeport::tile::TileDialect"];
}

def LiftToThreads : Pass<"lift-to-threads", "::mlir::ModuleOp"> {
  let summary = "keeps kernels as what one thread does, to be run one by one";
  let description = [{
    The way for kernels that lanes in step cannot express. Each kernel in simt
    form becomes a function around one `tile.threads`; thread numbers become
    its arguments, shared memory stands in front of it, and all else stays.

    Before:
    ```mlir
    gpu.module @device {
      gpu.func @twice(%a: memref<?xf64, #gpu.address_space<global>>) kernel {
        %i = gpu.thread_id x
        %v = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
        %s = arith.addf %v, %v : f64
        memref.store %s, %a[%i] : memref<?xf64, #gpu.address_space<global>>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    func.func @twice(%a: memref<?xf64, #gpu.address_space<global>>) {
      %bx = tile.block_dim x
      %by = tile.block_dim y
      %bz = tile.block_dim z
      tile.threads (%bx, %by, %bz) {
      ^bb0(%x: i32, %y: i32, %z: i32):
        %i = arith.index_cast %x : i32 to index
        %v = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
        %s = arith.addf %v, %v : f64
        memref.store %s, %a[%i] : memref<?xf64, #gpu.address_space<global>>
      }
      return
    }
    ```
  }];
  let dependentDialects = ["::cubeport::tile::TileDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::memref::MemRefDialect"];
}

def LiftVerify : Pass<"lift-verify", "::mlir::ModuleOp"> {
  let summary = "gate: no thread of its own is left in any kernel";
  let description = [{
    Checks what the map stage relies on: no `gpu` op is left, lanes are dense
    tensors of the kernel's capacity, scalar accesses use views of rank 1, and
    every function has a capacity that is a multiple of 64.

    Before:
    ```mlir
    func.func @f() attributes {tile.lanes = 64 : i64} {
      return
    }
    ```
    After:
    ```mlir
    func.func @f() attributes {tile.lanes = 64 : i64} {
      return
    }
    ```
  }];
}

#endif
