// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose threads run one by one: plain loops where no thread waits for
// another, else a function of one thread that goes on where it paused.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "lib/Target/AscendC/ThreadFrame.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

LogicalResult KernelPrinter::printThreads(davinci::ThreadsOp threads) {
  needs.threads = true;
  ThreadArrays arrays(threads);
  hasEscapes = arrays.escape;
  // Constants have gone to the head of the kernel; their text needs no place.
  for (auto constant : kernel.getOps<arith::ConstantOp>()) {
    if (failed(printOp(*constant))) {
      return failure();
    }
  }
  if (arrays.needsState()) {
    needs.pauses = true;
    return printPausingThreads(threads);
  }
  return printThreadLoops(threads, arrays.hasShared);
}

/// Binds thread and block indices to `<prefix>threadX` and so on.
void KernelPrinter::bindPlaces(davinci::ThreadsOp threads, StringRef prefix) {
  static constexpr StringLiteral stems[] = {"threadX",  "threadY",  "threadZ",
                                            "blockIdX", "blockIdY", "blockIdZ"};
  static constexpr StringLiteral members[] = {"threadX", "threadY", "threadZ",
                                              "blockX",  "blockY",  "blockZ"};
  for (auto [i, argument] : llvm::enumerate(threads.getBody().getArguments())) {
    bind(argument, {prefix.empty() ? names.claim(stems[i])
                                   : (prefix + members[i]).str()});
  }
}

/// Arrays of the block and of the thread, as names that point to them. Memory
/// of a thread begins at `own`; without it, its arrays are C++'s.
void KernelPrinter::declareArrays(davinci::ThreadsOp threads, StringRef shared,
                                  StringRef own) {
  int64_t ownEnd = 0;
  bool keepsArrays = frame && own.empty();
  threads.getBody().walk([&](Operation *op) {
    if (op->use_empty()) {
      return;
    }
    auto block = dyn_cast<davinci::BlockArrayOp>(op);
    if (!block && !isa<davinci::ThreadArrayOp>(op)) {
      return;
    }
    auto array = cast<MemRefType>(op->getResult(0).getType());
    std::string element = type(array.getElementType());
    std::string name = this->name(op->getResult(0), block ? "shared" : "array");
    auto point = [&](StringRef base, int64_t offset) {
      line("__gm__ " + element + " *" + name + " = (__gm__ " + element + " *)" +
           (offset ? "(" + base + " + " + Twine(offset) + ")" : base) + ";");
    };
    if (block) {
      point(shared, block.getOffset());
    } else if (!own.empty()) {
      point(own, ownEnd);
      ownEnd += ThreadArrays::placeBytes(array);
    } else {
      std::string text = "alignas(16) " + element;
      std::string extent = "[" + std::to_string(array.getNumElements()) + "]";
      if (keepsArrays) {
        frame->fields.push_back({text, name + extent});
        name = "t->" + name;
      } else {
        line(text + " " + name + extent + ";");
      }
    }
    bindTensor(op->getResult(0), name);
  });
}

LogicalResult KernelPrinter::printThreadLoops(davinci::ThreadsOp threads,
                                              bool hasShared) {
  SmallVector<std::string> parameters = nameParameters();
  std::string memory;
  if (hasShared) {
    memory = names.claim("workspace");
    parameters.push_back("__gm__ uint8_t *" + memory);
  }
  printHeadOf("__global__ __vector__ void " + interface.emittedName,
              parameters);
  line("AscendC::InitSocState();");
  line("cubeport::synchronizeCache();");
  bindPlaces(threads, "");
  auto text = [&](Value value) { return scalar(value).text; };
  auto place = [&](unsigned i) {
    return scalar(threads.getBody().getArgument(i)).text;
  };
  static constexpr unsigned kOutermostFirst[] = {5, 4, 3, 2, 1, 0};
  Value extents[] = {threads.getBlockX(), threads.getBlockY(),
                     threads.getBlockZ(), threads.getGridX(),
                     threads.getGridY(),  threads.getGridZ()};
  for (unsigned i : kOutermostFirst) {
    std::string name = place(i);
    open(threads, "for (int32_t " + name + " = 0; " + name + " < " +
                      text(extents[i]) + "; ++" + name + ") {");
  }
  declareArrays(threads, memory, "");
  if (failed(body(threads.getBody().front()))) {
    return failure();
  }
  for (unsigned i = 0; i < 6; ++i) {
    close();
  }
  line("cubeport::synchronizeCache();");
  line("AscendC::PipeBarrier<PIPE_ALL>();");
  this->text += "}\n";
  return success();
}

/// `int32_t a, b;` for each type, in order of first use.
static std::vector<std::string>
listDeclarations(ArrayRef<ThreadFrame::Variable> variables) {
  std::vector<std::string> lines;
  SmallVector<std::pair<std::string, SmallVector<std::string>>> byType;
  for (const ThreadFrame::Variable &variable : variables) {
    auto *known = llvm::find_if(
        byType, [&](auto &entry) { return entry.first == variable.type; });
    if (known == byType.end()) {
      byType.push_back({variable.type, {}});
      known = std::prev(byType.end());
    }
    known->second.push_back(variable.name);
  }
  for (auto &[type, names] : byType) {
    lines.push_back(type + " " + llvm::join(names, ", ") + ";");
  }
  return lines;
}

LogicalResult KernelPrinter::printPausingThreads(davinci::ThreadsOp threads) {
  std::string state = interface.emittedName + "Thread";
  names.claim("t");
  SmallVector<std::string> parameters = nameParameters(), arguments;
  for (BlockArgument argument : kernel.getArguments()) {
    arguments.push_back(scalar(argument).text);
  }
  // Members of cubeport::ThreadState, which what is kept must not hide.
  for (StringRef member : {"step", "wait", "value", "argument", "width",
                           "mask", "flag", "result"}) {
    names.claim(member);
  }
  std::string at = names.claim("at");

  // The function of one thread, printed first: it says what is kept.
  frame = std::make_unique<ThreadFrame>(threads);
  SmallVector<std::string> threadParameters = {"__gm__ " + state + " *t",
                                               "const cubeport::Place &" + at};
  llvm::append_range(threadParameters, parameters);
  printHeadOf("__aicore__ inline void " + interface.emittedName + "Step",
              threadParameters);
  size_t localsPlace = text.size();
  bindPlaces(threads, at + ".");
  declareArrays(threads, at + ".shared", hasEscapes ? at + ".own" : "");
  line("switch (t->step) {");
  line("case 0:");
  ++indent;
  if (failed(body(threads.getBody().front()))) {
    return failure();
  }
  line("t->step = cubeport::kDone;");
  --indent;
  line("}");
  --indent;
  text += "}\n\n";
  std::string locals;
  for (const std::string &one : listDeclarations(frame->locals)) {
    locals += wrapStatement(one, 2);
  }
  text.insert(localsPlace, locals);

  // Before it, the state.
  std::string fields = "// What is kept of a thread of " +
                       interface.emittedName + " while others run.\nstruct " +
                       state + " : cubeport::ThreadState {\n";
  for (const std::string &one : listDeclarations(frame->fields)) {
    fields += wrapStatement(one, 2);
  }
  text.insert(0, fields + "};\n\n");

  // Behind it, the kernel.
  frame.reset();
  lastComment.clear();
  std::string memory = names.claim("workspace");
  std::string shape = names.claim("shape");
  std::string all = names.claim("threads");
  parameters.push_back("__gm__ uint8_t *" + memory);
  parameters.push_back("cubeport::Shape " + shape);
  printHeadOf("__global__ __vector__ void " + interface.emittedName,
              parameters);
  line("AscendC::InitSocState();");
  line("cubeport::synchronizeCache();");
  line("cubeport::GridThreads<" + state + "> " + all + "(" + memory + ", " +
       shape + ");");
  line("while (" + all + ".next()) {");
  ++indent;
  line(interface.emittedName + "Step(" + all + ".thread(), " + all +
       ".where(), " + llvm::join(arguments, ", ") + ");");
  close();
  line("cubeport::synchronizeCache();");
  line("AscendC::PipeBarrier<PIPE_ALL>();");
  text += "}\n";
  return success();
}

std::string KernelPrinter::type(Type type) {
  if (isThreads) {
    if (type.isF64()) {
      needs.doubles = true;
      return "cubeport::Double";
    }
    if (type.isF16() || type.isBF16()) {
      needs.halves = true;
      return type.isF16() ? "cubeport::Half" : "cubeport::BFloat16";
    }
  }
  return typeName(type);
}
