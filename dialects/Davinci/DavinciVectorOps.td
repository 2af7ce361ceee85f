// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instructions of the vector unit in count form (target.md 2.4).
#ifndef CUBEPORT_DAVINCI_VECTOR_OPS_TD
#define CUBEPORT_DAVINCI_VECTOR_OPS_TD

include "dialects/Davinci/DavinciDialect.td"
include "dialects/Davinci/DavinciAttrs.td"
include "dialects/Davinci/DavinciInterfaces.td"

// A vector instruction: `dst` written, all other memref operands read.
class Davinci_VectorOp<string mnemonic, list<Trait> traits = []>
    : Davinci_Op<mnemonic, !listconcat(
          [DeclareOpInterfaceMethods<Davinci_PipeOp>], traits)> {
  let hasVerifier = 1;
  let extraClassDefinition = [{
    ::cubeport::davinci::Pipe $cppClass::getPipe() { return Pipe::V; }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferReads() {
      return ::cubeport::davinci::memrefOperandsAfterFirst(*this);
    }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferWrites() {
      return {getDst()};
    }
  }];
}

def Davinci_UnaryOp : Davinci_VectorOp<"unary"> {
  let summary = "dst[i] = f(src[i]) for i < count";
  let description = [{
    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.unary exp %d, %d, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_UnaryKindAttr:$kind, AnyMemRef:$dst,
                       AnyMemRef:$src, I32:$count);
  let assemblyFormat = [{
    $kind $dst `,` $src `,` $count attr-dict `:` type($dst) `,` type($src)
  }];
}

def Davinci_BinaryOp : Davinci_VectorOp<"binary"> {
  let summary = "dst[i] = a[i] op b[i] for i < count";
  let description = [{
    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.binary add %d, %d, %d, %n
          : memref<64xf32, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_BinaryKindAttr:$kind, AnyMemRef:$dst,
                       AnyMemRef:$lhs, AnyMemRef:$rhs, I32:$count);
  let assemblyFormat = [{
    $kind $dst `,` $lhs `,` $rhs `,` $count attr-dict
    `:` type($dst) `,` type($lhs) `,` type($rhs)
  }];
}

def Davinci_BinaryScalarOp : Davinci_VectorOp<"binary_scalar"> {
  let summary = "dst[i] = src[i] op scalar for i < count";
  let description = [{
    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>, %s: f32, %n: i32) {
      davinci.binary_scalar muls %d, %d, %s, %n
          : memref<64xf32, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, f32
      return
    }
    ```
  }];
  let arguments = (ins Davinci_ScalarKindAttr:$kind, AnyMemRef:$dst,
                       AnyMemRef:$src, AnyType:$scalar, I32:$count);
  let assemblyFormat = [{
    $kind $dst `,` $src `,` $scalar `,` $count attr-dict
    `:` type($dst) `,` type($src) `,` type($scalar)
  }];
}

def Davinci_CompareOp : Davinci_VectorOp<"compare"> {
  let summary = "bit i of dst = a[i] mode b[i]";
  let description = [{
    `dst` holds one bit an element (ui8). `count` times the element size must
    be a multiple of 256 bytes: a tail is skipped by the chip.

    Example:
    ```mlir
    func.func @f(%m: memref<8xui8, #davinci.space<ub>>,
                 %a: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.compare LT %m, %a, %a, %n
          : memref<8xui8, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_CompareModeAttr:$mode, AnyMemRef:$dst,
                       AnyMemRef:$lhs, AnyMemRef:$rhs, I32:$count);
  let assemblyFormat = [{
    $mode $dst `,` $lhs `,` $rhs `,` $count attr-dict
    `:` type($dst) `,` type($lhs) `,` type($rhs)
  }];
}

def Davinci_CompareScalarOp : Davinci_VectorOp<"compare_scalar"> {
  let summary = "bit i of dst = src[i] mode scalar";
  let description = [{
    As `davinci.compare`.

    Example:
    ```mlir
    func.func @f(%m: memref<8xui8, #davinci.space<ub>>, %s: f32,
                 %a: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.compare_scalar GE %m, %a, %s, %n
          : memref<8xui8, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, f32
      return
    }
    ```
  }];
  let arguments = (ins Davinci_CompareModeAttr:$mode, AnyMemRef:$dst,
                       AnyMemRef:$src, AnyType:$scalar, I32:$count);
  let assemblyFormat = [{
    $mode $dst `,` $src `,` $scalar `,` $count attr-dict
    `:` type($dst) `,` type($src) `,` type($scalar)
  }];
}

def Davinci_SelectOp : Davinci_VectorOp<"select"> {
  let summary = "dst[i] = bit i of mask ? a[i] : b[i] for i < count";
  let description = [{
    Uses the 8 KB that the chip reserves at the end of the UB.

    Example:
    ```mlir
    func.func @f(%m: memref<8xui8, #davinci.space<ub>>,
                 %a: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.select %a, %m, %a, %a, %n
          : memref<64xf32, #davinci.space<ub>>, memref<8xui8, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyMemRef:$mask, AnyMemRef:$lhs,
                       AnyMemRef:$rhs, I32:$count);
  let assemblyFormat = [{
    $dst `,` $mask `,` $lhs `,` $rhs `,` $count attr-dict
    `:` type($dst) `,` type($mask) `,` type($lhs) `,` type($rhs)
  }];
}

def Davinci_CastOp : Davinci_VectorOp<"cast"> {
  let summary = "dst[i] = src[i] converted, for i < count";
  let description = [{
    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<64xi32, #davinci.space<ub>>, %n: i32) {
      davinci.cast RINT %d, %s, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xi32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_RoundModeAttr:$mode, AnyMemRef:$dst,
                       AnyMemRef:$src, I32:$count);
  let assemblyFormat = [{
    $mode $dst `,` $src `,` $count attr-dict `:` type($dst) `,` type($src)
  }];
}

def Davinci_DuplicateOp : Davinci_VectorOp<"duplicate"> {
  let summary = "dst[i] = scalar for i < count";
  let description = [{
    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>, %s: f32, %n: i32) {
      davinci.duplicate %d, %s, %n : memref<64xf32, #davinci.space<ub>>, f32
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyType:$scalar, I32:$count);
  let assemblyFormat = [{
    $dst `,` $scalar `,` $count attr-dict `:` type($dst) `,` type($scalar)
  }];
}

def Davinci_BroadcastBlocksOp : Davinci_VectorOp<"broadcast_blocks"> {
  let summary = "fills block i of dst with src[i], for i < 8 * repeats";
  let description = [{
    The vendor's Brcb: each element becomes a block of 32 bytes of its own, as
    a strided copy to global memory reads them. Takes 8 elements a repeat, at
    most 255 repeats; 16- and 32-bit elements; `dst` and `src` must not overlap.

    Example:
    ```mlir
    func.func @f(%d: memref<512xf32, #davinci.space<ub>>,
                 %s: memref<64xf32, #davinci.space<ub>>, %r: i32) {
      davinci.broadcast_blocks %d, %s, %r
          : memref<512xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyMemRef:$src, I32:$repeats);
  let assemblyFormat = [{
    $dst `,` $src `,` $repeats attr-dict `:` type($dst) `,` type($src)
  }];
  let hasVerifier = 1;
}

def Davinci_VectorGatherOp : Davinci_VectorOp<"vector_gather"> {
  let summary = "dst[i] = element of src at byte offsets[i] + base";
  let description = [{
    Offsets are bytes (ui32), multiples of the element size, inside `src`.
    16- and 32-bit elements; `dst` and `src` must not overlap.

    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<64xf32, #davinci.space<ub>>,
                 %o: memref<64xui32, #davinci.space<ub>>, %b: i32, %n: i32) {
      davinci.vector_gather %d, %s, %o, %b, %n
          : memref<64xf32, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<64xui32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyMemRef:$src, AnyMemRef:$offsets,
                       I32:$base, I32:$count);
  let assemblyFormat = [{
    $dst `,` $src `,` $offsets `,` $base `,` $count attr-dict
    `:` type($dst) `,` type($src) `,` type($offsets)
  }];
}

def Davinci_MathOp : Davinci_VectorOp<"math"> {
  let summary = "dst[i] = f(src[i]) for i < count, by the vendor's library";
  let description = [{
    `tmp` (ui8) is scratch space of the library; read and written. `dst`,
    `src` and `tmp` must not overlap.

    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<64xf32, #davinci.space<ub>>,
                 %t: memref<1024xui8, #davinci.space<ub>>, %n: i32) {
      davinci.math tanh %d, %s, %t, %n
          : memref<64xf32, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<1024xui8, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_MathKindAttr:$kind, AnyMemRef:$dst,
                       AnyMemRef:$src, AnyMemRef:$tmp, I32:$count);
  let assemblyFormat = [{
    $kind $dst `,` $src `,` $tmp `,` $count attr-dict
    `:` type($dst) `,` type($src) `,` type($tmp)
  }];
  let extraClassDefinition = [{
    ::cubeport::davinci::Pipe $cppClass::getPipe() { return Pipe::V; }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferReads() {
      return ::cubeport::davinci::memrefOperandsAfterFirst(*this);
    }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferWrites() {
      return {getDst(), getTmp()};
    }
  }];
}

def Davinci_BinaryMathOp : Davinci_VectorOp<"binary_math"> {
  let summary = "dst[i] = f(a[i], b[i]) for i < count, by the vendor's library";
  let description = [{
    As `davinci.math`.

    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<64xf32, #davinci.space<ub>>,
                 %t: memref<1024xui8, #davinci.space<ub>>, %n: i32) {
      davinci.binary_math power %d, %s, %s, %t, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>,
            memref<64xf32, #davinci.space<ub>>, memref<1024xui8, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins Davinci_BinaryMathKindAttr:$kind, AnyMemRef:$dst,
                       AnyMemRef:$lhs, AnyMemRef:$rhs, AnyMemRef:$tmp,
                       I32:$count);
  let assemblyFormat = [{
    $kind $dst `,` $lhs `,` $rhs `,` $tmp `,` $count attr-dict
    `:` type($dst) `,` type($lhs) `,` type($rhs) `,` type($tmp)
  }];
  let extraClassDefinition = [{
    ::cubeport::davinci::Pipe $cppClass::getPipe() { return Pipe::V; }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferReads() {
      return ::cubeport::davinci::memrefOperandsAfterFirst(*this);
    }
    ::llvm::SmallVector<::mlir::Value> $cppClass::getBufferWrites() {
      return {getDst(), getTmp()};
    }
  }];
}

def Davinci_CopyOp : Davinci_VectorOp<"copy"> {
  let summary = "copies count elements inside the UB, on the vector pipe";
  let description = [{
    The chip copies whole 32-byte blocks: `count` is rounded up to a block by
    whoever builds the op, and buffers are padded for it.

    Example:
    ```mlir
    func.func @f(%d: memref<64xf32, #davinci.space<ub>>,
                 %s: memref<64xf32, #davinci.space<ub>>, %n: i32) {
      davinci.copy %d, %s, %n
          : memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
      return
    }
    ```
  }];
  let arguments = (ins AnyMemRef:$dst, AnyMemRef:$src, I32:$count);
  let assemblyFormat = [{
    $dst `,` $src `,` $count attr-dict `:` type($dst) `,` type($src)
  }];
}

#endif
