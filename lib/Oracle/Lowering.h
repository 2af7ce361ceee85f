// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The steps from Clang's device code to code of this machine, and what they
// share. Internal to lib/Oracle.
#ifndef CUBEPORT_LIB_ORACLE_LOWERING_H
#define CUBEPORT_LIB_ORACLE_LOWERING_H

#include "lib/Oracle/Oracle.h"
#include "lib/Oracle/ThreadLoops.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"

namespace cubeport::oracle {

/// Places of the source that code reports by number.
class SiteTable {
public:
  SiteTable(llvm::Module &module, const BuildOptions &options);

  /// A number for the place of `inst`.
  llvm::ConstantInt *add(const llvm::Instruction &inst, uint64_t bytes = 0,
                         ElementKind kind = ElementKind::Unknown,
                         uint8_t flags = 0);
  uint32_t size() const { return sites.size(); }
  /// The table as a constant array of Site.
  llvm::Constant *emit();
  /// A private constant text.
  llvm::Constant *text(llvm::StringRef value);
  /// The place in the user's source.
  SourcePlace findPlace(const llvm::DebugLoc &location) const;

private:
  struct Entry {
    SourcePlace place;
    uint64_t bytes;
    ElementKind kind;
    uint8_t flags;
  };
  llvm::Module &module;
  const BuildOptions &options;
  std::vector<Entry> sites;
  llvm::StringMap<llvm::Constant *> texts;
  bool isSystemFile(llvm::StringRef path) const;
};

/// One kernel of the module.
struct KernelEntry {
  llvm::Function *function;
  std::string mangled, name;
  SourcePlace place;
};

/// A variable that lives in an address space of its own.
struct VariableEntry {
  llvm::GlobalVariable *global;
  std::string mangled, name;
  uint64_t bytes = 0;
  uint64_t offset = 0; ///< shared memory only
  bool isDynamic = false; ///< extern __shared__
  /// Device memory only, once lowered: where code finds the address, and the
  /// first value or null.
  llvm::GlobalVariable *slot = nullptr, *initial = nullptr;
};

/// The module and what is known about it.
class Lowering {
public:
  Lowering(llvm::Module &module, const BuildOptions &options);

  llvm::Module &module;
  const BuildOptions &options;
  llvm::LLVMContext &context;
  SiteTable sites;
  std::vector<KernelEntry> kernels;
  std::vector<VariableEntry> sharedVariables, deviceVariables;
  uint64_t staticSharedBytes = 0;
  /// The declarations of the device library, by name.
  llvm::Module *library = nullptr;
  /// Functions that wait for other threads or spin on memory themselves.
  llvm::SmallPtrSet<llvm::Function *, 8> waiting;
  /// Functions in which the order of blocks may show.
  llvm::SmallPtrSet<llvm::Function *, 8> ordered;
  std::vector<SourceDiagnostic> errors;
  std::vector<EntryPoint> entries;
  /// Calls that stand where a kernel returns, for messages about barriers.
  llvm::Function *exitMarker = nullptr;

  // The steps, in order; each has a file of its name.
  void prepare();
  void numberFunctions();
  void flattenSpaces();
  void instrument();
  void lowerVariables();
  void lowerAssembly();
  void lowerCalls();
  void makeKernels();

  /// The entry in either list, null for an ordinary global.
  const VariableEntry *findShared(const llvm::Value *value) const;
  const VariableEntry *findDevice(const llvm::Value *value) const;
  bool isKernel(const llvm::Function *function) const;

  /// Loads of what the running thread and its block are; `builder` stands
  /// where they are needed.
  llvm::Value *loadThread(llvm::IRBuilderBase &builder);
  llvm::Value *loadThreadField(llvm::IRBuilderBase &builder, unsigned offset,
                               llvm::Type *type);
  llvm::Value *loadBlockField(llvm::IRBuilderBase &builder, unsigned offset,
                              llvm::Type *type);
  /// A function of the runtime.
  llvm::FunctionCallee runtime(llvm::StringRef name, llvm::Type *result,
                               llvm::ArrayRef<llvm::Type *> params);
  /// A function of the device library, null if it has none of that name.
  llvm::Function *libraryFunction(llvm::StringRef name);
  /// Replaces `inst` by a call that reports it when it is executed.
  void refuse(llvm::Instruction &inst, const llvm::Twine &what);

  llvm::Type *i32, *i64, *ptr;
  llvm::Constant *i32Constant(uint64_t value) const;
  llvm::Constant *i64Constant(uint64_t value) const;

private:
  llvm::GlobalVariable *threadVariable = nullptr;
  llvm::Value *loadInvariant(llvm::IRBuilderBase &builder, llvm::Value *base,
                             unsigned offset, llvm::Type *type);
};

/// Takes away checks of reads of shared memory that no write can meet: none of
/// it is written between the same barriers. Works on calls of the device
/// library, before these are inlined; `entries` call the kernels.
void dropReadChecks(llvm::Module &module, llvm::ArrayRef<EntryPoint> entries);

/// Gives innermost loops a copy without checks of bounds, for where all places
/// that they come to are certainly inside. Loops are in simple and LCSSA form.
struct VersionLoopsPass : llvm::PassInfoMixin<VersionLoopsPass> {
  llvm::PreservedAnalyses run(llvm::Function &function,
                              llvm::FunctionAnalysisManager &functions);
};

/// Links the device library, optimises and writes the object file. Returns an
/// error's text, empty if all went well.
std::string emitObject(llvm::Module &module, const BuildOptions &options,
                       std::unique_ptr<llvm::Module> library,
                       llvm::ArrayRef<EntryPoint> entries,
                       llvm::StringRef objectPath);

} // namespace cubeport::oracle

#endif
