// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files around the kernels: includes, launch functions, the header.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Target/AscendC/KernelPrinter.h"
#include "lib/Target/AscendC/ThreadFrame.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

/// The launch arguments that map appends to every kernel, in this order.
static constexpr StringLiteral kLaunchArgs[] = {"gridX",  "gridY",  "gridZ",
                                                "blockX", "blockY", "blockZ"};
static constexpr StringLiteral kSharedBytesArg = "sharedBytes";

static StringRef getArgName(func::FuncOp kernel, unsigned index) {
  auto name = kernel.getArgAttrOfType<StringAttr>(
      index, simt::SimtDialect::kArgNameAttrName);
  return name ? name.getValue() : "arg";
}

static int64_t getInt(Operation *op, StringRef attribute) {
  auto value = op->getAttrOfType<IntegerAttr>(attribute);
  return value ? value.getInt() : 0;
}

/// All but names, which depend on the other kernels of the module.
static FailureOr<KernelInterface> describeKernel(func::FuncOp kernel) {
  KernelInterface interface;
  interface.mangled = kernel.getSymName().str();
  auto name =
      kernel->getAttrOfType<StringAttr>(simt::SimtDialect::kNameAttrName);
  interface.sourceName = name ? name.str() : interface.mangled;
  interface.ubBytes = getInt(kernel, davinci::DavinciDialect::kUbBytesAttrName);
  interface.maxThreads =
      getInt(kernel, davinci::DavinciDialect::kMaxBlockAttrName);
  interface.blockParts = std::max<int64_t>(
      getInt(kernel, davinci::DavinciDialect::kBlockPartsAttrName), 1);
  interface.threads =
      kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName);
  for (BlockArgument argument : kernel.getArguments()) {
    unsigned index = argument.getArgNumber();
    auto memref = dyn_cast<MemRefType>(argument.getType());
    KernelArg arg;
    arg.isPointer = static_cast<bool>(memref);
    arg.cType = typeName(memref ? memref.getElementType() : argument.getType());
    if (arg.cType.empty()) {
      return kernel.emitError()
             << "CP6503: argument '" << getArgName(kernel, index)
             << "' of kernel '" << interface.sourceName << "' has type "
             << argument.getType() << "; it has no Ascend C type";
    }
    StringRef path = getArgName(kernel, index);
    arg.name = makeIdentifier(path);
    if (path.find_first_of(".[") != StringRef::npos) {
      arg.field = path.substr(path.find_first_of(".[")).str();
    }
    if (auto symbol = kernel.getArgAttrOfType<StringAttr>(
            index, simt::SimtDialect::kSymbolAttrName)) {
      arg.symbol = symbol.str();
    }
    if (auto param = kernel.getArgAttrOfType<IntegerAttr>(
            index, simt::SimtDialect::kParamAttrName)) {
      arg.sourceParam = param.getInt();
    }
    interface.args.push_back(arg);
  }
  // The launch arguments follow from the contract and are not listed.
  std::vector<KernelArg> &args = interface.args;
  if (!args.empty() && args.back().name == kSharedBytesArg) {
    interface.dynamicShared = true;
    args.pop_back();
  }
  constexpr size_t kLaunchArgCount = std::size(kLaunchArgs);
  if (args.size() >= kLaunchArgCount &&
      args[args.size() - kLaunchArgCount].name == kLaunchArgs[0]) {
    args.resize(args.size() - kLaunchArgCount);
  }
  return interface;
}

/// Source names; instantiations of one template get their arguments behind
/// the name, overloads a number.
static void nameKernels(MutableArrayRef<KernelInterface> kernels) {
  llvm::StringMap<unsigned> uses;
  for (const KernelInterface &kernel : kernels) {
    ++uses[kernel.sourceName];
  }
  Names names;
  for (KernelInterface &kernel : kernels) {
    std::string wish = kernel.sourceName;
    std::string arguments = describeTemplateArguments(kernel.mangled);
    if (!arguments.empty()) {
      wish += "_" + arguments;
    }
    kernel.emittedName = names.claim(wish);
    for (KernelArg &arg : kernel.args) {
      // The launcher calls the kernel, which its own argument would hide.
      if (arg.name == kernel.emittedName) {
        arg.name += "Arg";
      }
    }
  }
}

/// Floating-point scalars that host code knows by their bits alone.
static bool goesAsBits(const KernelArg &arg) {
  return !arg.isPointer && (arg.cType == "half" || arg.cType == "bfloat16_t");
}

/// `void saxpy_launch(uint32_t numBlocks, ...)`.
static std::string describeLauncher(const KernelInterface &kernel) {
  std::string text =
      "void " + kernel.emittedName + "_launch(uint32_t numBlocks, void *stream";
  auto add = [&](const Twine &parameter) {
    size_t lastBreak = text.rfind('\n');
    size_t column =
        text.size() - (lastBreak == std::string::npos ? 0 : lastBreak + 1);
    std::string part = parameter.str();
    constexpr size_t kColumns = 77; // room for the comma
    text += column + part.size() > kColumns ? ",\n    " : ", ";
    text += part;
  };
  for (const KernelArg &arg : kernel.args) {
    add((arg.isPointer      ? "void *"
         : goesAsBits(arg) ? std::string("uint16_t ")
                           : arg.cType + " ") +
        arg.name);
  }
  for (StringRef name : kLaunchArgs) {
    add("int32_t " + name);
  }
  if (kernel.dynamicShared) {
    add("int32_t " + kSharedBytesArg);
  }
  return text + ")";
}

/// What a launcher hands to a kernel for one of its arguments.
static std::string passArgument(const KernelInterface &kernel,
                                const KernelArg &arg) {
  std::string type = arg.cType == "double" ? "cubeport::Double" : arg.cType;
  if (kernel.threads) {
    type = llvm::StringSwitch<std::string>(type)
               .Case("half", "cubeport::Half")
               .Case("bfloat16_t", "cubeport::BFloat16")
               .Default(type);
  }
  if (arg.isPointer) {
    return "(__gm__ " + type + " *)" + arg.name;
  }
  if (goesAsBits(arg) && type == arg.cType) {
    return "*(" + type + " *)&" + arg.name;
  }
  return type == arg.cType
             ? arg.name
             : "cubeport::reinterpret<" + type + ">(" + arg.name + ")";
}

/// Threads one by one need memory of their own, and nothing beside them: one
/// core's data cache is the only way to memory that is then in use.
static void printThreadsLaunch(func::FuncOp kernel,
                               const KernelInterface &interface,
                               SmallVector<std::string> arguments,
                               raw_ostream &os) {
  auto threads = *kernel.getOps<davinci::ThreadsOp>().begin();
  ThreadArrays arrays(threads);
  std::string shared = std::to_string(
      getInt(kernel, davinci::DavinciDialect::kSharedBytesAttrName));
  if (interface.dynamicShared) {
    shared += " + " + kSharedBytesArg.str();
  }
  std::string size;
  if (arrays.needsState()) {
    // Blocks that wait for each other are under way together.
    constexpr int kBlocksThatTakeTurns = 64;
    int atOnce = arrays.syncsGrid    ? 0
                 : arrays.takesTurns ? kBlocksThatTakeTurns
                                     : 1;
    os << wrapStatement(
        "cubeport::Shape cubeportShape = {gridX, gridY, gridZ, blockX, "
        "blockY, blockZ, " +
            shared + ", " +
            std::to_string(arrays.escape ? arrays.ownBytes : 0) + ", " +
            std::to_string(atOnce) + "};",
        2);
    size = "cubeport::GridThreads<" + interface.emittedName +
           "Thread>::bytes(cubeportShape)";
  } else if (arrays.hasShared) {
    size = shared + " + 64";
  }
  if (!size.empty()) {
    os << "  uint8_t *cubeportMemory = cubeport::workspace(" << size << ");\n"
       << "  if (!cubeportMemory) {\n    return;\n  }\n";
    arguments.push_back("(__gm__ uint8_t *)cubeportMemory");
    if (arrays.needsState()) {
      arguments.push_back("cubeportShape");
    }
  }
  os << "  // One core does all, and nothing runs beside it.\n"
     << "  aclrtSynchronizeDevice();\n"
     << wrapStatement(interface.emittedName + "<<<1, nullptr, stream>>>(" +
                          llvm::join(arguments, ", ") + ");",
                      2)
     << "  aclrtSynchronizeStream(stream);\n";
}

static void printLauncher(func::FuncOp function, const KernelInterface &kernel,
                          bool hasLaunchArgs, raw_ostream &os) {
  SmallVector<std::string> arguments;
  for (const KernelArg &arg : kernel.args) {
    arguments.push_back(passArgument(kernel, arg));
  }
  if (hasLaunchArgs) {
    for (StringRef name : kLaunchArgs) {
      arguments.push_back(name.str());
    }
  }
  if (kernel.dynamicShared) {
    arguments.push_back(kSharedBytesArg.str());
  }
  os << describeLauncher(kernel) << "\n{\n";
  if (kernel.threads) {
    printThreadsLaunch(function, kernel, arguments, os);
  } else {
    os << wrapStatement(kernel.emittedName +
                            "<<<numBlocks, nullptr, stream>>>(" +
                            llvm::join(arguments, ", ") + ");",
                        /*indent=*/2);
  }
  os << "}\n";
}

static void printHeader(ArrayRef<KernelInterface> kernels,
                        const EmitOptions &options, raw_ostream &os) {
  std::string guard =
      StringRef(makeIdentifier(options.appName)).upper() + "_KERNELS_H";
  os << "// Launch functions of " << options.appName << "_kernels.asc.\n"
     << "#ifndef " << guard << "\n#define " << guard
     << "\n\n#include <cstdint>\n\n";
  for (const KernelInterface &kernel : kernels) {
    os << describeLauncher(kernel) << ";\n";
  }
  os << "\n#endif // " << guard << "\n";
}

/// The support headers that the kernels include.
static SmallVector<StringRef> listSupport(const FileNeeds &needs) {
  SmallVector<StringRef> headers;
  auto add = [&](bool isNeeded, StringRef header) {
    if (isNeeded) {
      headers.push_back(header);
    }
  };
  add((needs.threads || needs.doubles) && !needs.pauses, "cubeport_memory.h");
  add(needs.pauses, "cubeport_threads.h");
  add(needs.doubles || needs.math, "cubeport_double.h");
  add(needs.halves, "cubeport_scalar_half.h");
  add(needs.math, "cubeport_float_math.h");
  add(needs.doubleMath, "cubeport_double_math.h");
  add(needs.math, "cubeport_bits.h");
  for (StringRef header : needs.support) {
    add(!is_contained(headers, header), header);
  }
  return headers;
}

static void printFileHead(const EmitOptions &options, const FileNeeds &needs,
                          raw_ostream &os) {
  os << "// Kernels of " << options.appName
     << ", one function for each CUDA kernel.\n"
     << "#include \"" << options.appName << "_kernels.h\"\n"
     << "#include \"kernel_operator.h\"\n";
  for (const std::string &include : needs.includes) {
    os << "#include \"" << include << "\"\n";
  }
  for (StringRef header : listSupport(needs)) {
    os << "#include \"" << header << "\"\n";
  }
  if (needs.bitCast) {
    os << "\n// The bits of a value as another type of the same size.\n"
          "template <typename To, typename From>\n"
          "__aicore__ inline To bitCast(From value)\n{\n"
          "  union {\n    From from;\n    To to;\n  } bits;\n"
          "  bits.from = value;\n  return bits.to;\n}\n";
  }
}

LogicalResult cubeport::target::emitAscendC(
    ModuleOp planned, raw_ostream &asc, raw_ostream &header,
    std::vector<KernelInterface> &kernels, const EmitOptions &options) {
  std::vector<KernelInterface> interfaces;
  SmallVector<func::FuncOp> functions;
  for (func::FuncOp kernel : planned.getOps<func::FuncOp>()) {
    if (kernel.isExternal()) {
      continue;
    }
    FailureOr<KernelInterface> interface = describeKernel(kernel);
    if (failed(interface)) {
      return failure();
    }
    interfaces.push_back(std::move(*interface));
    functions.push_back(kernel);
  }
  nameKernels(interfaces);

  SourceLines source;
  FileNeeds needs;
  std::string text;
  llvm::raw_string_ostream body(text);
  for (auto [kernel, interface] : llvm::zip(functions, interfaces)) {
    FailureOr<std::string> function =
        KernelPrinter(kernel, interface, options, source, needs).print();
    if (failed(function)) {
      return failure();
    }
    body << "\n" << *function << "\n";
    bool hasLaunchArgs = kernel.getNumArguments() > interface.args.size();
    printLauncher(kernel, interface, hasLaunchArgs, body);
  }
  printFileHead(options, needs, asc);
  asc << text;
  printHeader(interfaces, options, header);
  llvm::append_range(kernels, interfaces);
  return success();
}
