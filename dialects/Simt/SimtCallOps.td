// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls out of a thread: support functions, output, giving up.
#ifndef CUBEPORT_SIMT_CALL_OPS_TD
#define CUBEPORT_SIMT_CALL_OPS_TD

include "dialects/Simt/SimtDialect.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Simt_CallOp : Simt_Op<"call", [
    DeclareOpInterfaceMethods<ConditionallySpeculatable>,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "call a scalar function of the target's support library";
  let description = [{
    For functions that are too long to be written out: each thread calls with
    its own numbers and gets its own. With `pure`, the result depends on the
    arguments alone; without, the call stays where it is. The names are those
    in `lib/Frontend/ScalarFunctions.def`.

    Example:
    ```mlir
    func.func @f(%x: f64) -> f64 {
      %y = simt.call "cubeport::TGamma"(%x) {pure} : (f64) -> f64
      return %y : f64
    }
    ```
  }];
  let arguments = (ins StrAttr:$callee, Variadic<AnyType>:$args,
                       UnitAttr:$pure);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $args `)` attr-dict `:` functional-type($args, $results)
  }];
  let hasVerifier = 1;
}

def Simt_PrintOp : Simt_Op<"print", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "print a line of text from a kernel, as printf does";
  let description = [{
    `format` is C's, without `*` and `%n`. Integers come as i32 or i64, floats
    as f64. For `%s` the argument is the i64 address of bytes in global memory
    that end with 0.

    Example:
    ```mlir
    func.func @f(%i: i32, %x: f64) {
      simt.print "a[%d] = %f\0A"(%i, %x) : i32, f64
      simt.print "done\0A"
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$format,
                       Variadic<AnyTypeOf<[I32, I64, F64]>>:$args);
  let assemblyFormat = [{
    $format (`(` $args^ `)` `:` type($args))? attr-dict
  }];
  let hasVerifier = 1;
}

def Simt_AbortOp : Simt_Op<"abort", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "end the program with a message: assert, trap";
  let description = [{
    The kernel does not complete, and the host's next call of the runtime
    fails. Control never gets past this operation; what stands behind it has
    no meaning. With `assertion` the message is the condition that did not
    hold.

    Example:
    ```mlir
    func.func @f(%c: i1) {
      scf.if %c {
        simt.abort "i < n" {assertion, file = "a.cu", line = 7 : i32,
                            function = "void k(int)"}
      }
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$message, UnitAttr:$assertion,
                       OptionalAttr<StrAttr>:$file,
                       OptionalAttr<I32Attr>:$line,
                       OptionalAttr<StrAttr>:$function);
  let assemblyFormat = "$message attr-dict";
}

#endif
