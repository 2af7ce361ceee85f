// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX: loads, stores, atomics, copies.
#include "lib/Frontend/PtxLowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IntrinsicsNVPTX.h"

using namespace cubeport::frontend;
using namespace llvm;

/// The pointer in "[a+16]". In the shared window an address may have lost its
/// upper half: it is found from that of a shared array.
Value *PtxLowering::getPointer(Statement s, StringRef operand) {
  if (!operand.consume_front("[") || !operand.consume_back("]")) {
    return nullptr;
  }
  auto [base, rest] = operand.split('+');
  int64_t offset = 0;
  if (rest.empty()) {
    auto [minuend, subtrahend] = operand.split('-');
    base = minuend;
    if (!subtrahend.empty()) {
      if (subtrahend.trim().getAsInteger(0, offset)) {
        return nullptr;
      }
      offset = -offset;
    }
  } else if (rest.trim().getAsInteger(0, offset)) {
    return nullptr;
  }
  Value *address = load(base.trim());
  if (!address || !address->getType()->isIntegerTy()) {
    return nullptr;
  }
  if (s.has("shared")) {
    Value *start = call(kSharedBaseName, b.getInt64Ty(), {});
    Value *distance = b.CreateSub(coerce(address, b.getInt32Ty()),
                                  b.CreateTrunc(start, b.getInt32Ty()));
    address = b.CreateAdd(start, b.CreateSExt(distance, b.getInt64Ty()));
  }
  if (!address->getType()->isIntegerTy(64)) {
    return nullptr;
  }
  Value *pointer = b.CreateIntToPtr(address, b.getPtrTy());
  return offset ? b.CreateConstGEP1_64(b.getInt8Ty(), pointer, offset)
                : pointer;
}

static bool isOrdered(PtxLowering::Statement s) {
  return s.has("volatile") || s.has("relaxed") || s.has("acquire") ||
         s.has("release") || s.has("mmio");
}

/// ld, ldu, st, with spaces, cache hints and vectors
bool PtxLowering::lowerMemory(Statement s) {
  StringRef op = s.parts[0];
  bool isLoad = op == "ld" || op == "ldu";
  Type *type = getType(s.type());
  if ((!isLoad && op != "st") || !type || s.operands.size() < 2 ||
      s.has("param") || s.has("local") || s.has("const")) {
    return false;
  }
  Value *pointer = getPointer(s, s.operands[isLoad ? 1 : 0]);
  if (!pointer) {
    return false;
  }
  StringRef values = s.operands[isLoad ? 0 : 1];
  std::vector<std::string> names = {values.str()};
  if (values.starts_with("{")) {
    names = splitOperands(values.drop_front().drop_back());
  }
  unsigned bytes = type->getPrimitiveSizeInBits() / 8;
  if (s.has("release")) {
    intrinsic(Intrinsic::nvvm_membar_sys, {});
  }
  for (auto [i, name] : enumerate(names)) {
    Value *at = i ? b.CreateConstGEP1_64(b.getInt8Ty(), pointer, i * bytes)
                  : pointer;
    if (!isLoad) {
      Value *value = read(name, type);
      if (!value) {
        return false;
      }
      b.CreateAlignedStore(value, at, Align(bytes), isOrdered(s));
      continue;
    }
    Value *value = b.CreateAlignedLoad(type, at, Align(bytes), isOrdered(s));
    // A register may be wider than the element.
    Value *old = load(name);
    if (old && old->getType()->isIntegerTy() && type->isIntegerTy() &&
        s.type().starts_with("s")) {
      value = b.CreateSExtOrTrunc(value, old->getType());
    }
    write(name, value);
  }
  if (s.has("acquire")) {
    intrinsic(Intrinsic::nvvm_membar_sys, {});
  }
  return true;
}

/// atom, red
bool PtxLowering::lowerAtomic(Statement s) {
  bool isAtom = s.parts[0] == "atom";
  Type *type = getType(s.type());
  unsigned first = isAtom ? 1 : 0;
  if ((!isAtom && s.parts[0] != "red") || !type ||
      s.type().ends_with("x2") || s.operands.size() < first + 2) {
    return false;
  }
  Value *pointer = getPointer(s, s.operands[first]);
  Value *x = read(s.operands[first + 1], type);
  if (!pointer || !x) {
    return false;
  }
  bool sign = s.type().starts_with("s"), isFloat = type->isFloatingPointTy();
  bool orders = s.has("acquire") || s.has("release") || s.has("acq_rel");
  auto order = orders ? AtomicOrdering::AcquireRelease
                      : AtomicOrdering::Monotonic;
  unsigned bytes = type->getPrimitiveSizeInBits() / 8;
  Value *old;
  if (s.has("cas")) {
    if (s.operands.size() != first + 3) {
      return false;
    }
    Type *word = b.getIntNTy(bytes * 8);
    Value *desired = read(s.operands[first + 2], word);
    if (!desired) {
      return false;
    }
    Value *pair = b.CreateAtomicCmpXchg(pointer, coerce(x, word), desired,
                                        Align(bytes), order,
                                        AtomicOrdering::Monotonic);
    old = b.CreateExtractValue(pair, 0);
  } else {
    auto kind = AtomicRMWInst::BAD_BINOP;
    for (const std::string &part : s.parts) {
      auto found =
          StringSwitch<AtomicRMWInst::BinOp>(part)
              .Case("exch", AtomicRMWInst::Xchg)
              .Case("add", isFloat ? AtomicRMWInst::FAdd : AtomicRMWInst::Add)
              .Case("min", isFloat ? AtomicRMWInst::FMin
                           : sign  ? AtomicRMWInst::Min
                                   : AtomicRMWInst::UMin)
              .Case("max", isFloat ? AtomicRMWInst::FMax
                           : sign  ? AtomicRMWInst::Max
                                   : AtomicRMWInst::UMax)
              .Case("and", AtomicRMWInst::And)
              .Case("or", AtomicRMWInst::Or)
              .Case("xor", AtomicRMWInst::Xor)
              .Case("inc", AtomicRMWInst::UIncWrap)
              .Case("dec", AtomicRMWInst::UDecWrap)
              .Default(AtomicRMWInst::BAD_BINOP);
      kind = found == AtomicRMWInst::BAD_BINOP ? kind : found;
    }
    if (kind == AtomicRMWInst::BAD_BINOP) {
      return false;
    }
    old = b.CreateAtomicRMW(kind, pointer, x, Align(bytes), order);
  }
  if (isAtom) {
    write(s.operands[0], old);
  }
  return true;
}

/// cp.async as a copy at once; waiting for it is then nothing.
bool PtxLowering::lowerCopy(Statement s) {
  if (s.parts[0] == "prefetch" || s.parts[0] == "prefetchu" ||
      s.parts[0] == "discard" || s.parts[0] == "applypriority") {
    return true;
  }
  if (s.parts[0] != "cp" || s.parts.size() < 3 || s.parts[1] != "async" ||
      s.has("bulk") || s.has("mbarrier")) {
    return false;
  }
  if (s.has("commit_group") || s.has("wait_group") || s.has("wait_all")) {
    return true;
  }
  if (s.operands.size() < 3) {
    return false;
  }
  PtxStatement global = s;
  erase(global.parts, "shared");
  Value *to = getPointer(s, s.operands[0]);
  Value *from = getPointer(global, s.operands[1]);
  Value *length = read(s.operands[2], b.getInt32Ty());
  auto *size = dyn_cast_or_null<ConstantInt>(length);
  if (!size && s.operands[2][0] == '$') {
    // A constant that came as an operand sits in a register here.
    return false;
  }
  if (!to || !from || !size || size->getZExtValue() % 4 != 0) {
    return false;
  }
  // Bytes beyond the source's are zeros.
  Value *given = s.operands.size() > 3 ? read(s.operands[3], b.getInt32Ty())
                                       : nullptr;
  for (uint64_t at = 0; at < size->getZExtValue(); at += 4) {
    Value *place = b.CreateConstGEP1_64(b.getInt8Ty(), from, at);
    Value *target = b.CreateConstGEP1_64(b.getInt8Ty(), to, at);
    if (!given) {
      b.CreateAlignedStore(
          b.CreateAlignedLoad(b.getInt32Ty(), place, Align(4)), target,
          Align(4));
      continue;
    }
    // What lies beyond is not read: the first word stands in for it.
    Value *isGiven = b.CreateICmpULT(b.getInt32(at), given);
    Value *stand = b.CreateAlloca(b.getInt32Ty());
    b.CreateAlignedStore(b.getInt32(0), stand, Align(4));
    Value *source = b.CreateSelect(isGiven, place, stand);
    b.CreateAlignedStore(
        b.CreateAlignedLoad(b.getInt32Ty(), source, Align(4)), target,
        Align(4));
  }
  return true;
}
