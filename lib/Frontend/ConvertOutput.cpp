// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls that stand for printf, assert and trap become simt operations.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "lib/Frontend/Output.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

/// The texts between the points of a name, decoded.
static SmallVector<std::string> decode(StringRef name) {
  SmallVector<StringRef> parts;
  name.split(parts, '.');
  SmallVector<std::string> texts;
  for (StringRef part : parts) {
    std::string text;
    texts.push_back(llvm::tryGetFromHex(part, text) ? text : part.str());
  }
  return texts;
}

static void createAbort(OpBuilder &builder, Location loc, StringRef name) {
  SmallVector<StringRef> parts;
  name.split(parts, '.');
  SmallVector<std::string> texts = decode(name);
  if (texts.size() < 4) {
    simt::AbortOp::create(builder, loc, builder.getStringAttr(texts[0]),
                          UnitAttr(), StringAttr(), IntegerAttr(),
                          StringAttr());
    return;
  }
  int32_t line = 0;
  (void)parts[2].getAsInteger(10, line);
  simt::AbortOp::create(builder, loc, builder.getStringAttr(texts[0]),
                        builder.getUnitAttr(), builder.getStringAttr(texts[1]),
                        builder.getI32IntegerAttr(line),
                        builder.getStringAttr(texts[3]));
}

bool frontend::convertOutput(Operation *op, OpBuilder &builder) {
  auto call = dyn_cast<LLVM::CallOp>(op);
  if (!call || !call.getCallee()) {
    return false;
  }
  StringRef name = *call.getCallee();
  if (name.consume_front(kPrintPrefix)) {
    simt::PrintOp::create(builder, call.getLoc(),
                          builder.getStringAttr(decode(name)[0]),
                          call.getArgOperands());
    return true;
  }
  if (name.consume_front(kAbortPrefix)) {
    createAbort(builder, call.getLoc(), name);
    return true;
  }
  if (name == kGridSync) {
    simt::GridSyncOp::create(builder, call.getLoc());
    return true;
  }
  return false;
}
