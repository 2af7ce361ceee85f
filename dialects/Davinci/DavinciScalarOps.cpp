// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What davinci's scalar accesses touch.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciScalarOps.cpp.inc"

Pipe GetValueOp::getPipe() { return Pipe::S; }
SmallVector<Value> GetValueOp::getBufferReads() { return {getBuffer()}; }
SmallVector<Value> GetValueOp::getBufferWrites() { return {}; }

Pipe SetValueOp::getPipe() { return Pipe::S; }
SmallVector<Value> SetValueOp::getBufferReads() { return {}; }
SmallVector<Value> SetValueOp::getBufferWrites() { return {getBuffer()}; }

Pipe InvalidateCacheOp::getPipe() { return Pipe::S; }
SmallVector<Value> InvalidateCacheOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> InvalidateCacheOp::getBufferWrites() { return {}; }
