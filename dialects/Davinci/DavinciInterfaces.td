// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one interface that scheduling, hazard checks and printing ask.
#ifndef CUBEPORT_DAVINCI_INTERFACES_TD
#define CUBEPORT_DAVINCI_INTERFACES_TD

include "mlir/IR/OpBase.td"

def Davinci_PipeOp : OpInterface<"DavinciPipeOp"> {
  let cppNamespace = "::cubeport::davinci";
  let description = "An instruction: the pipe it runs on, what it touches.";
  let methods = [
    InterfaceMethod<"The pipe that executes the op.",
                    "::cubeport::davinci::Pipe", "getPipe">,
    InterfaceMethod<"Buffers (memref operands) that the op reads.",
                    "::llvm::SmallVector<::mlir::Value>", "getBufferReads">,
    InterfaceMethod<"Buffers (memref operands) that the op writes.",
                    "::llvm::SmallVector<::mlir::Value>", "getBufferWrites">,
  ];
}

#endif
