// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX.
#include "lib/Oracle/Lowering.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

void Lowering::lowerAssembly() {
  std::vector<CallInst *> calls;
  for (Function &function : module) {
    for (Instruction &inst : instructions(function)) {
      auto *call = dyn_cast<CallInst>(&inst);
      if (call && call->isInlineAsm()) {
        calls.push_back(call);
      }
    }
  }
  for (CallInst *call : calls) {
    auto *text = cast<InlineAsm>(call->getCalledOperand());
    if (StringRef(text->getAsmString()).trim().empty()) {
      call->eraseFromParent(); // a barrier for the compiler
      continue;
    }
    refuse(*call, "the inline PTX '" + text->getAsmString() + "'");
  }
}
