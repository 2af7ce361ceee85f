// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Joining and splitting of values by shifts; memory is little-endian.
#include "lib/Frontend/Pieces.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;

static Value getConstant(OpBuilder &builder, Location loc, Type type,
                         int64_t value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getIntegerAttr(type, value));
}

Value cubeport::frontend::joinPieces(OpBuilder &builder, Location loc,
                                     ValueRange pieces, Type type) {
  unsigned width = type.getIntOrFloatBitWidth();
  auto word = builder.getIntegerType(width);
  unsigned step = pieces[0].getType().getIntOrFloatBitWidth();
  Value joined;
  for (auto [index, piece] : llvm::enumerate(pieces)) {
    Value wide = arith::ExtUIOp::create(builder, loc, word, piece);
    if (!joined) {
      joined = wide;
      continue;
    }
    Value shift =
        getConstant(builder, loc, word, static_cast<int64_t>(index * step));
    wide = arith::ShLIOp::create(builder, loc, wide, shift);
    joined = arith::OrIOp::create(builder, loc, joined, wide);
  }
  return type == word
             ? joined
             : arith::BitcastOp::create(builder, loc, type, joined).getResult();
}

SmallVector<Value> cubeport::frontend::splitIntoPieces(OpBuilder &builder,
                                                       Location loc,
                                                       Value value,
                                                       IntegerType piece) {
  unsigned width = value.getType().getIntOrFloatBitWidth();
  auto word = builder.getIntegerType(width);
  if (value.getType() != word) {
    value = arith::BitcastOp::create(builder, loc, word, value);
  }
  SmallVector<Value> pieces;
  for (unsigned at = 0; at < width; at += piece.getWidth()) {
    Value shift = getConstant(builder, loc, word, at);
    Value moved = arith::ShRUIOp::create(builder, loc, value, shift);
    pieces.push_back(arith::TruncIOp::create(builder, loc, piece, moved));
  }
  return pieces;
}
