// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What davinci's copies touch.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciMoveOps.cpp.inc"

Pipe CopyInOp::getPipe() { return Pipe::MTE2; }
SmallVector<Value> CopyInOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> CopyInOp::getBufferWrites() { return {getDst()}; }

Pipe CopyOutOp::getPipe() { return Pipe::MTE3; }
SmallVector<Value> CopyOutOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> CopyOutOp::getBufferWrites() { return {getDst()}; }

Pipe SetAtomicOp::getPipe() { return Pipe::S; }
SmallVector<Value> SetAtomicOp::getBufferReads() { return {}; }
SmallVector<Value> SetAtomicOp::getBufferWrites() { return {}; }
