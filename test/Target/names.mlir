// RUN: cubeport-translate --davinci-to-launch-header %s | FileCheck %s

// Template instantiations get their arguments behind the name, overloads a
// number; what C++ or the vendor keeps is not used as a name.
// CHECK: void fill_float_launch(uint32_t numBlocks, void *stream, float value,
// CHECK: void fill_int_launch(uint32_t numBlocks, void *stream, int32_t value,
// CHECK: void add_launch(uint32_t numBlocks, void *stream, float value, int32_t gridX,
// CHECK: void add2_launch(uint32_t numBlocks, void *stream, int32_t value,
// CHECK: void half2_launch(uint32_t numBlocks, void *stream, int32_t gridX,
// CHECK: void shared_launch(uint32_t numBlocks, void *stream, int32_t gridX,
// CHECK: int32_t sharedBytes);
// CHECK: void scale_launch(uint32_t numBlocks, void *stream, float scaleArg,
func.func @_Z4fillIfEvT_(%v: f32 {simt.arg_name = "value"}) attributes {simt.name = "fill"} {
  return
}
func.func @_Z4fillIiEvT_(%v: i32 {simt.arg_name = "value"}) attributes {simt.name = "fill"} {
  return
}
func.func @_Z3addf(%v: f32 {simt.arg_name = "value"}) attributes {simt.name = "add"} {
  return
}
func.func @_Z3addi(%v: i32 {simt.arg_name = "value"}) attributes {simt.name = "add"} {
  return
}
func.func @_Z4halfv() attributes {simt.name = "half"} {
  return
}
func.func @_Z6sharedv(%gx: i32 {simt.arg_name = "gridX"}, %gy: i32 {simt.arg_name = "gridY"},
                      %gz: i32 {simt.arg_name = "gridZ"}, %bx: i32 {simt.arg_name = "blockX"},
                      %by: i32 {simt.arg_name = "blockY"}, %bz: i32 {simt.arg_name = "blockZ"},
                      %s: i32 {simt.arg_name = "sharedBytes"}) attributes {simt.name = "shared"} {
  return
}
// An argument with the kernel's own name would hide it in the launcher.
func.func @_Z5scalef(%v: f32 {simt.arg_name = "scale"}) attributes {simt.name = "scale"} {
  return
}
