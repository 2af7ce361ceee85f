// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The davinci dialect: its name, its purpose, its attribute names.
#ifndef CUBEPORT_DAVINCI_DIALECT_TD
#define CUBEPORT_DAVINCI_DIALECT_TD

include "mlir/IR/OpBase.td"

def Davinci_Dialect : Dialect {
  let name = "davinci";
  let cppNamespace = "::cubeport::davinci";
  let summary = "one AI core: units, local memories, pipes, flags";
  let description = [{
    A kernel is a `func.func` that one core runs. One op is one Ascend C call;
    scalar code is upstream `arith` and `scf`. Buffers are 1-D memrefs in a
    `#davinci.space`; every op names its destination first, as the vendor's
    calls do. Ops say which pipe they run on and which buffers they touch
    through `DavinciPipeOp`; scheduling, checking and printing ask only that.
  }];
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    /// On a kernel: i64, the lane capacity its buffers were sized for.
    static constexpr llvm::StringLiteral kLanesAttrName = "davinci.lanes";
    /// On a kernel: i64, most threads of a block that it can do, where its
    /// lanes hold a whole block at once; absent: blocks of any size.
    static constexpr llvm::StringLiteral kMaxBlockAttrName =
        "davinci.max_block";
    /// On a kernel: i64, parts of a CUDA block that cores take one by one;
    /// absent: a core takes whole blocks.
    static constexpr llvm::StringLiteral kBlockPartsAttrName =
        "davinci.block_parts";
    /// On a kernel: i64 array x, y, z: most CUDA blocks along each axis for
    /// which its index arithmetic is right; the launcher refuses more.
    static constexpr llvm::StringLiteral kMaxGridAttrName =
        "davinci.max_grid";
    /// On a kernel: i64, bytes of dynamic shared memory it has room for; the
    /// launcher refuses more.
    static constexpr llvm::StringLiteral kDynamicSharedAttrName =
        "davinci.dynamic_shared";
    /// That room: what CUDA grants without asking.
    static constexpr int64_t kMaxDynamicSharedBytes = 48 * 1024;
    /// The same for threads one by one, whose shared memory is global memory:
    /// what CUDA grants at most to those that ask (compute capability 9).
    static constexpr int64_t kMaxThreadsSharedBytes = 227 * 1024;
    /// On a kernel: i64, UB bytes in use, set by plan-place-buffers.
    static constexpr llvm::StringLiteral kUbBytesAttrName = "davinci.ub_bytes";
    /// On a set_flag or pipe_barrier: it orders only accesses that may, but
    /// need not, touch common bytes; set by plan-insert-flags.
    static constexpr llvm::StringLiteral kMayOverlapAttrName =
        "davinci.may_overlap";
    /// On an scf.for: unit; its body runs at least once.
    static constexpr llvm::StringLiteral kNonemptyAttrName = "davinci.nonempty";
    /// On a kernel: unit; its threads run one by one on one core.
    static constexpr llvm::StringLiteral kThreadsAttrName = "davinci.threads";
    /// On such a kernel: i64, bytes of static shared memory of a block.
    static constexpr llvm::StringLiteral kSharedBytesAttrName =
        "davinci.shared_bytes";
    /// On davinci.thread_load: unit; other threads may change the element
    /// while this one waits for it.
    static constexpr llvm::StringLiteral kMayChangeAttrName =
        "davinci.may_change";
    /// On davinci.alloc: i64, byte address, set by plan-place-buffers.
    static constexpr llvm::StringLiteral kAddressAttrName = "address";
  }];
}

class Davinci_Op<string mnemonic, list<Trait> traits = []>
    : Op<Davinci_Dialect, mnemonic, traits>;

#endif
