// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics --lift-to-lanes=lanes=64
// What has no tile form, at its place.

gpu.module @device {
  gpu.func @printf(%n: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: printf; there is no form of it over all threads of a block yet}}
    gpu.printf "%d", %n : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @width(%a: f32, %w: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: warp shuffle of a width that is not a constant power of two up to 32}}
    %b, %ok = simt.shuffle xor %a, %w, %w, %w : f32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @half() kernel attributes {simt.block = array<i32: 64, 1, 1>} {
    %c32 = arith.constant 32 : i32
    %t = gpu.thread_id x
    %i = arith.index_cast %t : index to i32
    %c = arith.cmpi slt, %i, %c32 : i32
    scf.if %c {
      // expected-error @+1 {{CP3009: barrier under a condition that holds in some threads only; all 64 threads along x must reach it}}
      gpu.barrier
    }
    gpu.return
  }
}

// -----

gpu.module @device {
  // expected-error @+1 {{CP3008: 256 threads of a block communicate; there is room for 64 lanes}}
  gpu.func @large() kernel attributes {simt.block = array<i32: 256, 1, 1>} {
    gpu.barrier
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @rank(%v: memref<?x?xf32, #gpu.address_space<global>>) kernel {
    %c0 = arith.constant 0 : index
    // expected-error @+1 {{CP3006: view of type 'memref<?x?xf32, #gpu.address_space<global>>'; the simt form has views of rank 1}}
    %a = memref.load %v[%c0, %c0]
        : memref<?x?xf32, #gpu.address_space<global>>
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @address() kernel {
    %p = memref.alloca() : memref<8xf32, #gpu.address_space<private>>
    // expected-error @+1 {{CP3005: address of a private array; its elements have no address that all threads share}}
    %q = simt.address_of %p : memref<8xf32, #gpu.address_space<private>>
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @atomic(%v: memref<?xf32, #gpu.address_space<global>>, %a: f32)
      kernel {
    %c0 = arith.constant 0 : index
    // expected-error @+1 {{CP3007: atomic 'mulf' has no form in CUDA}}
    %r = memref.atomic_rmw mulf %a, %v[%c0]
        : (f32, memref<?xf32, #gpu.address_space<global>>) -> f32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @order(%n: i32, %m: i32) kernel {
    %t = gpu.thread_id x
    %i = arith.index_cast %t : index to i32
    %j = arith.muli %i, %i : i32
    %p = arith.cmpi slt, %i, %n : i32
    %q = arith.cmpi slt, %j, %m : i32
    // expected-error @+1 {{CP3003: ordered comparison of booleans}}
    %r = arith.cmpi ult, %p, %q : i1
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @chosen(%n: i32, %a: memref<?xf32, #gpu.address_space<global>>,
                   %b: memref<?xf32, #gpu.address_space<global>>) kernel {
    %t = gpu.thread_id x
    %i = arith.index_cast %t : index to i32
    %p = arith.cmpi slt, %i, %n : i32
    // expected-error @+1 {{CP3004: view selected by a condition that varies}}
    %v = arith.select %p, %a, %b : memref<?xf32, #gpu.address_space<global>>
    gpu.return
  }
}
