// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX: arithmetic, logic and bits.
#include "lib/Frontend/PtxLowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/Intrinsics.h"

using namespace cubeport::frontend;
using namespace llvm;

static bool isSigned(StringRef type) { return type.starts_with("s"); }

static bool isFloat(StringRef type) {
  return type.starts_with("f") || type.starts_with("bf");
}

/// The rounding of libdevice's names: rn, rz, ru, rd.
static StringRef getRounding(PtxLowering::Statement s) {
  return s.has("rz")   ? "rz"
         : s.has("rp") ? "ru"
         : s.has("rm") ? "rd"
                       : "rn";
}

bool PtxLowering::lower(Statement s) {
  return lowerMove(s) || lowerArith(s) || lowerMultiply(s) || lowerCarry(s) ||
         lowerMath(s) || lowerLogic(s) || lowerShift(s) || lowerBits(s) ||
         lowerConvert(s) || lowerCompare(s) || lowerMemory(s) ||
         lowerAtomic(s) || lowerCopy(s) || lowerSync(s) || lowerWarp(s) ||
         lowerOther(s);
}

/// mov d, a; and the packing of parts: mov.b64 d, {low, high};
bool PtxLowering::lowerMove(Statement s) {
  if (s.parts[0] != "mov" || s.operands.size() != 2) {
    return false;
  }
  StringRef to = s.operands[0], from = s.operands[1];
  Type *type = getType(s.type());
  if (!type) {
    return false;
  }
  unsigned width = type->getPrimitiveSizeInBits();
  if (from.starts_with("{")) {
    auto parts = splitOperands(from.drop_front().drop_back());
    unsigned step = width / parts.size();
    Value *whole = b.getIntN(width, 0);
    for (auto [i, part] : enumerate(parts)) {
      Value *value = read(part, b.getIntNTy(step));
      if (!value) {
        return false;
      }
      value = b.CreateShl(b.CreateZExt(value, whole->getType()), i * step);
      whole = b.CreateOr(whole, value);
    }
    write(to, whole);
    return true;
  }
  Value *value = read(from, type);
  if (!value) {
    return false;
  }
  if (!to.starts_with("{")) {
    write(to, value);
    return true;
  }
  auto parts = splitOperands(to.drop_front().drop_back());
  unsigned step = width / parts.size();
  Value *whole = coerce(value, b.getIntNTy(width));
  for (auto [i, part] : enumerate(parts)) {
    write(part, b.CreateTrunc(b.CreateLShr(whole, i * step),
                              b.getIntNTy(step)));
  }
  return true;
}

/// add, sub, min, max, div, rem, abs, neg
bool PtxLowering::lowerArith(Statement s) {
  StringRef op = s.parts[0];
  if (!StringSwitch<bool>(op)
           .Cases({"add", "sub", "min", "max", "div", "rem", "abs", "neg"},
                  true)
           .Default(false) ||
      s.operands.size() < 2 || s.has("cc")) {
    return false;
  }
  Type *type = getType(s.type());
  if (!type || s.type().ends_with("x2")) {
    return lowerPacked(s);
  }
  if (isFloat(s.type())) {
    return lowerFloatArith(s, type);
  }
  bool sign = isSigned(s.type());
  Value *x = read(s.operands[1], type);
  Value *y = s.operands.size() > 2 ? read(s.operands[2], type) : x;
  if (!x || !y) {
    return false;
  }
  Value *result = nullptr;
  if (s.has("sat") && (op == "add" || op == "sub")) {
    result = intrinsic(op == "add" ? Intrinsic::sadd_sat : Intrinsic::ssub_sat,
                       {x, y}, type);
  } else if (op == "add") {
    result = b.CreateAdd(x, y);
  } else if (op == "sub") {
    result = b.CreateSub(x, y);
  } else if (op == "min") {
    result = intrinsic(sign ? Intrinsic::smin : Intrinsic::umin, {x, y}, type);
  } else if (op == "max") {
    result = intrinsic(sign ? Intrinsic::smax : Intrinsic::umax, {x, y}, type);
  } else if (op == "div") {
    result = sign ? b.CreateSDiv(x, y) : b.CreateUDiv(x, y);
  } else if (op == "rem") {
    result = sign ? b.CreateSRem(x, y) : b.CreateURem(x, y);
  } else if (op == "abs") {
    result = intrinsic(Intrinsic::abs, {x, b.getFalse()}, type);
  } else {
    result = b.CreateNeg(x);
  }
  write(s.operands[0], result);
  return true;
}

bool PtxLowering::lowerFloatArith(Statement s, Type *type) {
  StringRef op = s.parts[0];
  Value *x = read(s.operands[1], type);
  Value *y = s.operands.size() > 2 ? read(s.operands[2], type) : x;
  if (!x || !y) {
    return false;
  }
  StringRef rounding = getRounding(s);
  Value *result = nullptr;
  bool isWord = type->isFloatTy() || type->isDoubleTy();
  if (rounding != "rn" && isWord && (op == "add" || op == "sub" || op == "div")) {
    std::string name = (Twine("__nv_") + (type->isFloatTy() ? "f" : "d") + op +
                        "_" + rounding)
                           .str();
    result = call(name, type, {x, y});
  } else if (op == "add") {
    result = b.CreateFAdd(x, y);
  } else if (op == "sub") {
    result = b.CreateFSub(x, y);
  } else if (op == "div") {
    result = b.CreateFDiv(x, y);
  } else if (op == "min" || op == "max") {
    bool keepsNan = s.has("NaN");
    result = intrinsic(op == "min" ? keepsNan ? Intrinsic::minimum
                                              : Intrinsic::minnum
                       : keepsNan  ? Intrinsic::maximum
                                   : Intrinsic::maxnum,
                       {x, y}, type);
  } else if (op == "abs") {
    result = intrinsic(Intrinsic::fabs, {x}, type);
  } else if (op == "neg") {
    result = b.CreateFNeg(x);
  } else {
    return false;
  }
  if (s.has("sat")) {
    if (!type->isFloatTy()) {
      return false;
    }
    result = call("__nv_saturatef", type, {result});
  }
  write(s.operands[0], result);
  return true;
}

/// Two 16-bit floats in a word: each half as an instruction of its own.
bool PtxLowering::lowerPacked(Statement s) {
  StringRef name = s.type();
  if ((name != "f16x2" && name != "bf16x2") || s.operands.size() < 2) {
    return false;
  }
  StringRef half = name.drop_back(2);
  Type *type = getType(half);
  Value *result = b.getInt32(0);
  for (unsigned i = 0; i < 2; ++i) {
    PtxStatement part = s;
    part.parts.back() = half.str();
    for (unsigned k = 0; k < s.operands.size(); ++k) {
      part.operands[k] = "half." + std::to_string(k);
      declare(part.operands[k], type);
      if (k > 0) {
        Value *word = read(s.operands[k], b.getInt32Ty());
        if (!word) {
          return false;
        }
        store(part.operands[k],
              b.CreateTrunc(b.CreateLShr(word, 16 * i), b.getInt16Ty()));
      }
    }
    if (!lower(part)) {
      return false;
    }
    Value *bits = coerce(load(part.operands[0]), b.getInt16Ty());
    result = b.CreateOr(
        result, b.CreateShl(b.CreateZExt(bits, b.getInt32Ty()), 16 * i));
  }
  write(s.operands[0], result);
  return true;
}

/// mul, mad, fma, mul24, mad24, sad, dp4a
bool PtxLowering::lowerMultiply(Statement s) {
  StringRef op = s.parts[0];
  bool adds = op == "mad" || op == "fma" || op == "mad24";
  if ((op != "mul" && op != "mul24" && !adds) || s.has("cc") ||
      s.operands.size() != (adds ? 4u : 3u)) {
    return false;
  }
  if (s.type().ends_with("x2")) {
    return lowerPacked(s);
  }
  Type *type = getType(s.type());
  if (!type) {
    return false;
  }
  Value *x = read(s.operands[1], type), *y = read(s.operands[2], type);
  if (!x || !y) {
    return false;
  }
  if (isFloat(s.type())) {
    Value *z = adds ? read(s.operands[3], type) : nullptr;
    if (adds && !z) {
      return false;
    }
    StringRef rounding = getRounding(s);
    bool isWord = type->isFloatTy() || type->isDoubleTy();
    Value *result;
    if (rounding != "rn" && isWord) {
      std::string name =
          adds ? type->isFloatTy() ? "__nv_fmaf_" : "__nv_fma_"
          : type->isFloatTy() ? "__nv_fmul_"
                              : "__nv_dmul_";
      name += rounding;
      result = adds ? call(name, type, {x, y, z}) : call(name, type, {x, y});
    } else {
      result = adds ? intrinsic(Intrinsic::fma, {x, y, z}, type)
                    : b.CreateFMul(x, y);
    }
    if (s.has("sat") || s.has("relu")) {
      if (!type->isFloatTy() || s.has("relu")) {
        return false;
      }
      result = call("__nv_saturatef", type, {result});
    }
    write(s.operands[0], result);
    return true;
  }
  bool sign = isSigned(s.type());
  unsigned width = type->getIntegerBitWidth();
  if (op.ends_with("24")) {
    x = sign ? b.CreateAShr(b.CreateShl(x, 8), 8) : b.CreateAnd(x, 0xffffff);
    y = sign ? b.CreateAShr(b.CreateShl(y, 8), 8) : b.CreateAnd(y, 0xffffff);
    if (s.has("hi")) {
      return false;
    }
  }
  Type *wide = b.getIntNTy(2 * width);
  Value *product;
  if (s.has("wide") || s.has("hi")) {
    if (width == 64 && s.has("hi")) {
      product = call(sign ? "__nv_mul64hi" : "__nv_umul64hi", type, {x, y});
    } else {
      x = sign ? b.CreateSExt(x, wide) : b.CreateZExt(x, wide);
      y = sign ? b.CreateSExt(y, wide) : b.CreateZExt(y, wide);
      product = b.CreateMul(x, y);
      product = s.has("hi") ? b.CreateTrunc(b.CreateLShr(product, width), type)
                            : product;
    }
  } else {
    product = b.CreateMul(x, y);
  }
  if (adds) {
    Value *z = read(s.operands[3], product->getType());
    if (!z) {
      return false;
    }
    product = s.has("sat")
                  ? intrinsic(Intrinsic::sadd_sat, {product, z}, type)
                  : b.CreateAdd(product, z);
  }
  write(s.operands[0], product);
  return true;
}

/// add.cc, addc, addc.cc, sub.cc, subc, mad.lo.cc, madc.hi ...
bool PtxLowering::lowerCarry(Statement s) {
  StringRef op = s.parts[0];
  bool takes = op == "addc" || op == "subc" || op == "madc";
  bool isSub = op == "sub" || op == "subc";
  bool isMad = op == "mad" || op == "madc";
  bool isKnown = takes || op == "add" || isSub || isMad;
  Type *type = getType(s.type());
  if (!isKnown || (!takes && !s.has("cc")) || !type || !type->isIntegerTy() ||
      s.operands.size() != (isMad ? 4u : 3u)) {
    return false;
  }
  unsigned width = type->getIntegerBitWidth();
  Value *x = read(s.operands[1], type), *y = read(s.operands[2], type);
  if (!x || !y) {
    return false;
  }
  if (isMad) {
    bool sign = isSigned(s.type());
    Value *product;
    if (width == 64) {
      product = s.has("hi") ? call(sign ? "__nv_mul64hi" : "__nv_umul64hi",
                                   type, {x, y})
                            : b.CreateMul(x, y);
    } else {
      Type *twice = b.getIntNTy(2 * width);
      product = b.CreateMul(sign ? b.CreateSExt(x, twice)
                                 : b.CreateZExt(x, twice),
                            sign ? b.CreateSExt(y, twice)
                                 : b.CreateZExt(y, twice));
      product = b.CreateTrunc(
          s.has("hi") ? b.CreateLShr(product, width) : product, type);
    }
    x = product;
    y = read(s.operands[3], type);
    if (!y) {
      return false;
    }
  }
  // Comparisons tell the carry, so that no integer of odd width remains.
  Value *carry = takes ? b.CreateZExt(getCarry(), type) : nullptr;
  Value *result, *out;
  if (isSub) {
    result = b.CreateSub(x, y);
    out = b.CreateICmpULT(x, y);
    if (carry) {
      out = b.CreateOr(out, b.CreateICmpULT(result, carry));
      result = b.CreateSub(result, carry);
    }
  } else {
    result = b.CreateAdd(x, y);
    out = b.CreateICmpULT(result, x);
    if (carry) {
      Value *sum = b.CreateAdd(result, carry);
      out = b.CreateOr(out, b.CreateICmpULT(sum, result));
      result = sum;
    }
  }
  if (s.has("cc")) {
    setCarry(out);
  }
  write(s.operands[0], result);
  return true;
}

/// rcp, sqrt, rsqrt, ex2, lg2, sin, cos, tanh, copysign
bool PtxLowering::lowerMath(Statement s) {
  StringRef op = s.parts[0];
  Type *type = getType(s.type());
  if (s.operands.size() < 2 || !type || !type->isFloatingPointTy()) {
    return false;
  }
  if (op == "copysign") {
    Value *sign = read(s.operands[1], type), *x = read(s.operands[2], type);
    if (!sign || !x) {
      return false;
    }
    write(s.operands[0], intrinsic(Intrinsic::copysign, {x, sign}, type));
    return true;
  }
  StringRef name = StringSwitch<StringRef>(op)
                       .Case("rcp", "rcp")
                       .Case("sqrt", "sqrt")
                       .Case("rsqrt", "rsqrt")
                       .Case("ex2", "exp2")
                       .Case("lg2", "log2")
                       .Cases({"sin"}, "sin")
                       .Cases({"cos"}, "cos")
                       .Case("tanh", "tanh")
                       .Default("");
  if (name.empty()) {
    return false;
  }
  Value *x = read(s.operands[1], type);
  if (!x) {
    return false;
  }
  // 16-bit floats are computed as floats.
  bool isDouble = type->isDoubleTy();
  Type *computed = isDouble ? type : b.getFloatTy();
  x = b.CreateFPCast(x, computed);
  Value *result;
  if (name == "rcp" || (name == "sqrt" && getRounding(s) != "rn")) {
    result = call((Twine("__nv_") + (isDouble ? "d" : "f") + name + "_" +
                   getRounding(s))
                      .str(),
                  computed, {x});
  } else {
    result = call((Twine("__nv_") + name + (isDouble ? "" : "f")).str(),
                  computed, {x});
  }
  write(s.operands[0], b.CreateFPCast(result, type));
  return true;
}

/// and, or, xor, not, cnot, lop3
bool PtxLowering::lowerLogic(Statement s) {
  StringRef op = s.parts[0];
  Type *type = getType(s.type());
  if (!type || s.operands.size() < 2) {
    return false;
  }
  Value *x = read(s.operands[1], type);
  Value *y = s.operands.size() > 2 ? read(s.operands[2], type) : nullptr;
  Value *result = nullptr;
  if (op == "not" && x) {
    result = b.CreateNot(x);
  } else if (op == "cnot" && x) {
    result = b.CreateZExt(b.CreateIsNull(x), type);
  } else if (op == "and" && x && y) {
    result = b.CreateAnd(x, y);
  } else if (op == "or" && x && y) {
    result = b.CreateOr(x, y);
  } else if (op == "xor" && x && y) {
    result = b.CreateXor(x, y);
  } else if (op == "lop3" && s.operands.size() == 5 && x && y) {
    Value *z = read(s.operands[3], type);
    auto *table = dyn_cast_or_null<ConstantInt>(
        read(s.operands[4], b.getInt32Ty()));
    if (!table) {
      // The table may come as an input of the assembly.
      StringRef text = s.operands[4];
      uint64_t number;
      if (text.getAsInteger(0, number)) {
        return false;
      }
      table = b.getInt32(number);
    }
    if (!z) {
      return false;
    }
    // One term for each row of the table that gives 1.
    result = ConstantInt::get(type, 0);
    for (unsigned row = 0; row < 8; ++row) {
      if (!(table->getZExtValue() >> row & 1)) {
        continue;
      }
      Value *term = row & 4 ? x : b.CreateNot(x);
      term = b.CreateAnd(term, row & 2 ? y : b.CreateNot(y));
      term = b.CreateAnd(term, row & 1 ? z : b.CreateNot(z));
      result = b.CreateOr(result, term);
    }
  }
  if (!result) {
    return false;
  }
  write(s.operands[0], result);
  return true;
}

/// shl, shr, shf, prmt. A shift by the width or more leaves zeros or signs.
bool PtxLowering::lowerShift(Statement s) {
  StringRef op = s.parts[0];
  Type *type = getType(s.type());
  if (!type || !type->isIntegerTy() || s.operands.size() < 3) {
    return false;
  }
  unsigned width = type->getIntegerBitWidth();
  if (op == "shl" || op == "shr") {
    Value *x = read(s.operands[1], type);
    Value *amount = read(s.operands[2], b.getInt32Ty());
    if (!x || !amount) {
      return false;
    }
    Value *isBig = b.CreateICmpUGE(amount, b.getInt32(width));
    bool sign = op == "shr" && isSigned(s.type());
    amount = b.CreateSelect(isBig, b.getInt32(sign ? width - 1 : 0), amount);
    amount = b.CreateZExtOrTrunc(amount, type);
    Value *result = op == "shl" ? b.CreateShl(x, amount)
                    : sign      ? b.CreateAShr(x, amount)
                                : b.CreateLShr(x, amount);
    if (!sign) {
      result = b.CreateSelect(isBig, ConstantInt::get(type, 0), result);
    }
    write(s.operands[0], result);
    return true;
  }
  Type *i32 = b.getInt32Ty();
  if (op == "shf" && s.operands.size() == 4) {
    Value *low = read(s.operands[1], i32), *high = read(s.operands[2], i32);
    Value *amount = read(s.operands[3], i32);
    if (!low || !high || !amount) {
      return false;
    }
    amount = s.has("clamp")
                 ? intrinsic(Intrinsic::umin, {amount, b.getInt32(32)}, i32)
                 : b.CreateAnd(amount, 31);
    Value *both = b.CreateOr(
        b.CreateShl(b.CreateZExt(high, b.getInt64Ty()), 32),
        b.CreateZExt(low, b.getInt64Ty()));
    amount = b.CreateZExt(amount, b.getInt64Ty());
    Value *moved = s.has("l") ? b.CreateLShr(b.CreateShl(both, amount), 32)
                              : b.CreateLShr(both, amount);
    write(s.operands[0], b.CreateTrunc(moved, i32));
    return true;
  }
  if (op == "prmt" && s.operands.size() == 4 && s.parts.size() == 2) {
    Value *x = read(s.operands[1], i32), *y = read(s.operands[2], i32);
    Value *selector = read(s.operands[3], i32);
    if (!x || !y || !selector) {
      return false;
    }
    Type *i64 = b.getInt64Ty();
    Value *bytes = b.CreateOr(b.CreateShl(b.CreateZExt(y, i64), 32),
                              b.CreateZExt(x, i64));
    Value *result = b.getInt32(0);
    for (unsigned i = 0; i < 4; ++i) {
      Value *pick = b.CreateLShr(selector, 4 * i);
      Value *place = b.CreateZExt(b.CreateShl(b.CreateAnd(pick, 7), 3), i64);
      Value *byte = b.CreateTrunc(b.CreateLShr(bytes, place), b.getInt8Ty());
      // Bit 3 asks for the byte's sign in all its bits.
      Value *wantsSign = b.CreateICmpNE(b.CreateAnd(pick, 8), b.getInt32(0));
      byte = b.CreateSelect(wantsSign, b.CreateAShr(byte, 7), byte);
      result = b.CreateOr(result,
                          b.CreateShl(b.CreateZExt(byte, i32), 8 * i));
    }
    write(s.operands[0], result);
    return true;
  }
  return false;
}

/// bfe, bfi, bfind, brev, popc, clz, sad, fns
bool PtxLowering::lowerBits(Statement s) {
  StringRef op = s.parts[0];
  Type *type = getType(s.type());
  if (!type || !type->isIntegerTy() || s.operands.size() < 2) {
    return false;
  }
  unsigned width = type->getIntegerBitWidth();
  Type *i32 = b.getInt32Ty();
  Value *x = read(s.operands[1], type);
  if (!x) {
    return false;
  }
  Value *result = nullptr;
  if (op == "brev") {
    result = intrinsic(Intrinsic::bitreverse, {x}, type);
  } else if (op == "popc") {
    result = b.CreateTrunc(intrinsic(Intrinsic::ctpop, {x}, type), i32);
  } else if (op == "clz") {
    result = b.CreateTrunc(
        intrinsic(Intrinsic::ctlz, {x, b.getFalse()}, type), i32);
  } else if (op == "bfind") {
    // The highest bit that differs from the sign; -1 if there is none.
    Value *bits =
        isSigned(s.type()) ? b.CreateXor(x, b.CreateAShr(x, width - 1)) : x;
    Value *zeros = b.CreateTrunc(
        intrinsic(Intrinsic::ctlz, {bits, b.getFalse()}, type), i32);
    Value *place =
        s.has("shiftamt") ? zeros : b.CreateSub(b.getInt32(width - 1), zeros);
    result = b.CreateSelect(b.CreateIsNull(bits), b.getInt32(-1), place);
  } else if (op == "sad" && s.operands.size() == 4) {
    Value *y = read(s.operands[2], type), *z = read(s.operands[3], type);
    if (!y || !z) {
      return false;
    }
    Value *above = isSigned(s.type()) ? b.CreateICmpSGT(x, y)
                                      : b.CreateICmpUGT(x, y);
    result = b.CreateAdd(
        b.CreateSelect(above, b.CreateSub(x, y), b.CreateSub(y, x)), z);
  } else if ((op == "bfe" && s.operands.size() == 4) ||
             (op == "bfi" && s.operands.size() == 5)) {
    bool isInsert = op == "bfi";
    Value *into = isInsert ? read(s.operands[2], type) : nullptr;
    Value *start = read(s.operands[isInsert ? 3 : 2], i32);
    Value *length = read(s.operands[isInsert ? 4 : 3], i32);
    if (!start || !length || (isInsert && !into)) {
      return false;
    }
    start = b.CreateZExtOrTrunc(b.CreateAnd(start, 0xff), type);
    length = b.CreateZExtOrTrunc(b.CreateAnd(length, 0xff), type);
    Value *zero = ConstantInt::get(type, 0), *all = b.CreateNot(zero);
    Value *most = ConstantInt::get(type, width);
    // Shifts stay below the width: beyond it there are no bits.
    auto shiftLeft = [&](Value *value, Value *amount) {
      Value *isBig = b.CreateICmpUGE(amount, most);
      Value *safe = b.CreateSelect(isBig, zero, amount);
      return b.CreateSelect(isBig, zero, b.CreateShl(value, safe));
    };
    Value *mask = b.CreateNot(shiftLeft(all, length));
    if (isInsert) {
      Value *placed = shiftLeft(b.CreateAnd(x, mask), start);
      Value *hole = shiftLeft(mask, start);
      result = b.CreateOr(b.CreateAnd(into, b.CreateNot(hole)), placed);
    } else {
      bool sign = isSigned(s.type());
      Value *isBig = b.CreateICmpUGE(start, most);
      Value *safe = b.CreateSelect(
          isBig, ConstantInt::get(type, sign ? width - 1 : 0), start);
      Value *moved = sign ? b.CreateAShr(x, safe)
                          : b.CreateSelect(isBig, zero, b.CreateLShr(x, safe));
      result = b.CreateAnd(moved, mask);
      if (sign) {
        // The highest bit of the field, or of the word where it ends before.
        Value *top = shiftLeft(ConstantInt::get(type, 1),
                               b.CreateSub(length, ConstantInt::get(type, 1)));
        Value *isSet = b.CreateICmpNE(b.CreateAnd(moved, top), zero);
        result = b.CreateSelect(isSet, b.CreateOr(result, b.CreateNot(mask)),
                                result);
        result = b.CreateSelect(b.CreateIsNull(length), zero, result);
      }
    }
  }
  if (!result) {
    return false;
  }
  write(s.operands[0], result);
  return true;
}
