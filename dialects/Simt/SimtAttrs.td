// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Enumerations of the simt dialect.
#ifndef CUBEPORT_SIMT_ATTRS_TD
#define CUBEPORT_SIMT_ATTRS_TD

include "dialects/Simt/SimtDialect.td"
include "mlir/IR/EnumAttr.td"

class Simt_Enum<string name, string text, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, text, cases> {
  let cppNamespace = "::cubeport::simt";
  let genSpecializedAttr = 0;
}

def Simt_ShuffleMode : Simt_Enum<"ShuffleMode", "whose value a lane takes", [
    I32EnumAttrCase<"idx", 0>, I32EnumAttrCase<"up", 1>,
    I32EnumAttrCase<"down", 2>, I32EnumAttrCase<"xor_", 3, "xor">]>;
def Simt_ShuffleModeAttr
    : EnumAttr<Simt_Dialect, Simt_ShuffleMode, "shuffle_mode">;

def Simt_VoteKind : Simt_Enum<"VoteKind", "what a vote asks", [
    I32EnumAttrCase<"any", 0>, I32EnumAttrCase<"all", 1>,
    I32EnumAttrCase<"uni", 2>, I32EnumAttrCase<"ballot", 3>]>;
def Simt_VoteKindAttr : EnumAttr<Simt_Dialect, Simt_VoteKind, "vote_kind">;

def Simt_MatchKind : Simt_Enum<"MatchKind", "which lanes must be equal", [
    I32EnumAttrCase<"any", 0>, I32EnumAttrCase<"all", 1>]>;
def Simt_MatchKindAttr : EnumAttr<Simt_Dialect, Simt_MatchKind, "match_kind">;

def Simt_ReduceKind : Simt_Enum<"ReduceKind", "how lanes are combined", [
    I32EnumAttrCase<"add", 0>, I32EnumAttrCase<"min", 1>,
    I32EnumAttrCase<"max", 2>, I32EnumAttrCase<"umin", 3>,
    I32EnumAttrCase<"umax", 4>, I32EnumAttrCase<"and_", 5, "and">,
    I32EnumAttrCase<"or_", 6, "or">, I32EnumAttrCase<"xor_", 7, "xor">]>;
def Simt_ReduceKindAttr
    : EnumAttr<Simt_Dialect, Simt_ReduceKind, "reduce_kind">;

def Simt_BarrierReduceKind : Simt_Enum<"BarrierReduceKind",
    "what a barrier tells of a predicate", [
    I32EnumAttrCase<"count", 0>, I32EnumAttrCase<"and_", 1, "and">,
    I32EnumAttrCase<"or_", 2, "or">]>;
def Simt_BarrierReduceKindAttr
    : EnumAttr<Simt_Dialect, Simt_BarrierReduceKind, "barrier_reduce_kind">;

def Simt_Scope : Simt_Enum<"Scope", "the threads that see an order", [
    I32EnumAttrCase<"block", 0>, I32EnumAttrCase<"device", 1>,
    I32EnumAttrCase<"system", 2>]>;
def Simt_ScopeAttr : EnumAttr<Simt_Dialect, Simt_Scope, "scope">;

def Simt_ClockKind : Simt_Enum<"ClockKind", "the unit of a clock", [
    I32EnumAttrCase<"cycles", 0>, I32EnumAttrCase<"nanoseconds", 1>]>;
def Simt_ClockKindAttr : EnumAttr<Simt_Dialect, Simt_ClockKind, "clock_kind">;

def Simt_UpdateKind : Simt_Enum<"UpdateKind",
    "an atomic update that memref.atomic_rmw lacks", [
    I32EnumAttrCase<"inc", 0>, I32EnumAttrCase<"dec", 1>]>;
def Simt_UpdateKindAttr
    : EnumAttr<Simt_Dialect, Simt_UpdateKind, "update_kind">;

#endif
