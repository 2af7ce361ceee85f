// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clang's device code becomes an MLIR module; the pass list of the stage.
#include "lib/Frontend/Frontend.h"
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/CompileDevice.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMIRToLLVMTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/NVVM/LLVMIRToNVVMTranslation.h"
#include "mlir/Target/LLVMIR/Import.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;
using cubeport::simt::SimtDialect;

namespace {
/// What LLVM IR knows of a kernel and the import does not carry over.
struct KernelRecord {
  std::string mangled;
  std::optional<int32_t> maxThreads;
  std::vector<std::string> argNames;
  std::vector<bool> argRestrict;
};
} // namespace

static std::vector<KernelRecord> recordKernels(const llvm::Module &module) {
  std::vector<KernelRecord> records;
  for (const llvm::Function &function : module) {
    if (function.isDeclaration() ||
        function.getCallingConv() != llvm::CallingConv::PTX_Kernel) {
      continue;
    }
    KernelRecord record;
    record.mangled = function.getName().str();
    llvm::StringRef bounds =
        function.getFnAttribute("nvvm.maxntid").getValueAsString();
    int32_t threads;
    if (!bounds.empty() && !bounds.split(',').first.getAsInteger(10, threads)) {
      record.maxThreads = threads;
    }
    for (const llvm::Argument &arg : function.args()) {
      record.argNames.push_back(arg.hasName()
                                    ? arg.getName().str()
                                    : "arg" + std::to_string(arg.getArgNo()));
      record.argRestrict.push_back(arg.hasNoAliasAttr());
    }
    records.push_back(std::move(record));
  }
  return records;
}

/// The name of the `__global__` function in the source, without template
/// arguments and scopes.
static std::string getSourceName(const std::string &mangled) {
  llvm::ItaniumPartialDemangler demangler;
  if (demangler.partialDemangle(mangled.c_str()) || !demangler.isFunction()) {
    return mangled;
  }
  size_t size = 0;
  char *name = demangler.getFunctionBaseName(nullptr, &size);
  std::string result =
      name ? llvm::StringRef(name).split('<').first.str() : mangled;
  std::free(name);
  return result;
}

static void annotateKernel(LLVM::LLVMFuncOp kernel, const KernelRecord &record,
                           const LaunchTable &launches) {
  Builder builder(kernel.getContext());
  kernel->setAttr(SimtDialect::kNameAttrName,
                  builder.getStringAttr(getSourceName(record.mangled)));
  if (record.maxThreads) {
    kernel->setAttr(SimtDialect::kMaxThreadsAttrName,
                    builder.getI32IntegerAttr(*record.maxThreads));
  }
  auto facts = launches.find(record.mangled);
  if (facts != launches.end() && facts->second.block) {
    kernel->setAttr(SimtDialect::kBlockAttrName,
                    builder.getDenseI32ArrayAttr(*facts->second.block));
  }
  const std::vector<int> *sources = nullptr;
  if (facts != launches.end() && !facts->second.sourceParams.empty()) {
    sources = &facts->second.sourceParams;
  }
  for (unsigned i = 0; i < kernel.getNumArguments(); ++i) {
    if (sources) {
      kernel.setArgAttr(i, SimtDialect::kParamAttrName,
                        builder.getI32IntegerAttr((*sources)[i]));
    }
    kernel.setArgAttr(i, SimtDialect::kArgNameAttrName,
                      builder.getStringAttr(record.argNames[i]));
    if (record.argRestrict[i]) {
      kernel.setArgAttr(i, SimtDialect::kRestrictAttrName,
                        builder.getUnitAttr());
    }
  }
}

void frontend::registerImportDialects(DialectRegistry &registry) {
  registry.insert<DLTIDialect, LLVM::LLVMDialect, NVVM::NVVMDialect,
                  gpu::GPUDialect, cf::ControlFlowDialect, scf::SCFDialect,
                  arith::ArithDialect, math::MathDialect, memref::MemRefDialect,
                  ub::UBDialect, SimtDialect>();
  registerLLVMDialectImport(registry);
  registerNVVMDialectImport(registry);
}

OwningOpRef<ModuleOp> frontend::importDevice(MLIRContext &context,
                                             llvm::StringRef source,
                                             const SourceOptions &options,
                                             llvm::raw_ostream &diagnostics) {
  llvm::LLVMContext llvmContext;
  DeviceCode code = compileDevice(llvmContext, source, options, diagnostics);
  if (!code.module) {
    return nullptr;
  }
  flattenParameters(*code.module, code.launches);
  prepareModule(*code.module, options.recursionDepth);
  std::vector<KernelRecord> records = recordKernels(*code.module);
  OwningOpRef<ModuleOp> module = translateLLVMIRToModule(
      std::move(code.module), &context, /*emitExpensiveWarnings=*/false,
      /*dropDICompositeTypeElements=*/true, /*loadAllDialects=*/false);
  if (!module) {
    return nullptr;
  }
  for (const KernelRecord &record : records) {
    auto kernel = module->lookupSymbol<LLVM::LLVMFuncOp>(record.mangled);
    if (kernel) {
      annotateKernel(kernel, record, code.launches);
    }
  }
  return module;
}

void frontend::buildFrontendPipeline(OpPassManager &passes,
                                     DoublePolicy doubles,
                                     VerifyOptions options) {
  // First of all: every later error names the place in the user's source.
  passes.addPass(createSimplifyLocations());
  passes.addPass(createOutlineKernels());
  passes.addPass(createConvertArithmetic());
  // After arithmetic, whose constants it reads, and before control flow is
  // lifted: a pointer that changes in a loop is then one block argument.
  passes.addNestedPass<gpu::GPUModuleOp>(createRecoverViews());
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
  passes.addPass(createLiftControlFlow());
  passes.addPass(createCanonicalizerPass());
  // After canonicalization, which moves a loop's test to its head.
  passes.addPass(createUpliftLoops());
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
  // Last before the gate, which looks at the doubles that are left.
  if (doubles == DoublePolicy::Pair) {
    passes.addNestedPass<gpu::GPUModuleOp>(createSplitDoubles());
  } else if (doubles == DoublePolicy::Demote) {
    passes.addNestedPass<gpu::GPUModuleOp>(createDemoteDoubles());
  }
  options.refuseDoubles |= doubles == DoublePolicy::Error;
  passes.addPass(createVerify(options));
}

namespace {
struct FrontendPipelineOptions
    : PassPipelineOptions<FrontendPipelineOptions> {
  Option<DoublePolicy> fp64{
      *this, "fp64", llvm::cl::desc("what becomes of double"),
      llvm::cl::init(DoublePolicy::Exact),
      llvm::cl::values(
          clEnumValN(DoublePolicy::Exact, "exact",
                     "correctly rounded arithmetic in integers"),
          clEnumValN(DoublePolicy::Pair, "pair",
                     "pairs of floats in locals, else exact"),
          clEnumValN(DoublePolicy::Demote, "demote",
                     "arithmetic in float, doubles in memory"),
          clEnumValN(DoublePolicy::Error, "error", "doubles are refused"))};
};
} // namespace

void frontend::registerFrontendPipelines() {
  PassPipelineRegistration<FrontendPipelineOptions>(
      "frontend-pipeline", "all passes of the frontend, from the llvm dialect",
      [](OpPassManager &passes, const FrontendPipelineOptions &options) {
        buildFrontendPipeline(passes, options.fp64);
      });
}
