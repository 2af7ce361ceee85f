// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX: barriers, fences, warp instructions, and the rest.
#include "lib/Frontend/PtxLowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IntrinsicsNVPTX.h"

using namespace cubeport::frontend;
using namespace llvm;

/// bar, barrier, membar, fence
bool PtxLowering::lowerSync(Statement s) {
  StringRef op = s.parts[0];
  Type *i32 = b.getInt32Ty();
  if (op == "membar" || op == "fence") {
    if (s.has("proxy") || s.has("mbarrier_init")) {
      return false;
    }
    intrinsic(s.has("cta")             ? Intrinsic::nvvm_membar_cta
              : s.has("gl") || s.has("gpu") ? Intrinsic::nvvm_membar_gl
                                       : Intrinsic::nvvm_membar_sys,
              {});
    return true;
  }
  if ((op != "bar" && op != "barrier") || s.operands.empty() ||
      s.has("cluster")) {
    return false;
  }
  if (s.has("warp")) {
    Value *mask = read(s.operands[0], i32);
    if (mask) {
      intrinsic(Intrinsic::nvvm_bar_warp_sync, {mask});
    }
    return mask != nullptr;
  }
  if (s.has("red")) {
    Value *id = s.operands.size() == 3 ? read(s.operands[1], i32) : nullptr;
    StringRef name = s.operands.back();
    Value *predicate = read(name, b.getInt1Ty());
    if (!id || !predicate) {
      return false;
    }
    write(s.operands[0],
          intrinsic(s.has("popc")
                        ? Intrinsic::nvvm_barrier_cta_red_popc_aligned_all
                    : s.has("and")
                        ? Intrinsic::nvvm_barrier_cta_red_and_aligned_all
                        : Intrinsic::nvvm_barrier_cta_red_or_aligned_all,
                    {id, predicate}));
    return true;
  }
  Value *id = read(s.operands[0], i32);
  Value *count =
      s.operands.size() > 1 ? read(s.operands[1], i32) : nullptr;
  if (!id || (s.operands.size() > 1 && !count)) {
    return false;
  }
  if (s.has("arrive")) {
    if (!count) {
      return false;
    }
    intrinsic(Intrinsic::nvvm_barrier_cta_arrive_aligned_count, {id, count});
  } else if (count) {
    intrinsic(Intrinsic::nvvm_barrier_cta_sync_aligned_count, {id, count});
  } else {
    intrinsic(Intrinsic::nvvm_barrier_cta_sync_aligned_all, {id});
  }
  return true;
}

/// shfl, vote, match, redux, activemask
bool PtxLowering::lowerWarp(Statement s) {
  StringRef op = s.parts[0];
  Type *i32 = b.getInt32Ty();
  if (op == "activemask" && s.operands.size() == 1) {
    write(s.operands[0], intrinsic(Intrinsic::nvvm_activemask, {}));
    return true;
  }
  bool isSync = s.has("sync");
  if (op == "shfl" && s.operands.size() == (isSync ? 5u : 4u)) {
    Value *value = read(s.operands[1], i32), *lane = read(s.operands[2], i32);
    Value *clamp = read(s.operands[3], i32);
    Value *mask = isSync ? read(s.operands[4], i32)
                         : intrinsic(Intrinsic::nvvm_activemask, {});
    if (!value || !lane || !clamp || !mask) {
      return false;
    }
    Intrinsic::ID id = s.has("up")     ? Intrinsic::nvvm_shfl_sync_up_i32p
                       : s.has("down") ? Intrinsic::nvvm_shfl_sync_down_i32p
                       : s.has("bfly") ? Intrinsic::nvvm_shfl_sync_bfly_i32p
                                       : Intrinsic::nvvm_shfl_sync_idx_i32p;
    Value *pair = intrinsic(id, {mask, value, lane, clamp});
    auto [result, valid] = StringRef(s.operands[0]).split('|');
    write(result, b.CreateExtractValue(pair, 0));
    if (!valid.empty()) {
      write(valid, b.CreateExtractValue(pair, 1));
    }
    return true;
  }
  if (op == "vote" && s.operands.size() == (isSync ? 3u : 2u)) {
    Value *predicate = read(s.operands[1], b.getInt1Ty());
    Value *mask = isSync ? read(s.operands[2], i32)
                         : intrinsic(Intrinsic::nvvm_activemask, {});
    if (!predicate || !mask) {
      return false;
    }
    Intrinsic::ID id = s.has("ballot") ? Intrinsic::nvvm_vote_ballot_sync
                       : s.has("any")  ? Intrinsic::nvvm_vote_any_sync
                       : s.has("all")  ? Intrinsic::nvvm_vote_all_sync
                                       : Intrinsic::nvvm_vote_uni_sync;
    write(s.operands[0], intrinsic(id, {mask, predicate}));
    return true;
  }
  if (op == "match" && s.operands.size() == 3) {
    Type *type = getType(s.type());
    Value *value = type ? read(s.operands[1], type) : nullptr;
    Value *mask = read(s.operands[2], i32);
    if (!value || !mask || !type->isIntegerTy()) {
      return false;
    }
    bool isWide = type->isIntegerTy(64);
    auto [result, same] = StringRef(s.operands[0]).split('|');
    if (s.has("any")) {
      write(result, intrinsic(isWide ? Intrinsic::nvvm_match_any_sync_i64
                                     : Intrinsic::nvvm_match_any_sync_i32,
                              {mask, value}));
      return true;
    }
    Value *pair = intrinsic(isWide ? Intrinsic::nvvm_match_all_sync_i64p
                                   : Intrinsic::nvvm_match_all_sync_i32p,
                            {mask, value});
    write(result, b.CreateExtractValue(pair, 0));
    if (!same.empty()) {
      write(same, b.CreateExtractValue(pair, 1));
    }
    return true;
  }
  if (op == "redux" && s.operands.size() == 3) {
    Value *value = read(s.operands[1], i32), *mask = read(s.operands[2], i32);
    bool sign = s.type().starts_with("s");
    Intrinsic::ID id =
        s.has("add")   ? Intrinsic::nvvm_redux_sync_add
        : s.has("min") ? sign ? Intrinsic::nvvm_redux_sync_min
                              : Intrinsic::nvvm_redux_sync_umin
        : s.has("max") ? sign ? Intrinsic::nvvm_redux_sync_max
                              : Intrinsic::nvvm_redux_sync_umax
        : s.has("and") ? Intrinsic::nvvm_redux_sync_and
        : s.has("or")  ? Intrinsic::nvvm_redux_sync_or
                       : Intrinsic::nvvm_redux_sync_xor;
    if (!value || !mask || s.type().starts_with("f")) {
      return false;
    }
    write(s.operands[0], intrinsic(id, {value, mask}));
    return true;
  }
  return false;
}

/// nanosleep, trap, exit, and what only helps a debugger
bool PtxLowering::lowerOther(Statement s) {
  StringRef op = s.parts[0];
  if (op == "nanosleep" || op == "brkpt" || op == "pmevent" ||
      op == "griddepcontrol") {
    return true;
  }
  if (op == "trap") {
    intrinsic(Intrinsic::trap, {});
    return true;
  }
  if (op == "exit") {
    call(kExitName, b.getVoidTy(), {});
    return true;
  }
  return false;
}
