// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the functions that launch translated kernels: what stands in the
// host half where the CUDA source has the kernel's body.
#include "lib/Host/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cubeport::host;

std::string cubeport::host::configName(const KernelFact &kernel) {
  bool isTaken = llvm::any_of(kernel.params, [](const KernelParam &param) {
    return param.name == "launch";
  });
  return isTaken ? "launchConfig" : "launch";
}

/// A kernel's argument as it goes to the launcher.
static std::string printArg(const KernelFact &kernel,
                            const KernelInstance &instance,
                            const LauncherArg &arg, size_t index,
                            bool byBytes) {
  const std::string &name = kernel.params[index].name;
  const ScalarFact *scalar = nullptr;
  if (index < instance.scalars.size()) {
    auto found = instance.scalars[index].find(arg.field);
    if (found != instance.scalars[index].end()) {
      scalar = &found->second;
    }
  }
  // The host half's numbers of 16 bits are others than the device half's.
  if (scalar && (scalar->type == "_Float16" || scalar->type == "__bf16")) {
    return "cubeport::readScalar<uint16_t>(" + name + ", " +
           std::to_string(scalar->offset) + ")";
  }
  if (scalar && (byBytes || !scalar->canBeNamed)) {
    return "cubeport::readScalar<" + scalar->type + ">(" + name + ", " +
           std::to_string(scalar->offset) + ")";
  }
  // A structure of which the kernel takes the address: a large one.
  const bool isCopied = arg.isPointer && arg.field.empty() && !scalar &&
                        index < instance.scalars.size() &&
                        !instance.scalars[index].empty();
  if (isCopied) {
    return "cubeport::DeviceCopy(" + name + ", " + configName(kernel) +
           ".stream).address()";
  }
  return (arg.isPointer ? "(void *)" : "") + name + arg.field;
}

/// How the program names a device variable: one of the source, or one of our
/// device headers. Empty if this half has no handle of it.
static std::string printSymbol(const Program &program,
                               const std::string &symbol) {
  if (symbol == "__cubeport_heap") {
    return "cubeport::DeviceHeap::get()";
  }
  auto it = program.symbols.find(symbol);
  return it == program.symbols.end() ? "" : it->second;
}

/// The statement that lets the oracle take part in a launch.
static std::string printOracleLaunch(const Program &program,
                                     const KernelFact &kernel,
                                     const Launcher &launcher) {
  std::string refusal = launcher.refusal.empty()
                            ? "nullptr"
                            : "\"" + launcher.refusal + "\"";
  std::string text =
      (program.mode == LaunchMode::OnOracle ? "cubeport::verify::run("
                                            : "cubeport::verify::Launch "
                                              "cubeportVerified(") +
      configName(kernel) + ", {\"" + launcher.mangled + "\", \"" +
      kernel.name + "\", \"" + kernel.place.file + "\", " + refusal + "}, {";
  for (auto [index, param] : llvm::enumerate(kernel.params)) {
    text += (index ? ", {\"" : "{\"") + param.name + "\", " + param.name + "}";
  }
  return text + "});";
}

/// The call of one launcher, with the check of its limits. With `byBytes` the
/// text must compile for every instance of the template, whatever the types of
/// its parameters are.
static void printLaunch(const Program &program, const KernelFact &kernel,
                        const KernelInstance &instance,
                        const Launcher &launcher, llvm::StringRef indent,
                        bool byBytes, std::string &text) {
  std::string config = configName(kernel);
  if (program.mode != LaunchMode::Translated) {
    text += indent.str() + printOracleLaunch(program, kernel, launcher) + "\n";
    if (program.mode == LaunchMode::OnOracle || !launcher.refusal.empty()) {
      return;
    }
  }
  bool isKnown = llvm::all_of(launcher.args, [&](const LauncherArg &arg) {
    return arg.symbol.empty() || !printSymbol(program, arg.symbol).empty();
  });
  if (!isKnown && launcher.refusal.empty()) {
    // A device variable that this half has no handle of.
    text += (indent + config + ".refuse(\"" + kernel.name +
             "\", \"CP6003\");\n")
                .str();
    return;
  }
  if (!launcher.refusal.empty()) {
    text += (indent + config + ".refuse(\"" + kernel.name + "\", \"" +
             launcher.refusal + "\");\n")
                .str();
    return;
  }
  std::string limits = std::to_string(launcher.maxThreads) + ", " +
                       std::to_string(launcher.maxSharedBytes);
  if (launcher.block.size() == 3) {
    limits += llvm::formatv(", {{{0}, {1}, {2}}", launcher.block[0],
                            launcher.block[1], launcher.block[2])
                  .str();
  }
  text += (indent + "if (!" + config + ".admits({\"" + kernel.name + "\", " + limits +
           "})) {\n" + indent + "  return;\n" + indent + "}\n")
              .str();
  std::string parts =
      launcher.blockParts == 1 ? "" : std::to_string(launcher.blockParts);
  std::vector<std::string> args = {config + ".cores(" + parts + ")",
                                   config + ".stream"};
  size_t nextParam = 0;
  for (const LauncherArg &arg : launcher.args) {
    if (!arg.symbol.empty()) {
      args.push_back(printSymbol(program, arg.symbol) + ".address()");
    } else {
      size_t index = arg.param >= 0 ? static_cast<size_t>(arg.param)
                                    : nextParam++;
      if (index < kernel.params.size()) {
        args.push_back(printArg(kernel, instance, arg, index, byBytes));
      }
    }
  }
  for (const char *size : {"grid.x", "grid.y", "grid.z", "block.x", "block.y",
                           "block.z"}) {
    args.push_back(config + "." + size);
  }
  if (launcher.dynamicShared) {
    args.push_back("(uint32_t)" + config + ".sharedBytes");
  }
  std::string line = (indent + launcher.name + "_launch(").str();
  std::string continuation = indent.str() + "    ";
  for (auto [index, arg] : llvm::enumerate(args)) {
    bool isLast = index + 1 == args.size();
    std::string word = arg + (isLast ? ");" : ",");
    if (line.size() + 1 + word.size() > 80) {
      text += line + "\n";
      line = continuation + word;
    } else {
      line += (index ? " " : "") + word;
    }
  }
  text += line + "\n";
}

/// The launcher of an instance: Target's, or one that takes the kernel's own
/// parameters if there was no Target yet. Null if Target has none.
static const Launcher *findLauncher(const KernelFact &kernel,
                                    const KernelInstance &instance,
                                    const std::vector<Launcher> *launchers,
                                    Launcher &assumed) {
  if (launchers) {
    const Launcher *found = nullptr;
    for (const Launcher &launcher : *launchers) {
      bool isHere = launcher.file == kernel.place.file;
      if (launcher.mangled == instance.mangled && (isHere || !found)) {
        found = &launcher;
        if (isHere) {
          break;
        }
      }
    }
    return found;
  }
  assumed.mangled = instance.mangled;
  assumed.name = kernel.isTemplate ? instance.mangled : kernel.name;
  assumed.args.clear();
  for (const KernelParam &param : kernel.params) {
    assumed.args.push_back({"", param.isPointer, -1, ""});
  }
  return &assumed;
}

/// In programs with graphs: a launch on a captured stream is one of a graph.
static std::string printCapture(const KernelFact &kernel) {
  std::string args;
  for (const KernelParam &param : kernel.params) {
    args += ", " + param.name;
  }
  std::string config = configName(kernel);
  return "  if (" + config +
         ".isCaptured([=](const cubeport::LaunchConfig &other) {\n"
         "        " +
         kernel.name + kernel.templateArgs + "(other" + args +
         ");\n"
         "      })) {\n"
         "    return;\n"
         "  }\n";
}

std::string
cubeport::host::printLaunchBody(const Program &program,
                                const KernelFact &kernel,
                                const std::vector<Launcher> *launchers) {
  std::string text = "{\n";
  if (program.capturesStreams) {
    text += printCapture(kernel);
  }
  std::string unused = "(void)" + configName(kernel) + ";";
  Launcher assumed;
  if (!kernel.isTemplate) {
    if (const Launcher *launcher = findLauncher(
            kernel, kernel.instances.front(), launchers, assumed)) {
      printLaunch(program, kernel, kernel.instances.front(), *launcher, "  ",
                  /*byBytes=*/false, text);
    } else {
      text += "  " + unused + " // no launch of this kernel was translated\n";
      text += "  cubeport::detail::note(ACL_ERROR_RT_INVALID_DEVICE_FUNCTION);"
              "\n";
    }
    return text + "}";
  }
  bool isFirst = true;
  // One way for all instances: either may match what the other is for.
  bool atRunTime =
      llvm::any_of(kernel.instances, [](const KernelInstance &instance) {
        return instance.test == InstanceTest::AtRunTime;
      });
  for (const KernelInstance &instance : kernel.instances) {
    const Launcher *launcher =
        findLauncher(kernel, instance, launchers, assumed);
    if (!launcher) {
      continue;
    }
    text += isFirst ? "  if " : " else if ";
    text += atRunTime ? "(" + instance.runTimeCondition
                      : "constexpr (" + instance.condition;
    text += ") {\n";
    printLaunch(program, kernel, instance, *launcher, "    ", atRunTime, text);
    text += "  }";
    isFirst = false;
  }
  if (isFirst) {
    text += "  " + unused + " // no instance of this kernel is launched\n";
    text += "  cubeport::detail::note(ACL_ERROR_RT_INVALID_DEVICE_FUNCTION);";
  } else {
    text += " else {\n"
            "    // No launch in the CUDA source uses other arguments.\n"
            "    cubeport::detail::note(ACL_ERROR_RT_INVALID_DEVICE_FUNCTION);"
            "\n  }";
  }
  return text + "\n}";
}
