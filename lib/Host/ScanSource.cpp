// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses the host half of a source with Clang and notes what is active, what
// is included and which macros are used. The declarations are for
// ScanDeclarations.cpp.
#include "lib/Host/ApiTable.h"
#include "lib/Host/Scan.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace cubeport;
using namespace cubeport::host;
using namespace clang;

//===----------------------------------------------------------------------===//
// Scan
//===----------------------------------------------------------------------===//

FileFacts *Scan::userFile(FileID id) {
  auto [entry, isNew] = fileOfId.try_emplace(id, nullptr);
  if (!isNew) {
    return entry->second;
  }
  OptionalFileEntryRef file = sources.getFileEntryRefForID(id);
  bool isLibrary = file && isLibraryHeader(file->getName());
  if (!file || (!isLibrary && SrcMgr::isSystem(sources.getFileCharacteristic(
                                  sources.getLocForStartOfFile(id))))) {
    return nullptr;
  }
  std::string path = file->getFileEntry().tryGetRealPathName().str();
  FileFacts &facts = program.files[path];
  if (facts.path.empty()) {
    facts.path = file->getName().str();
    facts.text = sources.getBufferData(id).str();
    facts.isLibrary = isLibrary;
  }
  return fileOfId[id] = &facts;
}

std::optional<ScanPlace> Scan::place(SourceLocation loc) {
  if (loc.isInvalid()) {
    return std::nullopt;
  }
  auto [id, offset] = sources.getDecomposedExpansionLoc(loc);
  FileFacts *file = userFile(id);
  if (!file) {
    return std::nullopt;
  }
  return ScanPlace{file, offset};
}

SourcePlace Scan::sourcePlace(SourceLocation loc) {
  PresumedLoc presumed = sources.getPresumedLoc(sources.getExpansionLoc(loc),
                                                /*UseLineDirectives=*/false);
  if (presumed.isInvalid()) {
    return {};
  }
  return {presumed.getFilename(), presumed.getLine(), presumed.getColumn()};
}

bool Scan::isCudaHeader(SourceLocation loc) {
  StringRef file = sources.getFilename(sources.getExpansionLoc(loc));
  return !cudaDir.empty() && file.starts_with(cudaDir) &&
         !isLibraryHeader(file);
}

bool Scan::isLibraryHeader(StringRef name) const {
  // Our headers include each other by "../cuda_runtime.h".
  llvm::SmallString<128> plain(name);
  llvm::sys::path::remove_dots(plain, /*remove_dot_dot=*/true);
  StringRef path = plain;
  if (cudaDir.empty() || !path.consume_front(cudaDir) ||
      !path.consume_front("/")) {
    return false;
  }
  static const StringRef folders[] = {"cub/", "thrust/", "cuda/",
                                      "cubeport/parallel/"};
  static const StringRef files[] = {"curand.h", "curand_kernel.h",
                                    "curand_distributions.h", "cuComplex.h",
                                    "omp.h"};
  return llvm::any_of(folders, [&](StringRef one) {
           return path.starts_with(one);
         }) ||
         llvm::is_contained(files, path);
}

void Scan::report(llvm::StringRef code, SourceLocation loc,
                  llvm::StringRef message) {
  SourceDiagnostic diagnostic;
  diagnostic.code = code.str();
  diagnostic.place = sourcePlace(loc);
  diagnostic.message = message.str();
  onDiagnostic(diagnostic);
  failed = true;
}

//===----------------------------------------------------------------------===//
// The preprocessor's part
//===----------------------------------------------------------------------===//

namespace {
class PreprocessorScan : public PPCallbacks {
public:
  PreprocessorScan(Scan &scan) : scan(scan) {}

  void FileChanged(SourceLocation loc, FileChangeReason reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (reason == EnterFile) {
      FileID id = scan.sources.getFileID(loc);
      if (scan.userFile(id)) {
        scan.skipped[id];
      }
    }
  }

  void InclusionDirective(SourceLocation hash, const Token &,
                          StringRef spelling, bool, CharSourceRange name,
                          OptionalFileEntryRef file, StringRef searchPath,
                          StringRef relativePath, const clang::Module *, bool,
                          SrcMgr::CharacteristicKind kind) override {
    if (spelling == "cuda_runtime.h" && file && scan.cudaDir.empty()) {
      scan.cudaDir = file->getDir().getName().str();
    }
    std::optional<ScanPlace> place = scan.place(hash);
    if (!place || hash.isMacroID()) {
      return;
    }
    IncludeFact fact;
    unsigned end = scan.sources.getFileOffset(name.getEnd());
    fact.range = {place->offset, end};
    fact.spelling = spelling.str();
    bool isLibrary = file && scan.isLibraryHeader(file->getName());
    fact.isCuda = file && !scan.cudaDir.empty() && !isLibrary &&
                  file->getName().starts_with(scan.cudaDir);
    if (file && (isLibrary || !SrcMgr::isSystem(kind))) {
      fact.path = file->getFileEntry().tryGetRealPathName().str();
      scan.nameHeader(*place->file, fact.path, searchPath, relativePath);
    }
    for (const IncludeFact &known : place->file->includes) {
      if (known.range.begin == fact.range.begin) {
        return; // the file was included before
      }
    }
    place->file->includes.push_back(fact);
  }

  void SourceRangeSkipped(SourceRange range, SourceLocation) override {
    auto [id, begin] = scan.sources.getDecomposedLoc(range.getBegin());
    if (scan.userFile(id)) {
      scan.skipped[id].push_back(
          {begin, scan.sources.getFileOffset(range.getEnd())});
    }
  }

  void MacroExpands(const Token &name, const MacroDefinition &definition,
                    SourceRange range, const MacroArgs *) override {
    const MacroInfo *info = definition.getMacroInfo();
    if (!info || !scan.place(info->getDefinitionLoc())) {
      return;
    }
    if (std::optional<ScanPlace> place = scan.place(range.getBegin())) {
      scan.program.macroUses[name.getIdentifierInfo()->getName().str()].insert(
          {place->file->path, place->offset});
    }
  }

private:
  Scan &scan;
};
} // namespace

/// Chooses the path of a user header in the project: as it is included, as
/// far as that stays inside the project.
void Scan::nameHeader(const FileFacts &includer, const std::string &path,
                      StringRef searchPath, StringRef relativePath) {
  FileFacts &facts = program.files[path];
  if (!facts.emittedPath.empty()) {
    return;
  }
  llvm::SmallString<128> wanted;
  if (searchPath == llvm::sys::path::parent_path(includer.path)) {
    wanted = llvm::sys::path::parent_path(includer.emittedPath);
  }
  llvm::sys::path::append(wanted, relativePath);
  llvm::sys::path::remove_dots(wanted, /*remove_dot_dot=*/true);
  if (wanted.starts_with("..") || llvm::sys::path::is_absolute(wanted)) {
    // A copy: the name points into what it replaces.
    wanted = llvm::sys::path::filename(wanted).str();
  }
  facts.emittedPath = program.uniquePath(wanted.str().str());
}

//===----------------------------------------------------------------------===//
// Running Clang
//===----------------------------------------------------------------------===//

namespace {
/// Hands Clang's errors on with their notes; its warnings are for those who
/// compile with Clang.
class ErrorCollector : public DiagnosticConsumer {
public:
  ErrorCollector(DiagnosticHandler onDiagnostic) : onDiagnostic(onDiagnostic) {}
  ~ErrorCollector() override { flush(); }

  void HandleDiagnostic(DiagnosticsEngine::Level level,
                        const Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    llvm::SmallString<128> message;
    info.FormatDiagnostic(message);
    if (level == DiagnosticsEngine::Note) {
      if (pending) {
        pending->notes.push_back({findPlace(info), message.str().str()});
      }
      return;
    }
    flush();
    if (level >= DiagnosticsEngine::Error) {
      pending.emplace();
      pending->message = message.str().str();
      // Launches from kernels are valid CUDA; the limit is ours.
      if (info.getID() == diag::err_cuda_device_kernel_launch_require_rdc) {
        pending->code = "CP2010";
        pending->message = "launch from a kernel; the target launches from "
                           "the host only";
      }
      noteReason(*pending);
      pending->place = findPlace(info);
    }
  }

private:
  DiagnosticHandler onDiagnostic;
  /// The error whose notes may still follow.
  std::optional<SourceDiagnostic> pending;

  /// What our headers declare only to say why it is not there.
  static void noteReason(SourceDiagnostic &error) {
    llvm::StringRef text = error.message;
    llvm::StringRef reason = text.split(" is unavailable: ").second;
    if (reason.starts_with("CP")) {
      error.code = reason.split(": ").first.str();
      error.message = reason.split(": ").second.str();
    }
  }

  void flush() {
    if (pending) {
      onDiagnostic(*pending);
      pending.reset();
    }
  }

  static SourcePlace findPlace(const Diagnostic &info) {
    if (info.getLocation().isInvalid() || !info.hasSourceManager()) {
      return {};
    }
    const SourceManager &sources = info.getSourceManager();
    PresumedLoc loc =
        sources.getPresumedLoc(sources.getFileLoc(info.getLocation()));
    if (loc.isInvalid()) {
      return {};
    }
    return {loc.getFilename(), loc.getLine(), loc.getColumn()};
  }
};

class ScanConsumer : public ASTConsumer {
public:
  ScanConsumer(Scan &scan) : scan(scan) {}
  void HandleTranslationUnit(ASTContext &context) override {
    if (!context.getDiagnostics().hasErrorOccurred()) {
      scanDeclarations(scan, context);
    }
  }

private:
  Scan &scan;
};

class ScanAction : public ASTFrontendAction {
public:
  ScanAction(Program &program, DiagnosticHandler onDiagnostic)
      : program(program), onDiagnostic(onDiagnostic) {}

  bool failed() const { return !scan || scan->failed; }

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &instance,
                                                 StringRef) override {
    scan = std::make_unique<Scan>(program, instance.getSourceManager(),
                                  onDiagnostic);
    Preprocessor &preprocessor = instance.getPreprocessor();
    preprocessor.addPPCallbacks(std::make_unique<PreprocessorScan>(*scan));
    nameSource(instance.getSourceManager());
    return std::make_unique<ScanConsumer>(*scan);
  }

  void EndSourceFileAction() override {
    CompilerInstance &instance = getCompilerInstance();
    for (auto &macro : instance.getPreprocessor().macros()) {
      MacroDirective *directive = macro.second.getLatest();
      // nvcc itself defines some, such as __CUDACC__.
      StringRef name = macro.first->getName();
      if (directive &&
          (scan->isCudaHeader(directive->getLocation()) || findApi(name))) {
        program.cudaNames.insert(name.str());
      }
    }
    scan->finish();
    // nvcc hands other sources to the host compiler as they are.
    SourceManager &sources = instance.getSourceManager();
    if (FileFacts *file = scan->userFile(sources.getMainFileID())) {
      file->isPlainCpp =
          !StringRef(file->path).ends_with(".cu") &&
          llvm::none_of(file->includes, [](const IncludeFact &include) {
            return include.isCuda;
          });
    }
  }

private:
  Program &program;
  DiagnosticHandler onDiagnostic;
  std::unique_ptr<Scan> scan;

  void nameSource(SourceManager &sources) {
    FileFacts *file = scan->userFile(sources.getMainFileID());
    if (!file || file->isSource) {
      return;
    }
    file->isSource = true;
    StringRef stem = llvm::sys::path::stem(file->path);
    file->emittedPath = program.uniquePath((stem + ".cpp").str());
    program.sources.push_back(
        sources.getFileEntryForID(sources.getMainFileID())
            ->tryGetRealPathName()
            .str());
  }
};
} // namespace

/// What both lists skip.
static std::vector<TextRange> intersect(const std::vector<TextRange> &a,
                                        const std::vector<TextRange> &b) {
  std::vector<TextRange> both;
  for (const TextRange &x : a) {
    for (const TextRange &y : b) {
      TextRange range = {std::max(x.begin, y.begin), std::min(x.end, y.end)};
      if (range.begin < range.end) {
        both.push_back(range);
      }
    }
  }
  return both;
}

void Scan::finish() {
  for (auto &[id, ranges] : skipped) {
    FileFacts *file = userFile(id);
    file->skipped = file->skipped ? intersect(*file->skipped, ranges) : ranges;
  }
}

std::string Program::uniquePath(std::string wanted) const {
  auto isTaken = [&](const std::string &path) {
    return llvm::any_of(files, [&](const auto &entry) {
      return entry.second.emittedPath == path;
    });
  };
  std::string path = wanted;
  for (unsigned n = 2; isTaken(path); ++n) {
    StringRef extension = llvm::sys::path::extension(wanted);
    path = StringRef(wanted).drop_back(extension.size()).str() + "_" +
           std::to_string(n) + extension.str();
  }
  return path;
}

bool cubeport::host::scanSource(Program &program, StringRef source,
                                llvm::ArrayRef<std::string> arguments,
                                DiagnosticHandler onDiagnostic) {
  std::vector<const char *> args;
  for (const std::string &word : arguments) {
    args.push_back(word.c_str());
  }
  ErrorCollector errors(onDiagnostic);
  DiagnosticOptions diagnosticOptions;
  auto fileSystem = llvm::vfs::getRealFileSystem();
  CreateInvocationOptions invocationOptions;
  invocationOptions.Diags = CompilerInstance::createDiagnostics(
      *fileSystem, diagnosticOptions, &errors, /*ShouldOwnClient=*/false);
  std::shared_ptr<CompilerInvocation> invocation =
      createInvocation(args, invocationOptions);
  if (!invocation) {
    return false;
  }
  invocation->getFrontendOpts().DisableFree = false;
  invocation->getDiagnosticOpts().ShowCarets = false; // we count the errors
  CompilerInstance instance(invocation);
  instance.setVirtualFileSystem(fileSystem);
  instance.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  ScanAction action(program, onDiagnostic);
  return instance.ExecuteAction(action) &&
         !instance.getDiagnostics().hasErrorOccurred() && !action.failed();
}
