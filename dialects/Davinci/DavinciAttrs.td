// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory spaces, pipes and instruction kinds of a davinci core.
#ifndef CUBEPORT_DAVINCI_ATTRS_TD
#define CUBEPORT_DAVINCI_ATTRS_TD

include "dialects/Davinci/DavinciDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"

class Davinci_Enum<string name, string text, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, text, cases> {
  let cppNamespace = "::cubeport::davinci";
  let genSpecializedAttr = 0;
}

def Davinci_Space : Davinci_Enum<"Space", "a memory of the chip", [
    I32EnumAttrCase<"gm", 0>, I32EnumAttrCase<"ub", 1>,
    I32EnumAttrCase<"l1", 2>, I32EnumAttrCase<"l0a", 3>,
    I32EnumAttrCase<"l0b", 4>, I32EnumAttrCase<"l0c", 5>]>;
def Davinci_SpaceAttr : EnumAttr<Davinci_Dialect, Davinci_Space, "space"> {
  let assemblyFormat = "`<` $value `>`";
}

// S issues; the others are in-order queues (target.md 1.3).
def Davinci_Pipe : Davinci_Enum<"Pipe", "an in-order instruction queue", [
    I32EnumAttrCase<"S", 0>, I32EnumAttrCase<"V", 1>,
    I32EnumAttrCase<"M", 2>, I32EnumAttrCase<"MTE1", 3>,
    I32EnumAttrCase<"MTE2", 4>, I32EnumAttrCase<"MTE3", 5>,
    I32EnumAttrCase<"FIX", 6>, I32EnumAttrCase<"ALL", 7>]>;
def Davinci_PipeAttr : EnumAttr<Davinci_Dialect, Davinci_Pipe, "pipe">;

def Davinci_UnaryKind : Davinci_Enum<"UnaryKind", "vector function", [
    I32EnumAttrCase<"exp", 0>, I32EnumAttrCase<"ln", 1>,
    I32EnumAttrCase<"abs", 2>, I32EnumAttrCase<"sqrt", 3>,
    I32EnumAttrCase<"rsqrt", 4>, I32EnumAttrCase<"reciprocal", 5>,
    I32EnumAttrCase<"relu", 6>, I32EnumAttrCase<"not_", 7, "not">]>;
def Davinci_UnaryKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_UnaryKind, "unary_kind">;

def Davinci_BinaryKind : Davinci_Enum<"BinaryKind", "vector operator", [
    I32EnumAttrCase<"add", 0>, I32EnumAttrCase<"sub", 1>,
    I32EnumAttrCase<"mul", 2>, I32EnumAttrCase<"div", 3>,
    I32EnumAttrCase<"max", 4>, I32EnumAttrCase<"min", 5>,
    I32EnumAttrCase<"and_", 6, "and">, I32EnumAttrCase<"or_", 7, "or">]>;
def Davinci_BinaryKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_BinaryKind, "binary_kind">;

def Davinci_ScalarKind : Davinci_Enum<"ScalarKind",
    "vector operator with a scalar operand", [
    I32EnumAttrCase<"adds", 0>, I32EnumAttrCase<"muls", 1>,
    I32EnumAttrCase<"maxs", 2>, I32EnumAttrCase<"mins", 3>,
    I32EnumAttrCase<"shl", 4>, I32EnumAttrCase<"shr", 5>]>;
def Davinci_ScalarKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_ScalarKind, "scalar_kind">;

def Davinci_MathKind : Davinci_Enum<"MathKind",
    "library function of the vector unit", [
    I32EnumAttrCase<"tanh", 0>, I32EnumAttrCase<"sin", 1>,
    I32EnumAttrCase<"cos", 2>, I32EnumAttrCase<"tan", 3>,
    I32EnumAttrCase<"asin", 4>, I32EnumAttrCase<"acos", 5>,
    I32EnumAttrCase<"atan", 6>, I32EnumAttrCase<"sinh", 7>,
    I32EnumAttrCase<"cosh", 8>, I32EnumAttrCase<"erf", 9>,
    I32EnumAttrCase<"erfc", 10>, I32EnumAttrCase<"log2", 11>,
    I32EnumAttrCase<"log10", 12>, I32EnumAttrCase<"floor", 13>,
    I32EnumAttrCase<"ceil", 14>, I32EnumAttrCase<"round", 15>,
    I32EnumAttrCase<"trunc", 16>, I32EnumAttrCase<"asinh", 17>,
    I32EnumAttrCase<"acosh", 18>, I32EnumAttrCase<"atanh", 19>]>;
def Davinci_MathKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_MathKind, "math_kind">;

def Davinci_BinaryMathKind : Davinci_Enum<"BinaryMathKind",
    "library function of two operands", [
    I32EnumAttrCase<"power", 0>, I32EnumAttrCase<"fmod", 1>]>;
def Davinci_BinaryMathKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_BinaryMathKind, "binary_math_kind">;

def Davinci_CompareMode : Davinci_Enum<"CompareMode", "comparison", [
    I32EnumAttrCase<"LT", 0>, I32EnumAttrCase<"GT", 1>,
    I32EnumAttrCase<"EQ", 2>, I32EnumAttrCase<"LE", 3>,
    I32EnumAttrCase<"GE", 4>, I32EnumAttrCase<"NE", 5>]>;
def Davinci_CompareModeAttr
    : EnumAttr<Davinci_Dialect, Davinci_CompareMode, "compare_mode">;

def Davinci_RoundMode : Davinci_Enum<"RoundMode", "rounding of a cast", [
    I32EnumAttrCase<"NONE", 0>, I32EnumAttrCase<"RINT", 1>,
    I32EnumAttrCase<"FLOOR", 2>, I32EnumAttrCase<"CEIL", 3>,
    I32EnumAttrCase<"ROUND", 4>, I32EnumAttrCase<"TRUNC", 5>]>;
def Davinci_RoundModeAttr
    : EnumAttr<Davinci_Dialect, Davinci_RoundMode, "round_mode">;

def Davinci_ReduceKind : Davinci_Enum<"ReduceKind", "reduction of a repeat", [
    I32EnumAttrCase<"sum", 0>, I32EnumAttrCase<"max", 1>,
    I32EnumAttrCase<"min", 2>]>;
def Davinci_ReduceKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_ReduceKind, "reduce_kind">;

def Davinci_AtomicKind : Davinci_Enum<"AtomicKind",
    "what copies to global memory do to what stands there", [
    I32EnumAttrCase<"none", 0>, I32EnumAttrCase<"add", 1>,
    I32EnumAttrCase<"max", 2>, I32EnumAttrCase<"min", 3>]>;
def Davinci_AtomicKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_AtomicKind, "atomic_kind">;

def Davinci_PauseKind : Davinci_Enum<"PauseKind",
    "what a thread that pauses waits for", [
    I32EnumAttrCase<"barrier", 0>, I32EnumAttrCase<"barrier_count", 1>,
    I32EnumAttrCase<"barrier_and", 2>, I32EnumAttrCase<"barrier_or", 3>,
    I32EnumAttrCase<"named_barrier", 4>, I32EnumAttrCase<"grid", 5>,
    I32EnumAttrCase<"yield", 6>, I32EnumAttrCase<"warp", 7>,
    I32EnumAttrCase<"active_mask", 8>, I32EnumAttrCase<"shuffle_idx", 9>,
    I32EnumAttrCase<"shuffle_up", 10>, I32EnumAttrCase<"shuffle_down", 11>,
    I32EnumAttrCase<"shuffle_xor", 12>, I32EnumAttrCase<"vote_any", 13>,
    I32EnumAttrCase<"vote_all", 14>, I32EnumAttrCase<"vote_uni", 15>,
    I32EnumAttrCase<"ballot", 16>, I32EnumAttrCase<"match_any", 17>,
    I32EnumAttrCase<"match_all", 18>, I32EnumAttrCase<"reduce_add", 19>,
    I32EnumAttrCase<"reduce_min", 20>, I32EnumAttrCase<"reduce_max", 21>,
    I32EnumAttrCase<"reduce_umin", 22>, I32EnumAttrCase<"reduce_umax", 23>,
    I32EnumAttrCase<"reduce_and", 24>, I32EnumAttrCase<"reduce_or", 25>,
    I32EnumAttrCase<"reduce_xor", 26>,
    I32EnumAttrCase<"named_arrive", 27>]>;
def Davinci_PauseKindAttr
    : EnumAttr<Davinci_Dialect, Davinci_PauseKind, "pause_kind">;

#endif
