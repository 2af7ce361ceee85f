// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Enumerations of the tile dialect.
#ifndef CUBEPORT_TILE_ATTRS_TD
#define CUBEPORT_TILE_ATTRS_TD

include "dialects/Tile/TileDialect.td"
include "mlir/IR/EnumAttr.td"

def Tile_Dim : I32EnumAttr<"Dim", "an axis of a block or a grid", [
    I32EnumAttrCase<"x", 0>, I32EnumAttrCase<"y", 1>,
    I32EnumAttrCase<"z", 2>]> {
  let cppNamespace = "::cubeport::tile";
  let genSpecializedAttr = 0;
}
def Tile_DimAttr : EnumAttr<Tile_Dialect, Tile_Dim, "dim">;

def Tile_AtomicKind : I32EnumAttr<"AtomicKind", "what an atomic update does", [
    I32EnumAttrCase<"add", 0>, I32EnumAttrCase<"max", 1>,
    I32EnumAttrCase<"min", 2>, I32EnumAttrCase<"umax", 3>,
    I32EnumAttrCase<"umin", 4>, I32EnumAttrCase<"and_", 5, "and">,
    I32EnumAttrCase<"or_", 6, "or">, I32EnumAttrCase<"xor_", 7, "xor">,
    I32EnumAttrCase<"exchange", 8>]> {
  let cppNamespace = "::cubeport::tile";
  let genSpecializedAttr = 0;
}
def Tile_AtomicKindAttr : EnumAttr<Tile_Dialect, Tile_AtomicKind, "atomic">;

def Tile_FoldKind : I32EnumAttr<"FoldKind", "what a fold does", [
    I32EnumAttrCase<"add", 0>, I32EnumAttrCase<"mul", 1>,
    I32EnumAttrCase<"max", 2>, I32EnumAttrCase<"min", 3>,
    I32EnumAttrCase<"and_", 4, "and">, I32EnumAttrCase<"or_", 5, "or">,
    I32EnumAttrCase<"xor_", 6, "xor">]> {
  let cppNamespace = "::cubeport::tile";
  let genSpecializedAttr = 0;
}
def Tile_FoldKindAttr : EnumAttr<Tile_Dialect, Tile_FoldKind, "fold">;
def Tile_FoldArrayAttr : TypedArrayAttrBase<Tile_FoldKindAttr, "folds">;
def Tile_ShuffleMode : I32EnumAttr<"ShuffleMode", "which lane a lane takes", [
    I32EnumAttrCase<"idx", 0>, I32EnumAttrCase<"up", 1>,
    I32EnumAttrCase<"down", 2>, I32EnumAttrCase<"xor_", 3, "xor">]> {
  let cppNamespace = "::cubeport::tile";
  let genSpecializedAttr = 0;
}
def Tile_ShuffleModeAttr
    : EnumAttr<Tile_Dialect, Tile_ShuffleMode, "shuffle_mode">;

#endif
