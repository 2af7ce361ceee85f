// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics --lift-to-lanes=lanes=64
// Orders between threads that lock-step does not keep have no tile form.

gpu.module @device {
  gpu.func @grid() kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.grid_sync'; there is no form of it over all threads of a block yet}}
    simt.grid_sync
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @fence() kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.fence'; there is no form of it over all threads of a block yet}}
    simt.fence device
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @clock() kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.clock'; there is no form of it over all threads of a block yet}}
    %0 = simt.clock cycles : i64
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @update(%v: memref<?xi32, #gpu.address_space<global>>, %i: index, %x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.atomic_update'; there is no form of it over all threads of a block yet}}
    %0 = simt.atomic_update inc %x, %v[%i] : memref<?xi32, #gpu.address_space<global>>, i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @volatile_load(%v: memref<?xi32, #gpu.address_space<global>>, %i: index, %x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: volatile access; there is no form of it over all threads of a block yet}}
    %0 = simt.volatile_load %v[%i] : memref<?xi32, #gpu.address_space<global>>, i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @volatile_store(%v: memref<?xi32, #gpu.address_space<global>>, %i: index, %x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: volatile access; there is no form of it over all threads of a block yet}}
    simt.volatile_store %x, %v[%i] : i32, memref<?xi32, #gpu.address_space<global>>
    gpu.return
  }
}
