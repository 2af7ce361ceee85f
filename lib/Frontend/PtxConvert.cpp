// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX: conversions, comparisons and choices.
#include "lib/Frontend/PtxLowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/Intrinsics.h"

using namespace cubeport::frontend;
using namespace llvm;

static bool isFloat(StringRef type) {
  return type.starts_with("f") || type.starts_with("bf");
}

/// The direction of libdevice's names. Conversions between a float and an
/// integer have rni, rzi, rmi and rpi.
static StringRef getDirection(PtxLowering::Statement s) {
  for (StringRef part : s.parts) {
    StringRef found = StringSwitch<StringRef>(part)
                          .Cases({"rn", "rni"}, "rn")
                          .Cases({"rz", "rzi"}, "rz")
                          .Cases({"rm", "rmi"}, "rd")
                          .Cases({"rp", "rpi"}, "ru")
                          .Default("");
    if (!found.empty()) {
      return found;
    }
  }
  return "rn";
}

/// Names of integers in libdevice: int, uint, ll, ull.
static StringRef getLongName(StringRef type) {
  return StringSwitch<StringRef>(type)
      .Case("s32", "int")
      .Case("u32", "uint")
      .Case("s64", "ll")
      .Case("u64", "ull")
      .Default("");
}

/// Between floats, and between floats and integers.
Value *PtxLowering::convertFloat(Statement s, Value *value, StringRef from,
                                 StringRef to) {
  Type *type = getType(to);
  StringRef direction = getDirection(s);
  if (isFloat(from) && isFloat(to)) {
    // An integral rounding keeps the type: cvt.rni.f32.f32.
    bool isIntegral = s.has("rni") || s.has("rzi") || s.has("rmi") ||
                      s.has("rpi");
    if (isIntegral) {
      Intrinsic::ID id = direction == "rn"   ? Intrinsic::rint
                         : direction == "rz" ? Intrinsic::trunc
                         : direction == "rd" ? Intrinsic::floor
                                             : Intrinsic::ceil;
      value = intrinsic(id, {value}, value->getType());
    }
    if (value->getType()->isDoubleTy() && type->isFloatTy() &&
        direction != "rn" && !isIntegral) {
      return call(("__nv_double2float_" + direction).str(), type, {value});
    }
    bool narrows = value->getType()->getPrimitiveSizeInBits() >
                   type->getPrimitiveSizeInBits();
    if (narrows && direction != "rn" && !isIntegral) {
      return nullptr;
    }
    return b.CreateFPCast(value, type);
  }
  if (isFloat(from)) {
    if (!value->getType()->isDoubleTy()) {
      value = b.CreateFPCast(value, b.getFloatTy());
    }
    // Narrow integers clamp what a wider one gives.
    unsigned width = type->getIntegerBitWidth();
    bool sign = to.starts_with("s");
    StringRef name = getLongName(width >= 32 ? to : sign ? "s32" : "u32");
    if (name.empty()) {
      return nullptr;
    }
    Type *wide = width >= 32 ? type : b.getInt32Ty();
    std::string source = value->getType()->isDoubleTy() ? "double" : "float";
    // Of floats, the double form: it saturates for every input.
    if (source == "float") {
      value = b.CreateFPExt(value, b.getDoubleTy());
    }
    Value *result = call(("__nv_double2" + name + "_" + direction).str(), wide,
                         {value});
    if (width < 32) {
      APInt low = sign ? APInt::getSignedMinValue(width).sext(32)
                       : APInt(32, 0);
      APInt high = sign ? APInt::getSignedMaxValue(width).sext(32)
                        : APInt::getMaxValue(width).zext(32);
      auto clamp = [&](Intrinsic::ID id, const APInt &limit) {
        return intrinsic(id, {result, b.getInt(limit)}, wide);
      };
      result = clamp(sign ? Intrinsic::smax : Intrinsic::umax, low);
      result = clamp(sign ? Intrinsic::smin : Intrinsic::umin, high);
      result = b.CreateTrunc(result, type);
    }
    return result;
  }
  bool sign = from.starts_with("s");
  if (direction == "rn") {
    return sign ? b.CreateSIToFP(value, type) : b.CreateUIToFP(value, type);
  }
  unsigned width = value->getType()->getIntegerBitWidth();
  if (width < 32 && (type->isFloatTy() || type->isDoubleTy())) {
    return sign ? b.CreateSIToFP(value, type) : b.CreateUIToFP(value, type);
  }
  StringRef name = getLongName(from);
  StringRef target = type->isDoubleTy() ? "double" : "float";
  if (name.empty() || (!type->isFloatTy() && !type->isDoubleTy())) {
    return nullptr;
  }
  if (type->isDoubleTy() && width == 32) {
    return sign ? b.CreateSIToFP(value, type) : b.CreateUIToFP(value, type);
  }
  return call(("__nv_" + name + "2" + target + "_" + direction).str(), type,
              {value});
}

/// cvt, cvta
bool PtxLowering::lowerConvert(Statement s) {
  if (s.parts[0] == "cvta") {
    Type *type = getType(s.type());
    Value *value = type && s.operands.size() == 2 ? read(s.operands[1], type)
                                                  : nullptr;
    if (!value) {
      return false;
    }
    bool toGeneric = !s.has("to");
    if (toGeneric && s.has("shared")) {
      value = getPointer(s, "[" + s.operands[1] + "]");
      value = value ? coerce(value, type) : nullptr;
      if (!value) {
        return false;
      }
    }
    write(s.operands[0], value);
    return true;
  }
  if (s.parts[0] != "cvt" || s.parts.size() < 3) {
    return false;
  }
  StringRef from = s.parts.back(), to = s.parts[s.parts.size() - 2];
  if (to.ends_with("x2") && s.operands.size() == 3) {
    // cvt.rn.f16x2.f32 d, high, low
    Type *half = getType(to.drop_back(2)), *source = getType(from);
    Value *high = source ? read(s.operands[1], source) : nullptr;
    Value *low = source ? read(s.operands[2], source) : nullptr;
    if (!half || !high || !low || getDirection(s) != "rn" || s.has("relu")) {
      return false;
    }
    auto toBits = [&](Value *value) {
      return b.CreateZExt(
          coerce(b.CreateFPCast(value, half), b.getInt16Ty()), b.getInt32Ty());
    };
    write(s.operands[0],
          b.CreateOr(b.CreateShl(toBits(high), 16), toBits(low)));
    return true;
  }
  Type *source = getType(from), *target = getType(to);
  Value *value =
      source && target && s.operands.size() == 2 ? read(s.operands[1], source)
                                                 : nullptr;
  if (!value) {
    return false;
  }
  Value *result;
  if (isFloat(from) || isFloat(to)) {
    result = convertFloat(s, value, from, to);
    if (result && s.has("sat") && isFloat(to)) {
      result = result->getType()->isFloatTy()
                   ? call("__nv_saturatef", result->getType(), {result})
                   : nullptr;
    }
  } else {
    bool sign = from.starts_with("s");
    if (s.has("sat")) {
      return false;
    }
    result = sign ? b.CreateSExtOrTrunc(value, target)
                  : b.CreateZExtOrTrunc(value, target);
  }
  if (!result) {
    return false;
  }
  // A register may be wider than what is put in it: signs fill it.
  if (Value *old = load(s.operands[0])) {
    bool isWider = old->getType()->isIntegerTy() &&
                   result->getType()->isIntegerTy() &&
                   old->getType()->getIntegerBitWidth() >
                       result->getType()->getIntegerBitWidth();
    if (isWider && to.starts_with("s")) {
      result = b.CreateSExt(result, old->getType());
    }
  }
  write(s.operands[0], result);
  return true;
}

Value *PtxLowering::compare(StringRef op, Value *x, Value *y, StringRef type) {
  if (isFloat(type)) {
    auto predicate = StringSwitch<CmpInst::Predicate>(op)
                         .Case("eq", CmpInst::FCMP_OEQ)
                         .Case("ne", CmpInst::FCMP_ONE)
                         .Case("lt", CmpInst::FCMP_OLT)
                         .Case("le", CmpInst::FCMP_OLE)
                         .Case("gt", CmpInst::FCMP_OGT)
                         .Case("ge", CmpInst::FCMP_OGE)
                         .Case("equ", CmpInst::FCMP_UEQ)
                         .Case("neu", CmpInst::FCMP_UNE)
                         .Case("ltu", CmpInst::FCMP_ULT)
                         .Case("leu", CmpInst::FCMP_ULE)
                         .Case("gtu", CmpInst::FCMP_UGT)
                         .Case("geu", CmpInst::FCMP_UGE)
                         .Case("num", CmpInst::FCMP_ORD)
                         .Case("nan", CmpInst::FCMP_UNO)
                         .Default(CmpInst::BAD_FCMP_PREDICATE);
    return predicate == CmpInst::BAD_FCMP_PREDICATE
               ? nullptr
               : b.CreateFCmp(predicate, x, y);
  }
  bool sign = type.starts_with("s");
  auto predicate =
      StringSwitch<CmpInst::Predicate>(op)
          .Case("eq", CmpInst::ICMP_EQ)
          .Case("ne", CmpInst::ICMP_NE)
          .Case("lt", sign ? CmpInst::ICMP_SLT : CmpInst::ICMP_ULT)
          .Case("le", sign ? CmpInst::ICMP_SLE : CmpInst::ICMP_ULE)
          .Case("gt", sign ? CmpInst::ICMP_SGT : CmpInst::ICMP_UGT)
          .Case("ge", sign ? CmpInst::ICMP_SGE : CmpInst::ICMP_UGE)
          .Case("lo", CmpInst::ICMP_ULT)
          .Case("ls", CmpInst::ICMP_ULE)
          .Case("hi", CmpInst::ICMP_UGT)
          .Case("hs", CmpInst::ICMP_UGE)
          .Default(CmpInst::BAD_ICMP_PREDICATE);
  return predicate == CmpInst::BAD_ICMP_PREDICATE ? nullptr
                                                  : b.CreateICmp(predicate, x, y);
}

/// setp, set, selp, slct
bool PtxLowering::lowerCompare(Statement s) {
  StringRef op = s.parts[0];
  Type *type = getType(s.type());
  if (!type || s.operands.size() < 3 || s.type().ends_with("x2")) {
    return false;
  }
  if (op == "selp" && s.operands.size() == 4) {
    Value *x = read(s.operands[1], type), *y = read(s.operands[2], type);
    Value *choice = read(s.operands[3], b.getInt1Ty());
    if (!x || !y || !choice) {
      return false;
    }
    write(s.operands[0], b.CreateSelect(choice, x, y));
    return true;
  }
  if (op != "setp" && op != "set") {
    return false;
  }
  Value *x = read(s.operands[1], type), *y = read(s.operands[2], type);
  Value *result =
      x && y && s.parts.size() > 2 ? compare(s.parts[1], x, y, s.type())
                                   : nullptr;
  if (!result) {
    return false;
  }
  Value *inverse = b.CreateNot(result);
  bool combines = s.has("and") || s.has("or") || s.has("xor");
  if (combines) {
    Value *other = s.operands.size() > 3
                       ? read(s.operands[3], b.getInt1Ty())
                       : nullptr;
    if (!other) {
      return false;
    }
    auto combine = [&](Value *value) {
      return s.has("and")  ? b.CreateAnd(value, other)
             : s.has("or") ? b.CreateOr(value, other)
                           : b.CreateXor(value, other);
    };
    result = combine(result);
    inverse = combine(inverse);
  }
  if (op == "set") {
    Type *target = getType(s.parts[s.parts.size() - 2]);
    if (!target) {
      return false;
    }
    write(s.operands[0], target->isFloatingPointTy()
                             ? b.CreateUIToFP(result, target)
                             : b.CreateSExt(result, target));
    return true;
  }
  auto [first, second] = StringRef(s.operands[0]).split('|');
  write(first, result);
  if (!second.empty()) {
    write(second, inverse);
  }
  return true;
}
