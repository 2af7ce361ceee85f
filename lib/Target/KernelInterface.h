// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the target stage gives: kernels as Ascend C text, and how to call them.
#ifndef CUBEPORT_LIB_TARGET_KERNELINTERFACE_H
#define CUBEPORT_LIB_TARGET_KERNELINTERFACE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/LogicalResult.h"
#include <cstdint>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}
namespace mlir {
class ModuleOp;
}

namespace cubeport::target {

/// One argument of a kernel, in the order of the CUDA parameters, followed by
/// those that stand for device variables.
struct KernelArg {
  std::string name;
  /// C type of a scalar; of a pointer, what it points to.
  std::string cType;
  bool isPointer = false;
  /// Mangled name of the `__device__` or `__constant__` variable that the
  /// argument stands for; empty for a parameter.
  std::string symbol;
  /// Number of the CUDA parameter, where the kernel takes structures by
  /// value, each scalar of which is an argument; else -1.
  int64_t sourceParam = -1;
  /// How the argument is reached in that structure: ".size[1]".
  std::string field;
};

/// How to launch one kernel. Its launch function is
///   void <emittedName>_launch(uint32_t numBlocks, void *stream, <args>,
///       int32_t gridX, int32_t gridY, int32_t gridZ,
///       int32_t blockX, int32_t blockY, int32_t blockZ
///       [, int32_t sharedBytes if dynamicShared]);
/// with pointers as `void *`.
struct KernelInterface {
  std::string mangled;
  std::string sourceName;
  std::string emittedName;
  std::vector<KernelArg> args;
  /// Most threads of a block that the kernel can do; 0: any number.
  int64_t maxThreads = 0;
  /// Parts of a block that cores take one by one.
  int64_t blockParts = 1;
  /// The launch configuration's shared memory size is passed on.
  bool dynamicShared = false;
  /// Bytes of unified buffer in use.
  int64_t ubBytes = 0;
  /// Its threads run one by one on one core, and nothing beside it.
  bool threads = false;
};

/// Choices of the printed text.
struct EmitOptions {
  /// Base name of the generated files: `<app>_kernels.asc` and `.h`.
  std::string appName = "app";
  /// Put the CUDA line above each group of statements; its text is read from
  /// the source file where that is at hand.
  bool sourceComments = true;
};

/// Prints all kernels of a planned module: functions and their launchers to
/// `asc`, declarations of the launchers to `header`, and appends to
/// `kernels`. Deterministic. Error CP65xx at an op that has no Ascend C form.
llvm::LogicalResult emitAscendC(mlir::ModuleOp planned, llvm::raw_ostream &asc,
                                llvm::raw_ostream &header,
                                std::vector<KernelInterface> &kernels,
                                const EmitOptions &options = {});

} // namespace cubeport::target

#endif
