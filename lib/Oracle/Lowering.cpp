// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of the steps, and what they share.
#include "lib/Oracle/Lowering.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

Lowering::Lowering(Module &module, const BuildOptions &options)
    : module(module), options(options), context(module.getContext()),
      sites(module, options), i32(Type::getInt32Ty(context)),
      i64(Type::getInt64Ty(context)), ptr(PointerType::get(context, 0)) {}

static const VariableEntry *findIn(const std::vector<VariableEntry> &list,
                                   const Value *value) {
  for (const VariableEntry &entry : list) {
    if (entry.global == value) {
      return &entry;
    }
  }
  return nullptr;
}

const VariableEntry *Lowering::findShared(const Value *value) const {
  return findIn(sharedVariables, value);
}

const VariableEntry *Lowering::findDevice(const Value *value) const {
  return findIn(deviceVariables, value);
}

bool Lowering::isKernel(const Function *function) const {
  return any_of(kernels, [&](const KernelEntry &kernel) {
    return kernel.function == function;
  });
}

Constant *Lowering::i32Constant(uint64_t value) const {
  return ConstantInt::get(i32, value);
}

Constant *Lowering::i64Constant(uint64_t value) const {
  return ConstantInt::get(i64, value);
}

Value *Lowering::loadInvariant(IRBuilderBase &builder, Value *base,
                               unsigned offset, Type *type) {
  Value *place = offset ? builder.CreateConstInBoundsGEP1_32(
                              builder.getInt8Ty(), base, offset)
                        : base;
  LoadInst *load = builder.CreateLoad(type, place);
  // None of it changes while a thread runs.
  load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(context, {}));
  return load;
}

Value *Lowering::loadThread(IRBuilderBase &builder) {
  if (!threadVariable) {
    threadVariable = new GlobalVariable(
        module, ptr, false, GlobalValue::ExternalLinkage, nullptr,
        "cubeportOracleThread", nullptr, GlobalValue::InitialExecTLSModel);
  }
  return loadInvariant(builder, builder.CreateThreadLocalAddress(threadVariable),
                       0, ptr);
}

Value *Lowering::loadThreadField(IRBuilderBase &builder, unsigned offset,
                                 Type *type) {
  return loadInvariant(builder, loadThread(builder), offset, type);
}

Value *Lowering::loadBlockField(IRBuilderBase &builder, unsigned offset,
                                Type *type) {
  Value *block =
      loadThreadField(builder, offsetof(ThreadContext, block), ptr);
  return loadInvariant(builder, block, offset, type);
}

FunctionCallee Lowering::runtime(StringRef name, Type *result,
                                 ArrayRef<Type *> params) {
  FunctionCallee callee = module.getOrInsertFunction(
      name, FunctionType::get(result, params, false));
  cast<Function>(callee.getCallee())->setDoesNotThrow();
  return callee;
}

Function *Lowering::libraryFunction(StringRef name) {
  Function *known = library->getFunction(name);
  if (!known || known->isDeclaration()) {
    return nullptr;
  }
  Function *function = module.getFunction(name);
  if (!function) {
    function = Function::Create(known->getFunctionType(),
                                GlobalValue::ExternalLinkage, name, module);
    function->setAttributes(known->getAttributes());
  }
  return function->getFunctionType() == known->getFunctionType() ? function
                                                                  : nullptr;
}

void Lowering::refuse(Instruction &inst, const Twine &what) {
  IRBuilder<> builder(&inst);
  FunctionCallee report = runtime("cubeportOracleUnsupported",
                                  builder.getVoidTy(), {ptr, i32});
  builder.CreateCall(report, {sites.text(what.str()), sites.add(inst)});
  if (!inst.getType()->isVoidTy()) {
    inst.replaceAllUsesWith(PoisonValue::get(inst.getType()));
  }
  inst.eraseFromParent();
}

//===----------------------------------------------------------------------===//
// The whole way
//===----------------------------------------------------------------------===//

static SourceDiagnostic makeError(StringRef code, const Twine &message) {
  SourceDiagnostic error;
  error.code = code.str();
  error.message = message.str();
  return error;
}

bool oracle::buildObject(std::unique_ptr<Module> module,
                         const BuildOptions &options, StringRef objectPath,
                         function_ref<void(const SourceDiagnostic &)> report) {
  auto buffer = MemoryBuffer::getFile(options.library);
  if (!buffer) {
    report(makeError("CP1008", "file '" + options.library + "' is missing"));
    return false;
  }
  Expected<std::unique_ptr<Module>> library =
      getOwningLazyBitcodeModule(std::move(*buffer), module->getContext());
  if (!library) {
    report(makeError("CP1008", "file '" + options.library +
                                   "' is no device library: " +
                                   toString(library.takeError())));
    return false;
  }
  Lowering lowering(*module, options);
  lowering.library = library->get();
  lowering.prepare();
  lowering.numberFunctions();
  lowering.flattenSpaces();
  lowering.instrument();
  lowering.lowerVariables();
  lowering.lowerAssembly();
  lowering.lowerCalls();
  lowering.makeKernels();
  for (const SourceDiagnostic &error : lowering.errors) {
    report(error);
  }
  if (!lowering.errors.empty()) {
    return false;
  }
  std::string problem =
      emitObject(*module, options, std::move(*library), lowering.entries,
                 objectPath);
  if (!problem.empty()) {
    report(makeError("CP1011", "the oracle's code of '" +
                                   module->getSourceFileName() +
                                   "' is not valid: " + problem));
    return false;
  }
  return true;
}
