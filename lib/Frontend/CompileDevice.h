// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device half of one source, compiled to LLVM IR by Clang in process.
#ifndef CUBEPORT_LIB_FRONTEND_COMPILEDEVICE_H
#define CUBEPORT_LIB_FRONTEND_COMPILEDEVICE_H

#include "lib/Frontend/CommandLine.h"
#include "lib/Frontend/Launches.h"
#include <memory>

namespace llvm {
class CallBase;
class LLVMContext;
class Module;
class Twine;
class raw_ostream;
} // namespace llvm

namespace cubeport::frontend {

/// What compiling the device half gives.
struct DeviceCode {
  /// Null if the source has errors.
  std::unique_ptr<llvm::Module> module;
  /// What the source's launches say about its kernels.
  LaunchTable launches;
};

/// Compiles the device half of `source`. Clang's diagnostics are printed to
/// `diagnostics` as Clang prints them.
DeviceCode compileDevice(llvm::LLVMContext &context, llvm::StringRef source,
                         const SourceOptions &options,
                         llvm::raw_ostream &diagnostics);

/// Brings the module to the shape that raising wants: everything inlined into
/// the kernels, memory in registers where possible, loops as written.
/// Recursion may go `recursionDepth` calls deep.
void prepareModule(llvm::Module &module, unsigned recursionDepth);

/// Replaces parameters that are structures by value by one parameter per
/// field, named as the field is reached in the source ("p.size[1]"), and
/// records in `facts` which source parameter each one belongs to.
void flattenParameters(llvm::Module &module, LaunchTable &facts);

/// Turns tables of constants of several types into arrays of bytes.
void flattenTables(llvm::Module &module);

/// Makes the values that printf takes arguments of calls, before they are
/// simplified.
void lowerPrintArguments(llvm::Module &module);

/// Turns printf, assert and trap into calls with the texts in their names.
void lowerOutput(llvm::Module &module);

/// Puts a call that the gate reports with this code in the place of `call`.
void replaceByRefusal(llvm::CallBase &call, llvm::StringRef code,
                      const llvm::Twine &text);

/// Replaces copies of small structures by copies of their fields.
void expandCopies(llvm::Module &module);

/// Turns copies and fills of sizes that are known only at run time into loops.
void expandBlocks(llvm::Module &module);

/// Gives virtual tables numbers, and chooses by them what is loaded from one.
void resolveVirtualTables(llvm::Module &module);

/// Gives functions numbers, and turns calls through pointers into choices
/// among the functions that they may reach.
void resolveIndirectCalls(llvm::Module &module);

/// Gives functions that call themselves, or each other in a circle, a stack of
/// `depth` frames in a private array and jumps in place of the calls. A call
/// that is deeper ends the program.
void removeRecursion(llvm::Module &module, unsigned depth);

/// Puts refusals in the places of addresses of labels and jumps to them.
void refuseLabelAddresses(llvm::Module &module);

/// Replaces inline PTX by LLVM IR.
void lowerPtx(llvm::Module &module);

/// Gives what PTX leaves open its meaning, once all is inlined: where a thread
/// exits, and where a kernel's shared memory begins.
void resolvePtx(llvm::Module &module);

} // namespace cubeport::frontend

#endif
