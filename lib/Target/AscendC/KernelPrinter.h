// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The state of printing one kernel, shared by the printers of op families.
#ifndef CUBEPORT_LIB_TARGET_ASCENDC_KERNELPRINTER_H
#define CUBEPORT_LIB_TARGET_ASCENDC_KERNELPRINTER_H

#include "dialects/Davinci/DavinciDialect.h"
#include "lib/Target/AscendC/Names.h"
#include "lib/Target/AscendC/SourceLines.h"
#include "lib/Target/KernelInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/MapVector.h"
#include <memory>
#include <set>

namespace cubeport::target {

/// How tightly the outermost operator of an expression binds, as in C++.
enum class Binding {
  Primary,
  Unary,
  Multiply,
  Add,
  Shift,
  Compare,
  Equal,
  BitAnd,
  BitXor,
  BitOr,
  And,
  Or,
  Conditional,
};

/// C++ text of a value.
struct Expr {
  std::string text;
  Binding binding = Binding::Primary;
};

/// What the whole file needs because some kernel uses it.
struct FileNeeds {
  /// Headers of the vendor's library, such as `adv_api/math/tanh.h`.
  std::set<std::string> includes;
  /// The helper that reads a value's bits as another type.
  bool bitCast = false;
  /// Some kernel runs its threads one by one; some lets them pause.
  bool threads = false, pauses = false;
  /// Some kernel computes in double, or in 16-bit floats, on the scalar unit;
  /// some calls mathematical functions there.
  bool doubles = false, halves = false, math = false, doubleMath = false;
  /// Support headers besides those that the above stand for.
  std::set<llvm::StringRef> support;
};

struct ThreadFrame;

/// Prints one kernel. Scalar values that are used once become part of the
/// expression that uses them; others become named constants.
class KernelPrinter {
public:
  KernelPrinter(mlir::func::FuncOp kernel, const KernelInterface &interface,
                const EmitOptions &options, SourceLines &source,
                FileNeeds &needs);
  ~KernelPrinter();

  /// The whole function; error CP65xx where an op cannot be printed.
  llvm::FailureOr<std::string> print();

  // What follows is for the printers of op families.

  /// Text of a scalar value.
  Expr scalar(mlir::Value value);
  /// As `scalar`, in parentheses if it binds looser than `loosest`.
  std::string operand(mlir::Value value, Binding loosest);
  /// Text where any expression may stand: an argument, an initialiser.
  std::string argument(mlir::Value value) { return scalar(value).text; }
  /// Text of an index: widening casts are left to the compiler.
  std::string index(mlir::Value value);
  /// Text of a buffer: a tensor's name, or a view of one.
  std::string tensor(mlir::Value buffer);
  /// A count of elements: LANES where it is the kernel's lane capacity.
  std::string count(mlir::Value value);

  /// One statement, on its own line, below its CUDA line if that is new.
  void statement(mlir::Operation *op, const llvm::Twine &text);
  /// A line that opens (`for (...) {`) or closes a block.
  void open(mlir::Operation *op, const llvm::Twine &text);
  void close(const llvm::Twine &text = "}");
  /// A place in the text, to take back what follows it.
  struct Mark {
    size_t size;
    unsigned indent;
    std::string comment;
  };
  Mark mark() const { return {text.size(), indent, lastComment}; }
  void goBack(const Mark &mark) {
    text.resize(mark.size);
    indent = mark.indent;
    lastComment = mark.comment;
  }
  /// Indents again after a `close` that opens the next block.
  void reopen() { ++indent; }
  /// The statements of a block but its terminator.
  llvm::LogicalResult body(mlir::Block &block);

  /// A name for `value`; `stem` unless the value's location names it.
  std::string name(mlir::Value value, llvm::StringRef stem);
  /// Makes `name` the tensor that stands for `buffer`.
  void bindTensor(mlir::Value buffer, std::string name) {
    tensors[buffer] = std::move(name);
  }
  /// Makes `expr` the text of `value`.
  void bind(mlir::Value value, Expr expr) { exprs[value] = std::move(expr); }
  /// Keeps the text of a pure op's result for its one user, or declares a
  /// constant for it.
  void define(mlir::Value value, Expr expr);

  /// Declares a variable for `value` and says how it is called; empty initial
  /// text leaves it without a value.
  std::string variable(mlir::Operation *op, mlir::Value value,
                       llvm::StringRef stem, llvm::StringRef initial);
  /// The name of a loop's counter, and its declaration at the head of the loop.
  std::pair<std::string, std::string> counter(mlir::Value value,
                                              llvm::StringRef stem);
  /// A constant of that text, for the statements right behind it.
  std::string temporary(mlir::Operation *op, mlir::Type type,
                        llvm::StringRef stem, llvm::StringRef text);
  /// C++ name of a type in this kernel: double, and 16-bit floats where the
  /// scalar unit is alone, are types of the support headers.
  std::string type(mlir::Type type);
  /// The kernel's threads run one by one.
  bool hasThreads() const { return isThreads; }
  /// Addresses of arrays of threads or blocks are taken in this kernel.
  bool escapes() const { return hasEscapes; }
  /// Gives `value` a name for what `text` says now: a read, a result.
  void keep(mlir::Value value, llvm::StringRef stem, llvm::StringRef text);
  /// What is kept of a thread that pauses; null if none does.
  ThreadFrame *getFrame() { return frame.get(); }

  FileNeeds &getNeeds() { return needs; }

private:
  llvm::LogicalResult printOp(mlir::Operation &op);
  void printHead();
  llvm::LogicalResult declareTensors();
  void declareGlobalTensor(mlir::BlockArgument argument);
  void declareLocalTensor(davinci::AllocOp alloc);
  std::string wishLocalName(davinci::AllocOp alloc);
  void findVariables();
  bool isUsedAsPart(mlir::Value value, const Expr &expr);
  void line(const llvm::Twine &text);

  // ThreadKernel.cpp: kernels whose threads run one by one.
  llvm::LogicalResult printThreads(davinci::ThreadsOp threads);
  llvm::LogicalResult printThreadLoops(davinci::ThreadsOp threads,
                                       bool hasShared);
  llvm::LogicalResult printPausingThreads(davinci::ThreadsOp threads);
  void bindPlaces(davinci::ThreadsOp threads, llvm::StringRef prefix);
  void declareArrays(davinci::ThreadsOp threads, llvm::StringRef shared,
                     llvm::StringRef own);
  void printHeadOf(llvm::StringRef head, llvm::ArrayRef<std::string> parts);
  llvm::SmallVector<std::string> nameParameters();

  mlir::func::FuncOp kernel;
  const KernelInterface &interface;
  const EmitOptions &options;
  SourceLines &source;
  FileNeeds &needs;
  bool isThreads = false, hasEscapes = false;
  std::unique_ptr<ThreadFrame> frame;

  Names names;
  llvm::DenseMap<mlir::Value, Expr> exprs;
  llvm::DenseMap<mlir::Value, std::string> tensors;
  /// The CUDA variable whose value a buffer holds, where its line tells.
  llvm::DenseMap<mlir::Operation *, std::string> variables;
  std::string text;
  unsigned indent = 0;
  std::string lastComment;
  bool usesLanes = false;
  bool isLanes(mlir::Value value);
  std::string viewOffset(davinci::ViewOp view);
};

//===----------------------------------------------------------------------===//
// Printers of op families: true in `printed` if the op is theirs
//===----------------------------------------------------------------------===//

enum class Printed { Yes, NotMine, Failed };

Printed printArith(KernelPrinter &printer, mlir::Operation &op);
Printed printControl(KernelPrinter &printer, mlir::Operation &op);
Printed printMove(KernelPrinter &printer, mlir::Operation &op);
Printed printScalar(KernelPrinter &printer, mlir::Operation &op);
Printed printSync(KernelPrinter &printer, mlir::Operation &op);
Printed printVector(KernelPrinter &printer, mlir::Operation &op);
Printed printThread(KernelPrinter &printer, mlir::Operation &op);
/// Arithmetic that only kernels with threads one by one have: functions,
/// conversions, doubles. Empty text for other ops.
Expr makeThreadExpr(KernelPrinter &printer, mlir::Operation &op);
/// A float constant of such a kernel.
Expr makeThreadLiteral(KernelPrinter &printer, const llvm::APFloat &value,
                       mlir::Type type);

//===----------------------------------------------------------------------===//
// Small pieces of text
//===----------------------------------------------------------------------===//

/// C++ name of a scalar or element type; empty if it has none.
std::string typeName(mlir::Type type);
/// The unsigned type of the same width.
std::string unsignedTypeName(mlir::Type type);
/// `value` exactly, as a literal of `type`.
std::string literal(const llvm::APInt &value, mlir::Type type);
std::string literal(const llvm::APFloat &value, mlir::Type type);
/// `expr`, in parentheses if it binds looser than `loosest`.
std::string wrap(const Expr &expr, Binding loosest);
/// `callee(a, b)`.
Expr call(const llvm::Twine &callee, llvm::ArrayRef<std::string> arguments);

/// `statement` as a line at column `indent`, broken behind commas and
/// semicolons of its outermost parentheses where it is too long.
std::string wrapStatement(llvm::StringRef statement, unsigned indent);

} // namespace cubeport::target

#endif
