// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX instructions as code of this machine.
#include "lib/Oracle/Ptx.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InlineAsm.h"

using namespace cubeport::oracle;
using namespace llvm;

/// The condition code, between instructions of one text.
static constexpr StringRef kCarry = "%cc";

bool PtxBuilder::arithmetic(const PtxStatement &s) {
  Type *type = s.type().empty() ? nullptr : findType(s.type());
  if (!type || s.operands.size() < 2 || s.has("sat")) {
    return false;
  }
  const bool isFloat = type->isFloatingPointTy();
  const bool isSigned = s.type().starts_with("s");
  const bool isWide = s.has("wide");
  if (isFloat && (s.has("rz") || s.has("rm") || s.has("rp"))) {
    return false;
  }
  std::vector<Value *> v;
  for (size_t i = 1; i < s.operands.size(); ++i) {
    // mad.wide adds at the width of the result.
    Type *wanted = isWide && i == 3
                       ? Type::getIntNTy(lowering.context,
                                         2 * type->getPrimitiveSizeInBits())
                       : type;
    v.push_back(read(s.operands[i], wanted));
    if (!v.back()) {
      return false;
    }
  }
  auto multiply = [&]() -> Value * {
    if (isFloat) {
      return builder.CreateFMul(v[0], v[1]);
    }
    if (!isWide && !s.has("hi")) {
      return builder.CreateMul(v[0], v[1]);
    }
    unsigned width = type->getIntegerBitWidth();
    Type *wide = Type::getIntNTy(lowering.context, 2 * width);
    Value *product = builder.CreateMul(builder.CreateIntCast(v[0], wide, isSigned),
                                       builder.CreateIntCast(v[1], wide, isSigned));
    return isWide ? product
                  : builder.CreateTrunc(builder.CreateLShr(product, width), type);
  };
  Value *result = nullptr;
  StringRef op = s.opcode();
  if (op == "mov" && v.size() == 1) {
    result = v[0];
  } else if (op == "neg") {
    result = isFloat ? builder.CreateFNeg(v[0]) : builder.CreateNeg(v[0]);
  } else if (op == "abs") {
    result = isFloat ? builder.CreateUnaryIntrinsic(Intrinsic::fabs, v[0])
                     : builder.CreateBinaryIntrinsic(Intrinsic::abs, v[0],
                                                     builder.getFalse());
  } else if (v.size() < 2) {
    return false;
  } else if (op == "add") {
    result = isFloat ? builder.CreateFAdd(v[0], v[1])
                     : builder.CreateAdd(v[0], v[1]);
  } else if (op == "sub") {
    result = isFloat ? builder.CreateFSub(v[0], v[1])
                     : builder.CreateSub(v[0], v[1]);
  } else if (op == "mul") {
    result = multiply();
  } else if ((op == "mad" || op == "fma") && v.size() == 3) {
    result = isFloat ? builder.CreateIntrinsic(type, Intrinsic::fma, v)
                     : builder.CreateAdd(multiply(), v[2]);
  } else if (op == "min" || op == "max") {
    const bool isMax = op == "max";
    result = builder.CreateBinaryIntrinsic(
        isFloat    ? (isMax ? Intrinsic::maxnum : Intrinsic::minnum)
        : isSigned ? (isMax ? Intrinsic::smax : Intrinsic::smin)
                   : (isMax ? Intrinsic::umax : Intrinsic::umin),
        v[0], v[1]);
  } else if (op == "div" && isFloat) {
    result = builder.CreateFDiv(v[0], v[1]);
  } else {
    return false;
  }
  write(s.operands[0], result, s);
  return true;
}

/// add.cc, subc and their like: integers of a bit more, which is the carry.
bool PtxBuilder::carried(const PtxStatement &s) {
  Type *type = s.type().empty() ? nullptr : findType(s.type());
  const bool takesCarry = s.opcode().ends_with("c");
  StringRef op = takesCarry ? s.opcode().drop_back() : s.opcode();
  const bool isMad = op == "mad";
  if (!type || !type->isIntegerTy() || s.has("wide") ||
      s.operands.size() != (isMad ? 4u : 3u)) {
    return false;
  }
  const unsigned width = type->getIntegerBitWidth();
  Type *wide = Type::getIntNTy(lowering.context, 2 * width);
  const bool isSigned = isMad && s.type().starts_with("s");
  std::vector<Value *> v;
  for (size_t i = 1; i < s.operands.size(); ++i) {
    Value *operand = read(s.operands[i], type);
    if (!operand) {
      return false;
    }
    v.push_back(builder.CreateIntCast(operand, wide, isSigned && i < 3));
  }
  if (isMad) {
    Value *product = builder.CreateMul(v[0], v[1]);
    product = s.has("hi") ? builder.CreateLShr(product, width) : product;
    v = {builder.CreateZExt(builder.CreateTrunc(product, type), wide), v[2]};
  }
  if (takesCarry) {
    auto known = registers.find(kCarry);
    if (known == registers.end()) {
      return false; // of another asm statement
    }
    v[1] = builder.CreateAdd(v[1], builder.CreateZExt(known->second, wide));
  }
  Value *result = op == "sub" ? builder.CreateSub(v[0], v[1])
                              : builder.CreateAdd(v[0], v[1]);
  if (s.has("cc")) {
    registers[kCarry] = builder.CreateTrunc(
        builder.CreateLShr(result, width), builder.getInt1Ty());
  }
  write(s.operands[0], builder.CreateTrunc(result, type), s);
  return true;
}

bool PtxBuilder::bits(const PtxStatement &s) {
  Type *type = s.type().empty() ? nullptr : findType(s.type());
  StringRef op = s.opcode();
  if (!type || !(type->isIntegerTy()) || s.operands.size() < 2) {
    return false;
  }
  std::vector<Value *> v;
  for (size_t i = 1; i < s.operands.size(); ++i) {
    const bool isCount = (op == "shl" || op == "shr") && i == 2;
    v.push_back(read(s.operands[i], isCount ? lowering.i32 : type));
    if (!v.back()) {
      return false;
    }
  }
  const unsigned width = type->getIntegerBitWidth();
  Value *result = nullptr;
  if (op == "not") {
    result = builder.CreateNot(v[0]);
  } else if (op == "popc" || op == "clz") {
    result = op == "popc"
                 ? builder.CreateUnaryIntrinsic(Intrinsic::ctpop, v[0])
                 : builder.CreateBinaryIntrinsic(Intrinsic::ctlz, v[0],
                                                 builder.getFalse());
    result = builder.CreateZExtOrTrunc(result, lowering.i32);
  } else if (op == "brev") {
    result = builder.CreateUnaryIntrinsic(Intrinsic::bitreverse, v[0]);
  } else if (v.size() == 2 && (op == "and" || op == "or" || op == "xor")) {
    result = op == "and"  ? builder.CreateAnd(v[0], v[1])
             : op == "or" ? builder.CreateOr(v[0], v[1])
                          : builder.CreateXor(v[0], v[1]);
  } else if (v.size() == 2 && (op == "shl" || op == "shr")) {
    // Counts beyond the width give zeros, or copies of the sign.
    const bool isSigned = op == "shr" && s.type().starts_with("s");
    Value *isBeyond =
        builder.CreateICmpUGE(v[1], builder.getInt32(width));
    Value *count = builder.CreateSelect(
        isBeyond, builder.getInt32(isSigned ? width - 1 : 0), v[1]);
    count = builder.CreateZExtOrTrunc(count, type);
    result = op == "shl"  ? builder.CreateShl(v[0], count)
             : isSigned   ? builder.CreateAShr(v[0], count)
                          : builder.CreateLShr(v[0], count);
    if (!isSigned) {
      result = builder.CreateSelect(isBeyond, ConstantInt::get(type, 0), result);
    }
  } else if (op == "lop3" && v.size() == 4 && isa<ConstantInt>(v[3])) {
    const uint64_t table = cast<ConstantInt>(v[3])->getZExtValue();
    result = ConstantInt::get(type, 0);
    for (unsigned row = 0; row < 8; ++row) {
      if (table >> row & 1) {
        Value *term = ConstantInt::getAllOnesValue(type);
        for (unsigned input = 0; input < 3; ++input) {
          const bool isSet = row >> (2 - input) & 1;
          term = builder.CreateAnd(term, isSet ? v[input]
                                               : builder.CreateNot(v[input]));
        }
        result = builder.CreateOr(result, term);
      }
    }
  } else {
    result = function(("cubeport_ptx_" + op + "_" + s.type()).str(), v);
  }
  if (!result) {
    return false;
  }
  write(s.operands[0], result, s);
  return true;
}

/// Functions of one number: rcp, sqrt, ex2 and so on.
bool PtxBuilder::math(const PtxStatement &s) {
  Type *type = s.type().empty() ? nullptr : findType(s.type());
  if (!type || s.operands.size() != 2) {
    return false;
  }
  Value *x = read(s.operands[1], type);
  Value *result =
      x ? function(("cubeport_ptx_" + s.opcode() + "_" + s.type()).str(), {x})
        : nullptr;
  if (!result) {
    return false;
  }
  write(s.operands[0], result, s);
  return true;
}

bool PtxBuilder::convert(const PtxStatement &s) {
  if (s.words.size() < 3 || s.type(1).empty() || s.operands.size() != 2) {
    return false;
  }
  Type *to = findType(s.type(1)), *from = findType(s.type());
  Value *x = to && from ? read(s.operands[1], from) : nullptr;
  if (!x || s.has("sat")) {
    return false;
  }
  const bool fromSigned = s.type().starts_with("s");
  const bool toSigned = s.type(1).starts_with("s");
  Value *result = nullptr;
  if (to->isIntegerTy() && from->isIntegerTy()) {
    result = builder.CreateIntCast(x, to, fromSigned);
  } else if (to->isFloatingPointTy() && from->isFloatingPointTy()) {
    if (s.has("rz") || s.has("rm") || s.has("rp") || s.has("rni")) {
      return false;
    }
    result = builder.CreateFPCast(x, to);
  } else if (to->isFloatingPointTy()) {
    result = fromSigned ? builder.CreateSIToFP(x, to)
                        : builder.CreateUIToFP(x, to);
  } else {
    Intrinsic::ID round = s.has("rni")   ? Intrinsic::roundeven
                          : s.has("rmi") ? Intrinsic::floor
                          : s.has("rpi") ? Intrinsic::ceil
                                         : Intrinsic::trunc;
    x = builder.CreateUnaryIntrinsic(round, x);
    result = builder.CreateIntrinsic(
        toSigned ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat, {to, from},
        {x});
  }
  write(s.operands[0], result, s);
  return true;
}

bool PtxBuilder::compare(const PtxStatement &s) {
  if (s.type().empty() || s.operands.size() < 3 || s.words.size() < 2) {
    return false;
  }
  Type *type = findType(s.type());
  if (!type) {
    return false;
  }
  if (s.opcode() == "selp") {
    Value *a = read(s.operands[1], type), *b = read(s.operands[2], type);
    Value *p = s.operands.size() == 4
                   ? read(s.operands[3], builder.getInt1Ty())
                   : nullptr;
    if (!a || !b || !p) {
      return false;
    }
    write(s.operands[0], builder.CreateSelect(p, a, b), s);
    return true;
  }
  if (s.words.size() != 3 || s.operands.size() != 3) {
    return false; // with a predicate to join, or a flag
  }
  Value *a = read(s.operands[1], type), *b = read(s.operands[2], type);
  const bool isFloat = type->isFloatingPointTy();
  const bool isSigned = s.type().starts_with("s");
  auto predicate =
      StringSwitch<CmpInst::Predicate>(s.words[1])
          .Case("eq", isFloat ? CmpInst::FCMP_OEQ : CmpInst::ICMP_EQ)
          .Case("ne", isFloat ? CmpInst::FCMP_ONE : CmpInst::ICMP_NE)
          .Case("lt", isFloat    ? CmpInst::FCMP_OLT
                      : isSigned ? CmpInst::ICMP_SLT
                                 : CmpInst::ICMP_ULT)
          .Case("le", isFloat    ? CmpInst::FCMP_OLE
                      : isSigned ? CmpInst::ICMP_SLE
                                 : CmpInst::ICMP_ULE)
          .Case("gt", isFloat    ? CmpInst::FCMP_OGT
                      : isSigned ? CmpInst::ICMP_SGT
                                 : CmpInst::ICMP_UGT)
          .Case("ge", isFloat    ? CmpInst::FCMP_OGE
                      : isSigned ? CmpInst::ICMP_SGE
                                 : CmpInst::ICMP_UGE)
          .Default(CmpInst::BAD_ICMP_PREDICATE);
  if (!a || !b || predicate == CmpInst::BAD_ICMP_PREDICATE) {
    return false;
  }
  write(s.operands[0], builder.CreateCmp(predicate, a, b), s);
  return true;
}

/// The pointer of "[$1]" or "[$1+8]"; shared addresses of 32 bits count from
/// the block's window.
Value *PtxBuilder::address(StringRef operand, const PtxStatement &s) {
  if (!operand.consume_front("[") || !operand.consume_back("]")) {
    return nullptr;
  }
  auto [base, offset] = operand.split('+');
  Value *number = read(base.trim(), lowering.i64);
  int64_t bytes = 0;
  if (!number || (!offset.empty() && offset.trim().getAsInteger(0, bytes))) {
    return nullptr;
  }
  Value *place = builder.CreateAdd(number, builder.getInt64(uint64_t(bytes)));
  Value *pointer = builder.CreateIntToPtr(place, lowering.ptr);
  return s.has("shared") ? function("cubeport_ptx_shared_address", {place})
                         : pointer;
}

bool PtxBuilder::memory(const PtxStatement &s) {
  const bool isLoad = s.opcode() == "ld";
  if (s.type().empty() || s.operands.size() != 2 || !s.guard.empty() ||
      s.has("param") || s.has("const")) {
    return false;
  }
  Type *type = findType(s.type());
  Value *pointer = address(s.operands[isLoad ? 1 : 0], s);
  StringRef values = s.operands[isLoad ? 0 : 1];
  SmallVector<StringRef> names;
  values.trim("{}").split(names, ',');
  if (!type || !pointer) {
    return false;
  }
  const uint64_t bytes = type->getPrimitiveSizeInBits() / 8;
  const bool isOrdered = s.has("volatile") || s.has("relaxed") ||
                         s.has("acquire") || s.has("release");
  FunctionCallee check = lowering.runtime(
      "cubeportOracleCheckSlow", builder.getVoidTy(),
      {lowering.ptr, lowering.i64, lowering.i32, lowering.i32});
  builder.CreateCall(
      check, {pointer, builder.getInt64(bytes * names.size()),
              builder.getInt32(bytes * names.size()),
              lowering.sites.add(call, bytes * names.size(),
                                 ElementKind::Unknown,
                                 isLoad ? 0 : kSiteIsStore)});
  for (auto [index, name] : enumerate(names)) {
    Value *place = builder.CreateConstGEP1_64(type, pointer, index);
    if (isLoad) {
      LoadInst *load = builder.CreateLoad(type, place, isOrdered);
      write(name.trim(), load, s);
    } else if (Value *value = read(name.trim(), type)) {
      builder.CreateStore(value, place, isOrdered);
    } else {
      return false;
    }
  }
  return true;
}

bool PtxBuilder::warp(const PtxStatement &s) {
  StringRef op = s.opcode();
  Type *i32 = lowering.i32;
  auto word = [&](size_t i) {
    return i < s.operands.size() ? read(s.operands[i], i32) : nullptr;
  };
  if (op == "activemask") {
    write(s.operands[0], intrinsic("activemask", i32, {}), s);
    return true;
  }
  if (op == "shfl" && s.has("sync") && s.operands.size() == 5) {
    Value *a = word(1), *b = word(2), *c = word(3), *mask = word(4);
    auto [value, predicate] = StringRef(s.operands[0]).split('|');
    if (!a || !b || !c || !mask || s.words.size() < 3) {
      return false;
    }
    Type *pair = StructType::get(lowering.context, {i32, builder.getInt1Ty()});
    Value *both = intrinsic("shfl.sync." + s.words[2] + ".i32p", pair,
                            {mask, a, b, c});
    write(value.trim(), builder.CreateExtractValue(both, 0), s);
    if (!predicate.empty()) {
      write(predicate.trim(), builder.CreateExtractValue(both, 1), s);
    }
    return true;
  }
  if (op == "vote" && s.has("sync") && s.operands.size() == 3) {
    Value *p = read(s.operands[1], builder.getInt1Ty()), *mask = word(2);
    if (!p || !mask || s.words.size() < 3) {
      return false;
    }
    Type *type = s.words[2] == "ballot" ? i32 : builder.getInt1Ty();
    write(s.operands[0],
          intrinsic("vote." + s.words[2] + ".sync", type, {mask, p}), s);
    return true;
  }
  if (op == "match" && s.has("any") && s.operands.size() == 3) {
    const bool isWide = s.type() == "b64";
    Value *a = read(s.operands[1], isWide ? lowering.i64 : i32);
    Value *mask = word(2);
    if (!a || !mask) {
      return false;
    }
    write(s.operands[0],
          intrinsic(isWide ? "match.any.sync.i64" : "match.any.sync.i32", i32,
                    {mask, a}),
          s);
    return true;
  }
  return false;
}

bool PtxBuilder::sync(const PtxStatement &s) {
  StringRef op = s.opcode();
  Type *none = builder.getVoidTy();
  if (op == "bar" || op == "barrier") {
    if (!s.guard.empty() || s.operands.empty()) {
      return false;
    }
    Value *first = read(s.operands[0], lowering.i32);
    Value *second = s.operands.size() > 1
                        ? read(s.operands[1], lowering.i32)
                        : nullptr;
    if (!first) {
      return false;
    }
    if (s.has("warp")) {
      return intrinsic("bar.warp.sync", none, {first});
    }
    if (s.has("arrive")) {
      return second &&
             intrinsic("barrier.cta.arrive.aligned.count", none,
                       {first, second});
    }
    return s.has("sync") &&
           (second ? intrinsic("barrier.cta.sync.aligned.count", none,
                               {first, second})
                   : intrinsic("barrier.cta.sync.aligned.all", none, {first}));
  }
  if (op == "membar" || op == "fence") {
    return intrinsic("membar.sys", none, {});
  }
  if (op == "trap") {
    builder.CreateCall(lowering.runtime("cubeportOracleTrap", none,
                                        {lowering.i32}),
                       {lowering.sites.add(call)});
    return s.guard.empty();
  }
  if (op == "exit") {
    return s.guard.empty() && intrinsic("exit", none, {});
  }
  // Hints, and waits for copies that were done at once.
  return op == "prefetch" || op == "prefetchu" || op == "nanosleep" ||
         op == "pmevent" ||
         (op == "cp" && (s.has("commit_group") || s.has("wait_group") ||
                         s.has("wait_all")));
}

static bool isOneOf(StringRef word, std::initializer_list<StringRef> list) {
  return is_contained(list, word);
}

bool PtxBuilder::statement(const PtxStatement &s) {
  StringRef op = s.opcode();
  if (op == "cvta") {
    Value *x = s.operands.size() == 2 ? read(s.operands[1], lowering.i64)
                                      : nullptr;
    if (!x) {
      return false;
    }
    if (s.has("shared")) {
      x = function(s.has("to") ? "cubeport_ptx_to_shared"
                               : "cubeport_ptx_shared_address",
                   {x});
    }
    write(s.operands[0], x, s);
    return true;
  }
  if (op == "cp" && s.has("async") && s.operands.size() >= 3 &&
      s.guard.empty()) {
    Value *to = nullptr, *from = nullptr;
    PtxStatement target = s, source = s;
    llvm::erase(source.words, "shared");
    llvm::erase(target.words, "global");
    to = address(s.operands[0], target);
    from = address(s.operands[1], source);
    Value *bytes = read(s.operands[2], lowering.i32);
    Value *taken = s.operands.size() > 3 ? read(s.operands[3], lowering.i32)
                                         : bytes;
    return to && from && bytes && taken &&
           function("cubeport_ptx_cp_async", {to, from, bytes, taken});
  }
  if (isOneOf(op, {"ld", "st"})) {
    return memory(s);
  }
  if (isOneOf(op, {"setp", "selp"})) {
    return compare(s);
  }
  if (op == "cvt") {
    return convert(s);
  }
  if (isOneOf(op, {"shfl", "vote", "match", "activemask"})) {
    return warp(s);
  }
  if (isOneOf(op, {"not", "and", "or", "xor", "shl", "shr", "popc", "clz",
                   "brev", "lop3", "bfe", "bfi", "prmt", "bfind"})) {
    return bits(s);
  }
  if (isOneOf(op, {"rcp", "sqrt", "rsqrt", "ex2", "lg2", "sin", "cos",
                   "tanh"})) {
    return math(s);
  }
  if (s.has("cc") || isOneOf(op, {"addc", "subc", "madc"})) {
    return s.guard.empty() && carried(s);
  }
  return sync(s) || arithmetic(s);
}

bool PtxBuilder::build() {
  auto *text = cast<InlineAsm>(call.getCalledOperand());
  for (const PtxStatement &s : parsePtx(text->getAsmString())) {
    if (!statement(s)) {
      return false;
    }
  }
  Value *result = nullptr;
  if (!call.getType()->isVoidTy()) {
    result = PoisonValue::get(call.getType());
    for (auto [index, type] : enumerate(outputTypes)) {
      auto known = registers.find("$" + std::to_string(index));
      if (known == registers.end()) {
        return false; // an output that nothing writes
      }
      Value *value = coerce(known->second, type);
      result = isa<StructType>(call.getType())
                   ? builder.CreateInsertValue(result, value, index)
                   : value;
    }
    call.replaceAllUsesWith(result);
  }
  call.eraseFromParent();
  return true;
}
