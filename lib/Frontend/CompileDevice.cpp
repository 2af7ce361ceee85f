// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs Clang in process: one parse gives the device code and the launches.
#include "lib/Frontend/CompileDevice.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/CodeGen/CodeGenAction.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <mutex>

using namespace cubeport;
using namespace cubeport::frontend;

// libLLVM has every target, and llvm-c's headers only name the native one.
extern "C" {
void LLVMInitializeNVPTXTargetInfo(void);
void LLVMInitializeNVPTXTarget(void);
void LLVMInitializeNVPTXTargetMC(void);
}

namespace {
/// Code generation with a second reader of the AST: the launches.
class DeviceAction : public clang::EmitLLVMOnlyAction {
public:
  DeviceAction(llvm::LLVMContext &context, LaunchTable &launches)
      : clang::EmitLLVMOnlyAction(&context), launches(launches) {}

protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &instance,
                    llvm::StringRef file) override {
    std::vector<std::unique_ptr<clang::ASTConsumer>> consumers;
    consumers.push_back(createLaunchCollector(launches));
    consumers.push_back(
        clang::EmitLLVMOnlyAction::CreateASTConsumer(instance, file));
    return std::make_unique<clang::MultiplexConsumer>(std::move(consumers));
  }

private:
  LaunchTable &launches;
};
} // namespace

namespace {
/// Prints as Clang does, with our code where an error is a limit of ours.
class CodedPrinter : public clang::DiagnosticConsumer {
public:
  CodedPrinter(llvm::raw_ostream &out, clang::DiagnosticOptions &options)
      : out(out), printer(buffered, options) {}

  void BeginSourceFile(const clang::LangOptions &language,
                       const clang::Preprocessor *preprocessor) override {
    printer.BeginSourceFile(language, preprocessor);
  }
  void EndSourceFile() override { printer.EndSourceFile(); }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                        const clang::Diagnostic &diagnostic) override {
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    printer.HandleDiagnostic(level, diagnostic);
    std::string text = std::move(buffer);
    buffer.clear();
    if (diagnostic.getID() ==
        clang::diag::err_cuda_device_kernel_launch_require_rdc) {
      size_t at = text.find("error: ");
      if (at != std::string::npos) {
        text.insert(at + 7, "CP2010: ");
      }
    }
    // What our headers declare only to say why it is not there.
    size_t at = text.find("error: '");
    size_t reason = text.find(" is unavailable: CP");
    if (at != std::string::npos && reason != std::string::npos) {
      text.erase(at + 7, reason + 17 - (at + 7));
    }
    out << text;
  }

private:
  llvm::raw_ostream &out;
  std::string buffer;
  llvm::raw_string_ostream buffered{buffer};
  clang::TextDiagnosticPrinter printer;
};
} // namespace

static void initializeDeviceTarget() {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeNVPTXTargetInfo();
    LLVMInitializeNVPTXTarget();
    LLVMInitializeNVPTXTargetMC();
  });
}

/// Types say nothing about what aliases: CUDA code reads floats as integers
/// and arrays as vectors, and nvcc lets it. Only pointers to virtual tables
/// stay marked, by which they are known.
static void dropAliasTypes(llvm::Module &module) {
  for (llvm::Function &function : module) {
    for (llvm::Instruction &inst : llvm::instructions(function)) {
      llvm::MDNode *tag = inst.getMetadata(llvm::LLVMContext::MD_tbaa);
      if (tag && !tag->isTBAAVtableAccess()) {
        inst.setMetadata(llvm::LLVMContext::MD_tbaa, nullptr);
      }
    }
  }
}

DeviceCode frontend::compileDevice(llvm::LLVMContext &context,
                                   llvm::StringRef source,
                                   const SourceOptions &options,
                                   llvm::raw_ostream &diagnostics) {
  initializeDeviceTarget();
  DeviceCode code;
  std::vector<std::string> line =
      getClangCommandLine(options, source, Half::Device);
  std::vector<const char *> args;
  for (const std::string &word : line) {
    args.push_back(word.c_str());
  }
  clang::DiagnosticOptions diagnosticOptions;
  CodedPrinter printer(diagnostics, diagnosticOptions);
  auto fileSystem = llvm::vfs::getRealFileSystem();
  clang::CreateInvocationOptions invocationOptions;
  invocationOptions.Diags = clang::CompilerInstance::createDiagnostics(
      *fileSystem, diagnosticOptions, &printer, /*ShouldOwnClient=*/false);
  // The driver warns about CUDA toolkits, which we do not use.
  invocationOptions.Diags->setIgnoreAllWarnings(true);
  std::shared_ptr<clang::CompilerInvocation> invocation =
      clang::createInvocation(args, invocationOptions);
  if (!invocation) {
    return code;
  }
  invocation->getFrontendOpts().DisableFree = false;
  clang::CompilerInstance instance(invocation);
  instance.setVirtualFileSystem(fileSystem);
  instance.setVerboseOutputStream(diagnostics); // "1 warning generated"
  instance.createDiagnostics(&printer, /*ShouldOwnClient=*/false);
  DeviceAction action(context, code.launches);
  if (instance.ExecuteAction(action) &&
      !instance.getDiagnostics().hasErrorOccurred()) {
    code.module = action.takeModule();
    dropAliasTypes(*code.module);
  }
  return code;
}
