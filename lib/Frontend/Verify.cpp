// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The gate behind the frontend: unsupported CUDA is reported here.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/NeedsThreads.h"
#include "lib/Frontend/Output.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_VERIFY
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;
using cubeport::simt::SimtDialect;

static bool isSimtDialect(Dialect *dialect) {
  return isa_and_nonnull<gpu::GPUDialect, scf::SCFDialect, arith::ArithDialect,
                         math::MathDialect, memref::MemRefDialect, SimtDialect,
                         ub::UBDialect>(dialect);
}

/// How near an unsupported operation is to what the user wrote: a call says
/// more than the address arithmetic that prepares it.
enum class Nearness { Supported, Plumbing, Cause };

static Type getElementType(Type type) {
  auto view = dyn_cast<MemRefType>(type);
  return view ? view.getElementType() : type;
}

/// printf takes floats as doubles; nothing is computed by that.
static bool isForPrinting(Operation *op) {
  return isa<simt::PrintOp>(op) ||
         (isa<arith::ExtFOp>(op) &&
          llvm::all_of(op->getUsers(),
                       [](Operation *user) { return isa<simt::PrintOp>(user); }));
}

static bool hasDouble(Operation *op) {
  auto isDouble = [](Type type) { return getElementType(type).isF64(); };
  return !isa<arith::ConstantOp>(op) && !isForPrinting(op) &&
         (llvm::any_of(op->getResultTypes(), isDouble) ||
          llvm::any_of(op->getOperandTypes(),
                       [](Type type) { return type.isF64(); }));
}

/// What memory cannot hold in the simt form.
static bool isForeignType(Type type) {
  Type element = getElementType(type);
  auto integer = dyn_cast<IntegerType>(element);
  return isa<VectorType, LLVM::LLVMPointerType>(element) ||
         (integer && integer.getWidth() > 64) ||
         isa<Float128Type, Float80Type>(element);
}

static Nearness classify(Operation *op, bool refuseDoubles) {
  if (isSimtDialect(op->getDialect())) {
    return llvm::any_of(op->getResultTypes(), isForeignType) ||
                   (refuseDoubles && hasDouble(op))
               ? Nearness::Cause
               : Nearness::Supported;
  }
  if (auto array = dyn_cast<LLVM::AllocaOp>(op);
      array && !matchPattern(array.getArraySize(), m_Constant())) {
    return Nearness::Cause;
  }
  return isa<LLVM::AddressOfOp, LLVM::AllocaOp, LLVM::GEPOp,
             LLVM::AddrSpaceCastOp, LLVM::ConstantOp, LLVM::StoreOp,
             LLVM::UndefOp, LLVM::PoisonOp, LLVM::ZeroOp,
             UnrealizedConversionCastOp>(op)
             ? Nearness::Plumbing
             : Nearness::Cause;
}

static bool isTextureFunction(StringRef mangled) {
  std::string name = llvm::demangle(mangled.str());
  return StringRef(name).contains("tex2Dgather") ||
         StringRef(name).contains("texCubemap");
}

static void reportCall(LLVM::CallOp call) {
  std::optional<StringRef> callee = call.getCallee();
  if (!callee) {
    call.emitError("CP2009: call through a pointer that no function of this "
                   "source with its type can be behind");
  } else if (callee->starts_with(kRefusedPrefix)) {
    auto [code, text] =
        callee->drop_front(kRefusedPrefix.size()).split('.');
    call.emitError() << code << ": " << llvm::fromHex(text);
  } else if (isTextureFunction(*callee)) {
    call.emitError("CP2011: texture or surface access '")
        << llvm::demangle(callee->str())
        << "'; textures of one to three dimensions work";
  } else if (*callee == "__nv_aligned_device_malloc") {
    call.emitError("CP2012: '")
        << *callee
        << "' in a kernel; the heap on the device aligns to 16 bytes";
  } else {
    call.emitError("CP2003: call of '")
        << llvm::demangle(callee->str())
        << "'; only device functions with a body in this source, and the known "
           "device math, are translated";
  }
}

/// Reports one operation that may not occur behind the gate.
static void report(Operation *op) {
  if (auto call = dyn_cast<LLVM::CallOp>(op)) {
    return reportCall(call);
  }
  if (isa<LLVM::InlineAsmOp>(op)) {
    op->emitError("CP2002: inline assembly that is no known PTX; the common "
                  "instructions are translated");
    return;
  }
  if (isa<LLVM::AddressOfOp>(op)) {
    op->emitError("CP2008: constant table with pointers in it; tables of "
                  "numbers work");
    return;
  }
  if (isa<LLVM::AllocaOp>(op)) {
    op->emitError("CP2015: array whose size is known only at run time; a "
                  "thread's arrays need constant sizes");
    return;
  }
  if (isSimtDialect(op->getDialect()) && hasDouble(op)) {
    op->emitError("CP2006: double precision, which is not wanted here; the "
                  "target's vector unit has floats of at most 32 bits");
    return;
  }
  StringRef name = op->getName().getStringRef();
  if (auto call = dyn_cast<LLVM::CallIntrinsicOp>(op)) {
    name = call.getIntrin();
  }
  if (name.contains("vote") || name.contains("match") ||
      name.contains("activemask") || name.contains("shfl")) {
    op->emitError("CP2007: warp operation '")
        << name
        << "'; the shuffles, votes, matches and reductions that CUDA's "
           "headers make are translated";
    return;
  }
  op->emitError("CP2001: unsupported operation '") << name << "'";
}

/// Reports what is unsupported in a kernel: the causes, or what there is.
static LogicalResult checkKernel(gpu::GPUFuncOp kernel, bool refuseDoubles) {
  SmallVector<Operation *> causes, plumbing;
  kernel.getBody().walk([&](Operation *op) {
    switch (classify(op, refuseDoubles)) {
    case Nearness::Supported:
      return;
    case Nearness::Plumbing:
      plumbing.push_back(op);
      return;
    case Nearness::Cause:
      causes.push_back(op);
      return;
    }
  });
  // One line may give many operations; it is reported once per code.
  llvm::DenseSet<std::pair<Location, OperationName>> seen;
  for (Operation *op : causes.empty() ? plumbing : causes) {
    // It only keeps a table that is reported.
    if (isa<LLVM::StoreOp>(op) &&
        op->getOperand(0).getDefiningOp<LLVM::AddressOfOp>()) {
      continue;
    }
    OperationName kind =
        isSimtDialect(op->getDialect()) ? kernel->getName() : op->getName();
    auto place = dyn_cast<FileLineColLoc>(op->getLoc());
    Location line = place ? Location(FileLineColLoc::get(place.getFilename(),
                                                         place.getLine(), 0))
                          : op->getLoc();
    if (seen.insert({line, kind}).second) {
      report(op);
    }
  }
  return success(causes.empty() && plumbing.empty());
}

namespace {
struct Verify : cubeport::frontend::impl::VerifyBase<Verify> {
  using VerifyBase::VerifyBase;

  void runOnOperation() override {
    bool ok = true;
    SmallVector<gpu::GPUFuncOp> kernels;
    getOperation()->walk([&](gpu::GPUFuncOp op) { kernels.push_back(op); });
    for (gpu::GPUFuncOp kernel : kernels) {
      if (succeeded(checkKernel(kernel, refuseDoubles))) {
        markNeedsThreads(kernel);
        continue;
      }
      if (dropRefused) {
        kernel.erase();
      } else {
        ok = false;
      }
    }
    if (!ok) {
      signalPassFailure();
    }
  }
};
} // namespace
