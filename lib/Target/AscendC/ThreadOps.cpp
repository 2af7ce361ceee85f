// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory, pauses and calls of one thread: DavinciThreadOps.td.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "lib/Target/AscendC/ThreadFrame.h"
#include "lib/Target/Support.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;
using davinci::PauseKind;

static Type elementOf(Value memory) {
  return cast<MemRefType>(memory.getType()).getElementType();
}

namespace {
/// A place in memory as text: `array[index]` where C++ reaches it directly,
/// else a pointer for the functions that go through the data cache.
struct Memory {
  std::string pointer;
  bool isDirect = false;
};
} // namespace

static Memory describe(KernelPrinter &printer, Value memory, bool escape) {
  Operation *definition = memory.getDefiningOp();
  if (!definition) {
    return {printer.scalar(memory).text, false};
  }
  std::string element = printer.type(elementOf(memory));
  if (auto address = dyn_cast<davinci::FromAddressOp>(definition)) {
    return {"(__gm__ " + element + " *)" +
                printer.operand(address.getAddress(), Binding::Primary),
            false};
  }
  if (auto view = dyn_cast<davinci::ViewOp>(definition)) {
    Memory source = describe(printer, view.getSource(), escape);
    if (elementOf(view.getSource()) == elementOf(view)) {
      return source;
    }
    bool isLocal = source.isDirect && !printer.getFrame() &&
                   view.getSource().getDefiningOp<davinci::ThreadArrayOp>();
    source.pointer = std::string(isLocal ? "(" : "(__gm__ ") + element + " *)" +
                     source.pointer;
    return source;
  }
  // An array of the thread or of its block.
  return {printer.tensor(memory), !escape};
}

/// `array[index]`, for memory that C++ reaches directly.
static std::string element(const Memory &memory, const std::string &index) {
  bool isName = memory.pointer.front() != '(';
  return (isName ? memory.pointer : "(" + memory.pointer + ")") + "[" + index +
         "]";
}

static void printLoad(KernelPrinter &printer, davinci::ThreadLoadOp load) {
  Memory memory = describe(printer, load.getSource(), printer.escapes());
  std::string index = printer.index(load.getIndex());
  std::string text =
      memory.isDirect ? element(memory, index)
                      : "cubeport::load(" + memory.pointer + ", " + index + ")";
  if (load.getResult().use_empty()) {
    printer.statement(load, text + ";");
    return;
  }
  printer.keep(load.getResult(), "element", text);
}

static void printStore(KernelPrinter &printer, davinci::ThreadStoreOp store) {
  Memory memory = describe(printer, store.getTarget(), printer.escapes());
  std::string index = printer.index(store.getIndex());
  std::string value = printer.argument(store.getValue());
  if (memory.isDirect) {
    printer.statement(store, element(memory, index) + " = " + value + ";");
    return;
  }
  // The element's type, where C++ would see an int.
  std::string type = printer.type(store.getValue().getType());
  printer.statement(store, "cubeport::store<" + type + ">(" + memory.pointer +
                               ", " + index + ", " + value + ");");
}

/// `ShuffleDown` of shuffle_down.
static std::string waitName(PauseKind kind) {
  switch (kind) {
  case PauseKind::yield:
    return "Turn";
  case PauseKind::named_barrier:
    return "Named";
  case PauseKind::named_arrive:
    return "Arrive";
  case PauseKind::reduce_umin:
    return "ReduceUMin";
  case PauseKind::reduce_umax:
    return "ReduceUMax";
  default:
    break;
  }
  std::string name;
  bool isStart = true;
  for (char c : davinci::stringifyPauseKind(kind)) {
    if (c != '_') {
      name += isStart ? llvm::toUpper(c) : c;
    }
    isStart = c == '_';
  }
  return name;
}

static StringRef pauseFunction(PauseKind kind) {
  switch (kind) {
  case PauseKind::barrier:
  case PauseKind::grid:
  case PauseKind::yield:
  case PauseKind::active_mask:
    return "cubeport::pause";
  case PauseKind::barrier_count:
  case PauseKind::barrier_and:
  case PauseKind::barrier_or:
    return "cubeport::pauseWithFlag";
  case PauseKind::named_barrier:
  case PauseKind::named_arrive:
    return "cubeport::pauseAtNumber";
  case PauseKind::shuffle_idx:
  case PauseKind::shuffle_up:
  case PauseKind::shuffle_down:
  case PauseKind::shuffle_xor:
    return "cubeport::pauseToShuffle";
  default:
    return "cubeport::pauseWithWarp";
  }
}

static void printPause(KernelPrinter &printer, davinci::PauseOp pause) {
  int step = ++printer.getFrame()->steps;
  PauseKind kind = pause.getKind();
  std::string call = pauseFunction(kind).str() + "(t, " + std::to_string(step) +
                     ", cubeport::Wait::" + waitName(kind);
  bool isShuffle = pauseFunction(kind) == "cubeport::pauseToShuffle";
  for (auto [i, input] : llvm::enumerate(pause.getInputs())) {
    std::string text = printer.argument(input);
    // The value's own type: a literal may have another in C++.
    bool isValue = i == 0 && (isShuffle || pause.getInputs().size() > 1);
    if (isValue && matchPattern(input, m_Constant())) {
      text = printer.type(input.getType()) + "(" + text + ")";
    }
    call += ", " + text;
  }
  // A lone mask, of __syncwarp.
  if (kind == PauseKind::warp) {
    call = "cubeport::pauseWithWarp(t, " + std::to_string(step) +
           ", cubeport::Wait::Warp, 0, " +
           printer.argument(pause.getInputs().front());
  }
  printer.statement(pause, call + ");");
  printer.statement(pause, "return;");
  printer.close("case " + std::to_string(step) + ":;");
  printer.reopen();
  for (auto [i, output] : llvm::enumerate(pause.getOutputs())) {
    if (output.use_empty()) {
      continue;
    }
    std::string text = i == 1 ? "t->flag != 0"
                       : output.getType().isInteger(1)
                           ? "t->result != 0"
                           : "cubeport::fromBits<" +
                                 printer.type(output.getType()) +
                                 ">(t->result)";
    printer.keep(output, i == 1 ? "isValid" : "received", text);
  }
}

static void printCall(KernelPrinter &printer, davinci::CallOp call) {
  std::vector<std::string> arguments;
  for (Value input : call.getInputs()) {
    arguments.push_back(printer.argument(input));
  }
  for (Type type : call->getOperandTypes()) {
    printer.type(type); // notes what the file needs for it
  }
  for (StringRef header : findSupportHeaders(call.getCallee())) {
    printer.getNeeds().support.insert(header);
  }
  Expr text = cubeport::target::call(call.getCallee(), arguments);
  if (call.getOutputs().empty() || call.getOutputs().front().use_empty()) {
    printer.statement(call, text.text + ";");
  } else if (call.getPure()) {
    printer.define(call.getOutputs().front(), text);
  } else {
    printer.keep(call.getOutputs().front(), "value", text.text);
  }
}

/// A string of C++.
static std::string quote(StringRef text) {
  std::string quoted = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (c < 32 || c > 126) {
      static const char digits[] = "01234567";
      quoted += '\\';
      quoted += digits[c >> 6];
      quoted += digits[c >> 3 & 7];
      quoted += digits[c & 7];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

namespace {
/// Prints printf. The vendor's function takes floats of up to 32 bits, and
/// knows %f of them alone; other conversions of doubles stand by themselves.
class FormatPrinter {
public:
  FormatPrinter(KernelPrinter &printer, davinci::PrintOp print)
      : printer(printer), print(print) {}

  void run() {
    StringRef format = print.getFormat();
    auto input = print.getInputs().begin();
    while (!format.empty()) {
      size_t at = format.find('%');
      text += format.take_front(at);
      if (at == StringRef::npos) {
        break;
      }
      format = format.drop_front(at);
      size_t end = format.find_first_not_of("0123456789+- #.hlLjztq", 1);
      StringRef conversion = format.take_front(end + 1);
      format = format.drop_front(conversion.size());
      if (conversion.back() == '%') {
        text += conversion;
      } else {
        add(conversion, *input++);
      }
    }
    flush();
  }

private:
  KernelPrinter &printer;
  davinci::PrintOp print;
  std::string text;
  std::vector<std::string> values;

  void add(StringRef conversion, Value input) {
    std::string value = printer.argument(input);
    if (input.getType().isF64()) {
      auto widened = input.getDefiningOp<arith::ExtFOp>();
      bool isFloat = widened && widened.getIn().getType().isF32();
      if (!isFloat || StringRef("fF").find(conversion.back()) == StringRef::npos) {
        return addDouble(conversion, value);
      }
      value = "cubeport::toFloat(" + value + ")";
    } else if (conversion.back() == 's') {
      value = "(__gm__ const char *)(" + value + ")";
    } else if (input.getType().isInteger(64)) {
      value = "int64_t(" + value + ")"; // a literal is an int in C++
    }
    text += conversion;
    values.push_back(value);
  }

  void addDouble(StringRef conversion, const std::string &value) {
    flush();
    printer.getNeeds().support.insert("cubeport_print.h");
    StringRef rest = conversion.drop_front().drop_back();
    rest = rest.rtrim("hlLjztq");
    StringRef flags = rest.take_while(
        [](char c) { return StringRef("+- #0").contains(c); });
    auto [width, precision] = rest.drop_front(flags.size()).split('.');
    auto flag = [&](char c) { return flags.contains(c) ? "true" : "false"; };
    std::string digits = !rest.contains('.') ? "-1"
                         : precision.empty() ? "0"
                                             : precision.str();
    printer.statement(
        print, "cubeport::printDouble(" + value + ", cubeport::PrintStyle{'" +
                   conversion.take_back() + "', " +
                   (width.empty() ? "0" : width) + ", " + digits + ", " +
                   flag('-') + ", " + flag('0') + ", " + flag('+') + ", " +
                   flag(' ') + ", " + flag('#') + "});");
  }

  void flush() {
    if (text.empty()) {
      return;
    }
    values.insert(values.begin(), quote(text));
    printer.statement(print,
                      "AscendC::printf(" + llvm::join(values, ", ") + ");");
    text.clear();
    values.clear();
  }
};
} // namespace

Printed cubeport::target::printThread(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<davinci::ThreadArrayOp, davinci::BlockArrayOp>(
          [](auto) { return Printed::Yes; })
      .Case<davinci::ViewOp, davinci::FromAddressOp>([&](auto) {
        return printer.hasThreads() ? Printed::Yes : Printed::NotMine;
      })
      .Case<davinci::AddressOfOp>([&](davinci::AddressOfOp address) {
        if (!printer.hasThreads()) {
          return Printed::NotMine;
        }
        Memory memory = describe(printer, address.getSource(), true);
        printer.define(address, call("uint64_t", {memory.pointer}));
        return Printed::Yes;
      })
      .Case<davinci::ThreadLoadOp>([&](auto load) {
        printLoad(printer, load);
        return Printed::Yes;
      })
      .Case<davinci::ThreadStoreOp>([&](auto store) {
        printStore(printer, store);
        return Printed::Yes;
      })
      .Case<davinci::PauseOp>([&](auto pause) {
        printPause(printer, pause);
        return Printed::Yes;
      })
      .Case<davinci::CallOp>([&](auto call) {
        printCall(printer, call);
        return Printed::Yes;
      })
      .Case<davinci::PrintOp>([&](davinci::PrintOp print) {
        FormatPrinter(printer, print).run();
        return Printed::Yes;
      })
      .Case<davinci::AbortOp>([&](davinci::AbortOp abort) {
        printer.statement(abort, "AscendC::printf(\"%s\\n\", " +
                                     quote(abort.getMessage()) + ");");
        printer.statement(abort, "AscendC::Trap();");
        return Printed::Yes;
      })
      .Default([](Operation *) { return Printed::NotMine; });
}
