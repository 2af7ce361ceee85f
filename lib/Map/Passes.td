// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Passes of the map stage: tile form to davinci form.
#ifndef CUBEPORT_MAP_PASSES_TD
#define CUBEPORT_MAP_PASSES_TD

include "mlir/Pass/PassBase.td"

def Legalize : Pass<"map-legalize", "::mlir::ModuleOp"> {
  let summary = "rewrites arithmetic into what the vector unit can do";
  let description = [{
    Expansions that are exact, or whose error is that of CUDA's own function.
    Applies to lanes and to uniform values alike; what is left over and has no
    instruction becomes a scalar loop over lanes in map-to-davinci.

    Before:
    ```mlir
    func.func @f(%a: tensor<64xi32>, %b: tensor<64xi32>) -> tensor<64xi1> {
      %c = arith.cmpi sle, %a, %b : tensor<64xi32>
      return %c : tensor<64xi1>
    }
    ```
    After:
    ```mlir
    func.func @f(%a: tensor<64xi32>, %b: tensor<64xi32>) -> tensor<64xi1> {
      %m = arith.minsi %a, %b : tensor<64xi32>
      %c = arith.cmpi eq, %m, %a : tensor<64xi32>
      return %c : tensor<64xi1>
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::tensor::TensorDialect"];
}

def ToDavinci : Pass<"map-to-davinci", "::mlir::ModuleOp"> {
  let summary = "chooses the unit and the instructions for each tile op";
  let description = [{
    Lanes become buffers in the UB, accesses become copies, gathers or scalar
    loops, and the kernel gets a loop over the CUDA blocks of its core. No
    flags yet and no addresses.

    Before:
    ```mlir
    func.func @f(%x: memref<?xf32, #gpu.address_space<global>>)
        attributes {tile.lanes = 64 : i64} {
      %c0 = arith.constant 0 : i64
      %c1 = arith.constant 1 : i64
      %i1 = arith.constant 1 : i32
      %lx = tile.block_dim x
      tile.lanes (%lx, %i1, %i1) {
        %a = tile.load %x[%c0] strides(%c1, %c0, %c0)
            : memref<?xf32, #gpu.address_space<global>>, tensor<64xf32>
        tile.store %a, %x[%c0] strides(%c1, %c0, %c0)
            : tensor<64xf32>, memref<?xf32, #gpu.address_space<global>>
      }
      return
    }
    ```
    After:
    ```mlir
    func.func @f(%x: memref<?xf32, #davinci.space<gm>>, %gx: i32, %gy: i32,
                 %gz: i32, %bx: i32, %by: i32, %bz: i32)
        attributes {davinci.lanes = 64 : i64} {
      %c0 = arith.constant 0 : i64
      %g = arith.constant 0 : i32
      %one = arith.constant 1 : i32
      %core = davinci.core_id
      %cores = davinci.core_count
      %gxy = arith.muli %gx, %gy : i32
      %blocks = arith.muli %gxy, %gz : i32
      scf.for %b = %core to %blocks step %cores : i32 {
        %a = davinci.alloc : memref<64xf32, #davinci.space<ub>>
        davinci.copy_in %a, %x[%c0] rows(%one, %bx, %c0, %g)
            : memref<64xf32, #davinci.space<ub>>,
              memref<?xf32, #davinci.space<gm>>
        davinci.copy_out %x[%c0], %a rows(%one, %bx, %c0, %g)
            : memref<?xf32, #davinci.space<gm>>,
              memref<64xf32, #davinci.space<ub>>
      }
      return
    }
    ```
  }];
  let options = [
    Option<"chip", "chip", "std::string", "\"ascend910b\"",
           "the chip whose instructions are used">
  ];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::scf::SCFDialect",
                           "::cubeport::davinci::DavinciDialect"];
}

def MapThreads : Pass<"map-threads", "::mlir::ModuleOp"> {
  let summary = "kernels whose threads run one by one go to one scalar unit";
  let description = [{
    `tile.threads` becomes `davinci.threads` over all blocks of the grid. All
    memory is global memory there: arrays of a block and of a thread too, so
    that a pointer may lead to any of them. An atomic update becomes a read, an
    operation and a write. Where a thread waits for others it pauses, and so it
    does in loops that read what other threads change.

    Before:
    ```mlir
    func.func @f(%a: memref<?xf64, #gpu.address_space<global>>) {
      %c1 = arith.constant 1 : i32
      %bx = tile.block_dim x
      tile.threads (%bx, %c1, %c1) {
      ^bb0(%x: i32, %y: i32, %z: i32):
        %i = arith.index_cast %x : i32 to index
        %v = memref.load %a[%i] : memref<?xf64, #gpu.address_space<global>>
        gpu.barrier
        memref.store %v, %a[%i] : memref<?xf64, #gpu.address_space<global>>
      }
      return
    }
    ```
    After:
    ```mlir
    func.func @f(%a: memref<?xf64, #davinci.space<gm>>, %gx: i32, %gy: i32,
                 %gz: i32, %bx: i32, %by: i32, %bz: i32)
        attributes {davinci.threads, davinci.shared_bytes = 0 : i64} {
      %c0 = arith.constant 0 : i32
      davinci.threads grid(%gx, %gy, %gz) block(%bx, %by, %bz) shared(%c0) {
      ^bb0(%x: i32, %y: i32, %z: i32, %u: i32, %v: i32, %w: i32):
        %i = arith.extsi %x : i32 to i64
        %e = davinci.thread_load %a[%i] : memref<?xf64, #davinci.space<gm>>
        davinci.pause barrier() : () -> ()
        davinci.thread_store %e, %a[%i] : memref<?xf64, #davinci.space<gm>>
      }
      return
    }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect",
                           "::cubeport::davinci::DavinciDialect"];
}

def Verify : Pass<"map-verify", "::mlir::ModuleOp"> {
  let summary = "gate: the davinci form has no tile op and no tensor left";
  let description = [{
    Reports, at the CUDA line, each op that the davinci form does not know,
    each value that is a tensor, and each buffer whose size is not a whole
    number of vector repeats.

    Before:
    ```mlir
    func.func @f() {
      %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
    After:
    ```mlir
    func.func @f() {
      %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
}

#endif
