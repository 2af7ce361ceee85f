// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one list of phases.
#include "lib/Driver/Phases.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport::driver;

static const PhaseInfo kPhases[] = {
    {Phase::Frontend, "frontend", "CUDA C++", "simt", "frontend-verify",
     "what one CUDA thread does, with structured control flow"},
    {Phase::Lift, "lift", "simt", "tile", "lift-verify",
     "threads become lanes of tensors, divergence becomes masks"},
    {Phase::Map, "map", "tile", "davinci", "map-verify",
     "each operation gets a unit of the chip: vector, scalar, DMA"},
    {Phase::Plan, "plan", "davinci", "planned", "plan-verify",
     "buffers get addresses, pipes get flags"},
    {Phase::Target, "target", "planned", "Ascend C", "",
     "kernels and their launchers become text"},
};

llvm::ArrayRef<PhaseInfo> cubeport::driver::allPhases() { return kPhases; }

std::optional<Phase> cubeport::driver::findPhase(llvm::StringRef name) {
  for (const PhaseInfo &info : kPhases) {
    if (info.name == name) {
      return info.phase;
    }
  }
  return std::nullopt;
}

llvm::StringRef cubeport::driver::phaseName(Phase phase) {
  return kPhases[static_cast<size_t>(phase)].name;
}

void cubeport::driver::printPhases(llvm::raw_ostream &os) {
  const char *format = "{0,-10}{1,-10}{2,-10}{3,-17}{4}\n";
  os << llvm::formatv(format, "phase", "takes", "gives", "gate", "what it does");
  for (const PhaseInfo &info : kPhases) {
    os << llvm::formatv(format, info.name, info.takes, info.gives, info.gate,
                        info.description);
  }
}
