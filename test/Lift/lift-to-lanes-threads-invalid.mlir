// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics --lift-to-lanes=lanes=64
// What each thread has to do on its own has no tile form.

gpu.module @device {
  // expected-error @+1 {{CP3001: unsupported: kernel 'alone' needs each thread on its own; threads in lock-step have no form of what it does}}
  gpu.func @alone() kernel attributes {simt.needs_threads} {
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @call(%x: f32) kernel {
    // expected-error @+1 {{CP3001: unsupported: call of a support function; there is no form of it over all threads of a block yet}}
    %0 = simt.call "cubeport::Erfinv"(%x) {pure} : (f32) -> f32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @print() kernel {
    // expected-error @+1 {{CP3001: unsupported: printf; there is no form of it over all threads of a block yet}}
    simt.print "x"
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @abort() kernel {
    // expected-error @+1 {{CP3001: unsupported: assert or trap; there is no form of it over all threads of a block yet}}
    simt.abort "x"
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @vote(%p: i1, %m: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.vote'; there is no form of it over all threads of a block yet}}
    %0 = simt.vote any %p, %m : i1
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @match(%x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.match'; there is no form of it over all threads of a block yet}}
    %0:2 = simt.match any %x, %x : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @active() kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.active_mask'; there is no form of it over all threads of a block yet}}
    %0 = simt.active_mask : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @reduce(%x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.warp_reduce'; there is no form of it over all threads of a block yet}}
    %0 = simt.warp_reduce add %x, %x : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @barrier_reduce(%p: i1) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.barrier_reduce'; there is no form of it over all threads of a block yet}}
    %0 = simt.barrier_reduce or %p : i32
    gpu.return
  }
}

// -----

gpu.module @device {
  gpu.func @named(%x: i32) kernel {
    // expected-error @+1 {{CP3001: unsupported: 'simt.named_barrier'; there is no form of it over all threads of a block yet}}
    simt.named_barrier %x, %x
    gpu.return
  }
}
