// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The simt dialect: its name, its purpose, its attribute names.
#ifndef CUBEPORT_SIMT_DIALECT_TD
#define CUBEPORT_SIMT_DIALECT_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"

def Simt_Dialect : Dialect {
  let name = "simt";
  let cppNamespace = "::cubeport::simt";
  let summary = "what one CUDA thread does that upstream dialects cannot say";
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
  let description = [{
    The simt form is one `gpu.func` per kernel over upstream `gpu`, `scf`,
    `arith`, `math` and `memref`. This dialect adds only what CUDA has and
    upstream lacks. It does not model threads side by side: that is the tile
    form.
  }];
  let extraClassDeclaration = [{
    /// On a kernel: the name of the `__global__` function in the source.
    static constexpr llvm::StringLiteral kNameAttrName = "simt.name";
    /// On a kernel argument: the parameter's name in the source.
    static constexpr llvm::StringLiteral kArgNameAttrName = "simt.arg_name";
    /// On the arguments of a kernel that takes structures by value: i32, the
    /// number of the source parameter. Each scalar of a structure is an
    /// argument of its own, named "p.size[1]".
    static constexpr llvm::StringLiteral kParamAttrName = "simt.param";
    /// On a kernel argument that stands for a `__device__`/`__constant__`
    /// variable: that variable's mangled name.
    static constexpr llvm::StringLiteral kSymbolAttrName = "simt.symbol";
    /// On a kernel argument: the pointer is `__restrict__`.
    static constexpr llvm::StringLiteral kRestrictAttrName = "simt.restrict";
    /// On a kernel: i32 array x, y, z: every launch uses this block size.
    static constexpr llvm::StringLiteral kBlockAttrName = "simt.block";
    /// On a kernel: i32, most threads a block may have (launch bounds).
    static constexpr llvm::StringLiteral kMaxThreadsAttrName =
        "simt.max_threads";
    /// On a kernel: i64; its threads know only their global index, so that
    /// any that are consecutive may run together, up to so many.
    static constexpr llvm::StringLiteral kChunkAttrName = "simt.chunk";
    /// On a kernel: unit; its warps do not meet, so they may run one after
    /// the other. Its threads are numbered by gpu.subgroup_id, the warp in the
    /// block, and gpu.lane_id, the thread in the warp.
    static constexpr llvm::StringLiteral kWarpsAttrName = "simt.warps";
    /// Threads of a warp.
    static constexpr int64_t kWarpSize = 32;
    /// On a kernel: unit; it does what threads in lock-step cannot do, so
    /// each thread has to be run as one.
    static constexpr llvm::StringLiteral kNeedsThreadsAttrName =
        "simt.needs_threads";
  }];

}

class Simt_Op<string mnemonic, list<Trait> traits = []>
    : Op<Simt_Dialect, mnemonic, traits>;

#endif
