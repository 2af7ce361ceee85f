// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What reading the host half found out, by file: the places to rewrite.
// Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_PROGRAM_H
#define CUBEPORT_LIB_HOST_PROGRAM_H

#include "lib/Host/Host.h"
#include <map>
#include <optional>
#include <set>

namespace cubeport::host {

/// Bytes [begin, end) of a file.
struct TextRange {
  unsigned begin = 0, end = 0;
  bool operator<(const TextRange &other) const {
    return std::tie(begin, end) < std::tie(other.begin, other.end);
  }
};

/// `text` in place of a range; with `withComment` the comment directly above
/// goes too, because it speaks of what is removed.
struct TextEdit {
  std::string text;
  bool isRemovedDeclaration = false;
};

/// An active #include of a user file.
struct IncludeFact {
  /// From the '#' to the end of the directive.
  TextRange range;
  /// As spelled, without the quotes or brackets.
  std::string spelling;
  /// The file in the user's tree; empty for a system header.
  std::string path;
  /// It is one of our own CUDA headers.
  bool isCuda = false;
};

/// A scalar in a parameter: where it lies and what it is.
struct ScalarFact {
  uint64_t offset = 0;
  std::string type;
  /// Host code can name it: every step is public and has a name.
  bool canBeNamed = true;
};

/// How a template instance is told from the others.
enum class InstanceTest {
  /// By naming its arguments, when the host half is compiled.
  Named,
  /// By the names that the compiler gives to types: for types that are
  /// declared behind the kernel or have no name.
  AtRunTime,
  /// Not at all.
  None,
};

/// One instance of a kernel: the only one, or one set of template arguments.
struct KernelInstance {
  std::string mangled;
  /// "BLOCK_SIZE == 16 && std::is_same_v<T, float>"; empty for an ordinary
  /// kernel.
  std::string condition;
  InstanceTest test = InstanceTest::Named;
  /// The same, to be evaluated at run time.
  std::string runTimeCondition;
  /// For each parameter its scalars, by the path to them (".size[1]"; empty
  /// if the parameter is one).
  std::vector<std::map<std::string, ScalarFact>> scalars;
};

/// A parameter of a kernel.
struct KernelParam {
  std::string name;
  bool isPointer = false;
  /// Where to write the name if the source leaves it out, else 0.
  unsigned insertNameAt = 0;
};

/// A kernel's declaration or definition.
struct KernelFact {
  std::string name;
  SourcePlace place;
  /// Behind the '(' of the parameters.
  unsigned paramsBegin = 0;
  /// "(void)": to be dropped, else empty.
  TextRange voidParams;
  std::vector<KernelParam> params;
  /// The body with its braces; empty for a declaration.
  TextRange body;
  bool isTemplate = false;
  /// Of a template: "<T, N>", to call it with its own arguments.
  std::string templateArgs;
  std::vector<KernelInstance> instances;
};

/// One user file: a source of the command line or a header of its own.
struct FileFacts {
  /// As Clang was given it, for diagnostics.
  std::string path;
  /// Relative to the project's folder.
  std::string emittedPath;
  std::string text;
  bool isSource = false;
  /// One of our own headers that is part of the program: its kernels and
  /// launches are those of a CUDA library.
  bool isLibrary = false;
  /// A source without any CUDA in it, which needs no support header.
  bool isPlainCpp = false;
  std::vector<IncludeFact> includes;
  /// Text that no inclusion of the file has active, without the first line
  /// (the directive) of each stretch.
  std::optional<std::vector<TextRange>> skipped;
  std::map<TextRange, TextEdit> edits;
  /// By the start of the name.
  std::map<unsigned, KernelFact> kernels;
};

/// All facts about the program.
class Program {
public:
  LaunchMode mode = LaunchMode::Translated;
  /// By real path, so that two spellings of a header are one file.
  std::map<std::string, FileFacts> files;
  /// Real paths of the command line's sources, in order.
  std::vector<std::string> sources;
  /// Names that our CUDA headers declare.
  std::set<std::string> cudaNames;
  /// Where the user's macros are expanded: file and offset, by name.
  std::map<std::string, std::set<std::pair<std::string, unsigned>>> macroUses;
  /// Calls of the driver API, and of kernels by their names in a module.
  bool usesDriver = false, findsKernels = false;
  /// Streams are captured for graphs somewhere.
  bool capturesStreams = false;
  /// Device variables: the name in the program, by mangled name.
  std::map<std::string, std::string> symbols;

  /// `wanted`, or a like name that no file of the project has yet.
  std::string uniquePath(std::string wanted) const;
};

/// Parses one source and adds what it says to `program`.
bool scanSource(Program &program, llvm::StringRef source,
                llvm::ArrayRef<std::string> arguments,
                DiagnosticHandler onDiagnostic);

/// The name of the launch function's first parameter: "launch", if the kernel
/// has no parameter of that name.
std::string configName(const KernelFact &kernel);

/// The body of the function that launches `kernel`.
std::string printLaunchBody(const Program &program, const KernelFact &kernel,
                            const std::vector<Launcher> *launchers);

/// Rewrites the text of one file.
std::string rewriteFile(const Program &program, const FileFacts &file,
                        llvm::StringRef kernelsHeader,
                        const std::vector<Launcher> *launchers,
                        DiagnosticHandler onDiagnostic);

} // namespace cubeport::host

#endif
