// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Debug locations become one place in the user's source.
#include "lib/Frontend/CommandLine.h"
#include "lib/Frontend/Passes.h"
#include "mlir/IR/Location.h"
#include "mlir/IR/Operation.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_SIMPLIFYLOCATIONS
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;

/// Our own headers, Clang's and the standard library's.
static bool isSystemFile(StringRef path) {
  static const std::string ours = cubeport::frontend::getCudaIncludeDir();
  return path.starts_with(ours) || path.contains("/lib/clang/") ||
         path.starts_with("/usr/include/") || path.contains("/include/c++/");
}

/// The innermost place outside system headers, null if there is none.
static FileLineColLoc findUserPlace(Location loc) {
  if (auto place = dyn_cast<FileLineColLoc>(loc)) {
    return isSystemFile(place.getFilename()) || place.getLine() == 0
               ? FileLineColLoc()
               : place;
  }
  if (auto named = dyn_cast<NameLoc>(loc)) {
    return findUserPlace(named.getChildLoc());
  }
  if (auto call = dyn_cast<CallSiteLoc>(loc)) {
    FileLineColLoc callee = findUserPlace(call.getCallee());
    return callee ? callee : findUserPlace(call.getCaller());
  }
  if (auto fused = dyn_cast<FusedLoc>(loc)) {
    for (Location part : fused.getLocations()) {
      if (FileLineColLoc place = findUserPlace(part)) {
        return place;
      }
    }
  }
  return FileLineColLoc();
}

namespace {
struct SimplifyLocations
    : cubeport::frontend::impl::SimplifyLocationsBase<SimplifyLocations> {
  void runOnOperation() override {
    getOperation()->walk<WalkOrder::PreOrder>([](Operation *op) {
      FileLineColLoc place = findUserPlace(op->getLoc());
      if (place) {
        op->setLoc(place);
      } else if (op->getParentOp()) {
        // Nothing of its own: the function's place is near enough.
        op->setLoc(op->getParentOp()->getLoc());
      }
      for (Region &region : op->getRegions()) {
        for (BlockArgument arg : region.getArguments()) {
          FileLineColLoc argPlace = findUserPlace(arg.getLoc());
          arg.setLoc(argPlace ? Location(argPlace) : op->getLoc());
        }
      }
    });
  }
};
} // namespace
