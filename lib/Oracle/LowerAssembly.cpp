// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX becomes code, or a report that it is not known.
#include "lib/Oracle/Ptx.h"
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
    std::string text =
        cast<InlineAsm>(call->getCalledOperand())->getAsmString().str();
    if (!PtxBuilder(*this, *call).build()) {
      refuse(*call, "the inline PTX '" + text + "'");
    }
  }
}
