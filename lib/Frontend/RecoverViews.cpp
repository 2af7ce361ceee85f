// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers become memory views with element indices.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/Passes.h"
#include "lib/Frontend/Pieces.h"
#include "lib/Frontend/Pointers.h"
#include "lib/Frontend/Views.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include <numeric>

namespace cubeport::frontend {
#define GEN_PASS_DEF_RECOVERVIEWS
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

namespace {
/// Rewrites the accesses of one kernel.
class KernelRewriter {
public:
  explicit KernelRewriter(gpu::GPUFuncOp kernel)
      : kernel(kernel), pointers(kernel), views(kernel) {}

  void run() {
    SmallVector<Operation *> ops;
    kernel.getBody().walk([&](Operation *op) { ops.push_back(op); });
    for (Operation *op : ops) {
      countAccess(op);
    }
    views.retypeParameters();
    passOffsets();
    for (Operation *op : ops) {
      rewrite(op);
    }
    for (Operation *op : llvm::reverse(ops)) {
      if (doomed.contains(op) || isDeadPointerOp(op)) {
        op->erase();
      }
    }
    views.finish();
    castRemainingPointers();
  }

private:
  gpu::GPUFuncOp kernel;
  PointerAnalysis pointers;
  Views views;
  llvm::DenseMap<Value, Value> rootAddresses;
  llvm::DenseSet<Operation *> doomed;

  void countElement(Operation *access, std::optional<uint64_t> alignment,
                    Value pointer, Type type) {
    if (isElementType(type)) {
      IntegerType piece = getPieceType(access, alignment, type);
      type = piece ? piece : type;
    }
    views.count(pointers.getRoot(pointer), type);
  }

  void countAccess(Operation *op) {
    if (auto load = dyn_cast<LLVM::LoadOp>(op)) {
      countElement(load, load.getAlignment(), load->getOperand(0),
                   load.getType());
    } else if (auto store = dyn_cast<LLVM::StoreOp>(op)) {
      countElement(store, store.getAlignment(), store->getOperand(1),
                   store->getOperand(0).getType());
    } else if (auto rmw = dyn_cast<LLVM::AtomicRMWOp>(op)) {
      views.count(pointers.getRoot(rmw->getOperand(0)), rmw.getVal().getType());
    } else if (auto cas = dyn_cast<LLVM::AtomicCmpXchgOp>(op)) {
      views.count(pointers.getRoot(cas->getOperand(0)), cas.getCmp().getType());
    }
  }

  /// The i64 address of a root, created where the root is defined.
  Value getRootAddress(Value root) {
    if (auto arg = dyn_cast<BlockArgument>(root)) {
      if (!arg.getOwner()->isEntryBlock()) {
        return arg;
      }
    }
    Value &known = rootAddresses[root];
    if (known) {
      return known;
    }
    Value address = createRootAddress(root);
    return rootAddresses[root] = address;
  }

  Value createRootAddress(Value root) {
    OpBuilder builder(kernel.getContext());
    if (Views::isMemory(root)) {
      Value view = views.getView(root, Type());
      builder.setInsertionPointAfterValue(view);
      return simt::AddressOfOp::create(builder, root.getLoc(),
                                       builder.getI64Type(), view);
    }
    Operation *op = root.getDefiningOp();
    Location loc = op->getLoc();
    builder.setInsertionPoint(op);
    if (auto load = dyn_cast<LLVM::LoadOp>(op)) {
      auto [view, index] =
          emitAccess(builder, loc, load->getOperand(0), builder.getI64Type());
      return emitLoad(builder, loc, view, index, mayChange(load));
    }
    if (auto cast = dyn_cast<LLVM::IntToPtrOp>(op)) {
      if (cast.getArg().getType().isInteger(64)) {
        return cast.getArg();
      }
    }
    if (auto select = dyn_cast<LLVM::SelectOp>(op)) {
      Value first = emitAddress(builder, loc, select.getTrueValue());
      Value second = emitAddress(builder, loc, select.getFalseValue());
      return arith::SelectOp::create(builder, loc, select.getCondition(), first,
                                     second);
    }
    if (isa<LLVM::ZeroOp, LLVM::UndefOp, LLVM::PoisonOp>(op)) {
      return arith::ConstantOp::create(builder, loc,
                                       builder.getI64IntegerAttr(0));
    }
    // Something that the gate reports: a call, an intrinsic.
    builder.setInsertionPointAfter(op);
    return UnrealizedConversionCastOp::create(builder, loc,
                                              builder.getI64Type(), root)
        .getResult(0);
  }

  /// The i64 address of a pointer, in bytes.
  Value emitAddress(OpBuilder &builder, Location loc, Value pointer) {
    Address address = pointers.getAddress(pointer);
    Value base = getRootAddress(address.root);
    if (address.terms.empty() && address.constant == 0) {
      return base;
    }
    Value distance = PointerAnalysis::emitOffset(builder, loc, address, 1);
    return arith::AddIOp::create(builder, loc, base, distance);
  }

  /// Branches pass distances (or addresses) where they passed pointers.
  void passOffsets() {
    for (BlockArgument arg : pointers.getArguments()) {
      Value root = pointers.getRoot(arg);
      for (OpOperand *operand : getIncoming(arg)) {
        Operation *branch = operand->getOwner();
        OpBuilder builder(branch);
        Location loc = branch->getLoc();
        Value value = operand->get();
        operand->set(root == arg ? emitAddress(builder, loc, value)
                                 : PointerAnalysis::emitOffset(
                                       builder, loc, pointers.getAddress(value),
                                       pointers.getUnit(root)));
      }
    }
  }

  /// A view of the pointer's root as elements of `type`, and the index.
  std::pair<Value, Value> emitAccess(OpBuilder &builder, Location loc,
                                     Value pointer, Type type) {
    const Address address = pointers.getAddress(pointer);
    Value view = Views::isMemory(address.root)
                     ? views.getView(address.root, type)
                     : Views::createViewAt(builder, loc,
                                           getRootAddress(address.root), type);
    Value offset = PointerAnalysis::emitOffset(builder, loc, address,
                                               getElementBytes(type));
    Value index = arith::IndexCastOp::create(builder, loc,
                                             builder.getIndexType(), offset);
    return {view, index};
  }

  void replace(Operation *op, Value value) {
    op->getResult(0).replaceAllUsesWith(value);
    doomed.insert(op);
  }

  void rewrite(Operation *op) {
    OpBuilder builder(op);
    if (auto load = dyn_cast<LLVM::LoadOp>(op)) {
      return rewriteLoad(load, builder);
    }
    if (auto store = dyn_cast<LLVM::StoreOp>(op)) {
      return rewriteStore(store, builder);
    }
    if (auto rmw = dyn_cast<LLVM::AtomicRMWOp>(op)) {
      return rewriteAtomic(rmw, builder);
    }
    if (auto cas = dyn_cast<LLVM::AtomicCmpXchgOp>(op)) {
      return rewriteCompareExchange(cas, builder);
    }
    if (auto fill = dyn_cast<LLVM::MemsetOp>(op)) {
      return rewriteFill(fill, builder);
    }
    if (isa<LLVM::MemcpyOp>(op)) {
      return rewriteCopy(op, builder);
    }
    if (auto toInt = dyn_cast<LLVM::PtrToIntOp>(op)) {
      if (toInt.getType().isInteger(64)) {
        replace(op, emitAddress(builder, op->getLoc(), toInt->getOperand(0)));
      }
      return;
    }
    if (auto cmp = dyn_cast<LLVM::ICmpOp>(op)) {
      if (pointers.isPointer(cmp.getLhs())) {
        rewriteComparison(cmp, builder);
      }
    }
  }

  /// The integer type of the pieces in which an access has to be done that is
  /// less aligned than its type; null if it is aligned.
  static IntegerType getPieceType(Operation *access,
                                  std::optional<uint64_t> alignment,
                                  Type type) {
    bool isAligned = !alignment || *alignment == 0 ||
                     static_cast<int64_t>(*alignment) >= getElementBytes(type);
    return isAligned ? IntegerType()
                     : IntegerType::get(access->getContext(), *alignment * 8);
  }

  /// Views and indices of the pieces of an access to `type` at `pointer`.
  SmallVector<std::pair<Value, Value>>
  emitPieceAccesses(OpBuilder &builder, Location loc, Value pointer, Type type,
                    IntegerType piece) {
    auto [view, first] = emitAccess(builder, loc, pointer, piece);
    SmallVector<std::pair<Value, Value>> accesses;
    int64_t count = getElementBytes(type) / getElementBytes(piece);
    for (int64_t i = 0; i < count; ++i) {
      Value step = arith::ConstantIndexOp::create(builder, loc, i);
      accesses.push_back(
          {view, arith::AddIOp::create(builder, loc, first, step)});
    }
    return accesses;
  }

  /// An atomic operation that is ordered has fences around it.
  static void fenceIfOrdered(Operation *op, LLVM::AtomicOrdering ordering) {
    if (ordering <= LLVM::AtomicOrdering::monotonic) {
      return;
    }
    OpBuilder builder(op);
    simt::FenceOp::create(builder, op->getLoc(), simt::Scope::system);
    builder.setInsertionPointAfter(op);
    simt::FenceOp::create(builder, op->getLoc(), simt::Scope::system);
  }

  /// Volatile accesses, and atomic ones, which are as single and as visible.
  template <typename Access> static bool mayChange(Access access) {
    return access.getVolatile_() ||
           access.getOrdering() != LLVM::AtomicOrdering::not_atomic;
  }

  static Value emitLoad(OpBuilder &builder, Location loc, Value view,
                        Value index, bool isVolatile) {
    if (!isVolatile) {
      return memref::LoadOp::create(builder, loc, view, index);
    }
    Type type = cast<MemRefType>(view.getType()).getElementType();
    return simt::VolatileLoadOp::create(builder, loc, type, view, index);
  }

  static void emitStore(OpBuilder &builder, Location loc, Value value,
                        Value view, Value index, bool isVolatile) {
    if (isVolatile) {
      simt::VolatileStoreOp::create(builder, loc, value, view, index);
    } else {
      memref::StoreOp::create(builder, loc, value, view, index);
    }
  }

  void rewriteLoad(LLVM::LoadOp load, OpBuilder &builder) {
    Type type = load.getType();
    Location loc = load.getLoc();
    if (!isElementType(type)) {
      return;
    }
    bool isVolatile = mayChange(load);
    fenceIfOrdered(load, load.getOrdering());
    if (IntegerType piece = getPieceType(load, load.getAlignment(), type)) {
      SmallVector<Value> pieces;
      for (auto [view, index] :
           emitPieceAccesses(builder, loc, load->getOperand(0), type, piece)) {
        pieces.push_back(emitLoad(builder, loc, view, index, isVolatile));
      }
      return replace(load, joinPieces(builder, loc, pieces, type));
    }
    auto [view, index] = emitAccess(builder, loc, load->getOperand(0), type);
    replace(load, emitLoad(builder, loc, view, index, isVolatile));
  }

  void rewriteStore(LLVM::StoreOp store, OpBuilder &builder) {
    Value value = store->getOperand(0);
    Location loc = store.getLoc();
    if (pointers.isPointer(value)) {
      value = emitAddress(builder, loc, value);
    }
    Type type = value.getType();
    if (!isElementType(type)) {
      return;
    }
    doomed.insert(store);
    bool isVolatile = mayChange(store);
    fenceIfOrdered(store, store.getOrdering());
    if (IntegerType piece = getPieceType(store, store.getAlignment(), type)) {
      auto pieces = splitIntoPieces(builder, loc, value, piece);
      auto accesses =
          emitPieceAccesses(builder, loc, store->getOperand(1), type, piece);
      for (auto [part, access] : llvm::zip(pieces, accesses)) {
        emitStore(builder, loc, part, access.first, access.second, isVolatile);
      }
      return;
    }
    auto [view, index] = emitAccess(builder, loc, store->getOperand(1), type);
    emitStore(builder, loc, value, view, index, isVolatile);
  }

  /// The element type in which a block of bytes at `pointers` is written: the
  /// view's own if it divides all distances, else an integer that does.
  Type getBlockElement(OpBuilder &builder, ArrayRef<Value> ends, Value length) {
    int64_t unit = 4; // no parameter promises more
    Type type;
    APInt bytes;
    if (matchPattern(length, m_ConstantInt(&bytes))) {
      unit = std::gcd(unit, bytes.getSExtValue());
    }
    for (Value end : ends) {
      const Address address = pointers.getAddress(end);
      unit = std::gcd(unit, address.constant);
      for (auto &[value, scale] : address.terms) {
        unit = std::gcd(unit, scale);
      }
      if (!type && Views::isMemory(address.root)) {
        type = cast<MemRefType>(views.getView(address.root, Type()).getType())
                   .getElementType();
      }
    }
    bool fits = type && unit % getElementBytes(type) == 0 && !type.isInteger(8);
    return fits ? type : builder.getIntegerType(unit * 8);
  }

  /// A loop over `count` elements at `op`, its index in `builder`'s block.
  static Value beginLoop(OpBuilder &builder, Location loc, int64_t count) {
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    Value end = arith::ConstantIndexOp::create(builder, loc, count);
    Value one = arith::ConstantIndexOp::create(builder, loc, 1);
    auto loop = scf::ForOp::create(builder, loc, zero, end, one);
    builder.setInsertionPointToStart(loop.getBody());
    return loop.getInductionVar();
  }

  /// The number of elements of `type` in a constant number of bytes.
  static std::optional<int64_t> getCount(Value length, Type type) {
    APInt bytes;
    if (!matchPattern(length, m_ConstantInt(&bytes)) ||
        bytes.getSExtValue() % getElementBytes(type) != 0) {
      return std::nullopt;
    }
    return bytes.getSExtValue() / getElementBytes(type);
  }

  void rewriteFill(LLVM::MemsetOp fill, OpBuilder &builder) {
    Location loc = fill.getLoc();
    Value to = fill->getOperand(0);
    Type type = getBlockElement(builder, {to}, fill->getOperand(2));
    std::optional<int64_t> count = getCount(fill->getOperand(2), type);
    APInt byte;
    if (!count || !matchPattern(fill->getOperand(1), m_ConstantInt(&byte))) {
      return;
    }
    unsigned width = type.getIntOrFloatBitWidth();
    APInt bits = APInt::getSplat(width, byte.zextOrTrunc(8));
    TypedAttr value =
        builder.getIntegerAttr(builder.getIntegerType(width), bits);
    if (auto floatType = dyn_cast<FloatType>(type)) {
      value = builder.getFloatAttr(
          floatType, APFloat(floatType.getFloatSemantics(), bits));
    }
    auto [view, first] = emitAccess(builder, loc, to, type);
    Value constant = arith::ConstantOp::create(builder, loc, value);
    Value step = beginLoop(builder, loc, *count);
    Value index = arith::AddIOp::create(builder, loc, first, step);
    memref::StoreOp::create(builder, loc, constant, view, index);
    doomed.insert(fill);
  }

  void rewriteCopy(Operation *copy, OpBuilder &builder) {
    Location loc = copy->getLoc();
    Value to = copy->getOperand(0), from = copy->getOperand(1);
    Type type = getBlockElement(builder, {to, from}, copy->getOperand(2));
    std::optional<int64_t> count = getCount(copy->getOperand(2), type);
    if (!count) {
      return;
    }
    auto [source, sourceFirst] = emitAccess(builder, loc, from, type);
    auto [target, targetFirst] = emitAccess(builder, loc, to, type);
    Value step = beginLoop(builder, loc, *count);
    Value index = arith::AddIOp::create(builder, loc, sourceFirst, step);
    Value value = memref::LoadOp::create(builder, loc, source, index);
    index = arith::AddIOp::create(builder, loc, targetFirst, step);
    memref::StoreOp::create(builder, loc, value, target, index);
    doomed.insert(copy);
  }

  static std::optional<arith::AtomicRMWKind>
  getAtomicKind(LLVM::AtomicBinOp op) {
    switch (op) {
    case LLVM::AtomicBinOp::xchg:
      return arith::AtomicRMWKind::assign;
    case LLVM::AtomicBinOp::add:
    case LLVM::AtomicBinOp::sub:
      return arith::AtomicRMWKind::addi;
    case LLVM::AtomicBinOp::fadd:
    case LLVM::AtomicBinOp::fsub:
      return arith::AtomicRMWKind::addf;
    case LLVM::AtomicBinOp::_and:
      return arith::AtomicRMWKind::andi;
    case LLVM::AtomicBinOp::_or:
      return arith::AtomicRMWKind::ori;
    case LLVM::AtomicBinOp::_xor:
      return arith::AtomicRMWKind::xori;
    case LLVM::AtomicBinOp::max:
      return arith::AtomicRMWKind::maxs;
    case LLVM::AtomicBinOp::min:
      return arith::AtomicRMWKind::mins;
    case LLVM::AtomicBinOp::umax:
      return arith::AtomicRMWKind::maxu;
    case LLVM::AtomicBinOp::umin:
      return arith::AtomicRMWKind::minu;
    case LLVM::AtomicBinOp::fmax:
      return arith::AtomicRMWKind::maxnumf;
    case LLVM::AtomicBinOp::fmin:
      return arith::AtomicRMWKind::minnumf;
    default:
      return std::nullopt;
    }
  }

  void rewriteAtomic(LLVM::AtomicRMWOp rmw, OpBuilder &builder) {
    std::optional<arith::AtomicRMWKind> kind = getAtomicKind(rmw.getBinOp());
    bool isUp = rmw.getBinOp() == LLVM::AtomicBinOp::uinc_wrap;
    bool isDown = rmw.getBinOp() == LLVM::AtomicBinOp::udec_wrap;
    Value value = rmw.getVal();
    Location loc = rmw.getLoc();
    if ((!kind && !isUp && !isDown) || !isElementType(value.getType())) {
      return;
    }
    fenceIfOrdered(rmw, rmw.getOrdering());
    auto [view, index] =
        emitAccess(builder, loc, rmw->getOperand(0), value.getType());
    if (!kind) {
      auto update = isUp ? simt::UpdateKind::inc : simt::UpdateKind::dec;
      return replace(rmw,
                     simt::AtomicUpdateOp::create(builder, loc, value.getType(),
                                                  update, value, view, index));
    }
    if (rmw.getBinOp() == LLVM::AtomicBinOp::fsub) {
      value = arith::NegFOp::create(builder, loc, value);
    }
    if (rmw.getBinOp() == LLVM::AtomicBinOp::sub) {
      Value zero = arith::ConstantOp::create(
          builder, loc, builder.getIntegerAttr(value.getType(), 0));
      value = arith::SubIOp::create(builder, loc, zero, value);
    }
    replace(rmw, memref::AtomicRMWOp::create(builder, loc, *kind, value, view,
                                             index));
  }

  /// `cmpxchg` gives the old value and whether it was the expected one.
  void rewriteCompareExchange(LLVM::AtomicCmpXchgOp cas, OpBuilder &builder) {
    Location loc = cas.getLoc();
    Type type = cas.getCmp().getType();
    if (!isElementType(type)) {
      return;
    }
    fenceIfOrdered(cas, cas.getSuccessOrdering());
    auto [view, index] = emitAccess(builder, loc, cas->getOperand(0), type);
    Value old = simt::AtomicCasOp::create(builder, loc, type, view, index,
                                          cas.getCmp(), cas.getVal());
    for (Operation *user : llvm::make_early_inc_range(cas->getUsers())) {
      auto extract = dyn_cast<LLVM::ExtractValueOp>(user);
      if (!extract) {
        continue;
      }
      Value part = old;
      if (extract.getPosition()[0] == 1) {
        builder.setInsertionPoint(extract);
        part = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                     old, cas.getCmp());
      }
      extract.getResult().replaceAllUsesWith(part);
      doomed.insert(extract);
    }
    doomed.insert(cas);
  }

  void rewriteComparison(LLVM::ICmpOp cmp, OpBuilder &builder) {
    Location loc = cmp.getLoc();
    Value lhs, rhs;
    const Address first = pointers.getAddress(cmp.getLhs());
    const Address second = pointers.getAddress(cmp.getRhs());
    // The two enumerations agree in their values.
    auto predicate =
        static_cast<arith::CmpIPredicate>(static_cast<int>(cmp.getPredicate()));
    if (first.root == second.root) {
      // Distances may be negative.
      int64_t unit = pointers.getUnit(first.root);
      lhs = PointerAnalysis::emitOffset(builder, loc, first, unit);
      rhs = PointerAnalysis::emitOffset(builder, loc, second, unit);
      if (predicate >= arith::CmpIPredicate::ult) {
        predicate =
            static_cast<arith::CmpIPredicate>(static_cast<int>(predicate) - 4);
      }
    } else {
      lhs = emitAddress(builder, loc, cmp.getLhs());
      rhs = emitAddress(builder, loc, cmp.getRhs());
    }
    replace(cmp, arith::CmpIOp::create(builder, loc, predicate, lhs, rhs));
  }

  static bool isDeadPointerOp(Operation *op) {
    return op->use_empty() &&
           isa<LLVM::GEPOp, LLVM::AddrSpaceCastOp, LLVM::BitcastOp,
               LLVM::FreezeOp, LLVM::SelectOp, LLVM::AllocaOp,
               LLVM::AddressOfOp, LLVM::IntToPtrOp, LLVM::ZeroOp, LLVM::LoadOp,
               LLVM::UndefOp, LLVM::PoisonOp>(op) &&
           isa<LLVM::LLVMPointerType>(op->getResult(0).getType());
  }

  /// What still uses pointers is reported by the gate; until then casts keep
  /// the form valid.
  void castRemainingPointers() {
    Type pointer = LLVM::LLVMPointerType::get(kernel.getContext());
    kernel.getBody().walk([&](Operation *op) {
      if (!isa_and_nonnull<LLVM::LLVMDialect>(op->getDialect())) {
        return;
      }
      for (OpOperand &operand : op->getOpOperands()) {
        auto arg = dyn_cast<BlockArgument>(operand.get());
        if (arg && pointers.isPointer(arg)) {
          OpBuilder builder(op);
          operand.set(UnrealizedConversionCastOp::create(builder, op->getLoc(),
                                                         pointer, operand.get())
                          .getResult(0));
        }
      }
    });
  }
};

/// One addressof per global, in the entry block: a global is one root.
void uniteGlobals(gpu::GPUFuncOp kernel) {
  llvm::DenseMap<Attribute, LLVM::AddressOfOp> first;
  Block &entry = kernel.getBody().front();
  SmallVector<LLVM::AddressOfOp> ops;
  kernel.getBody().walk([&](LLVM::AddressOfOp op) { ops.push_back(op); });
  for (LLVM::AddressOfOp op : ops) {
    auto [known, isNew] = first.try_emplace(op.getGlobalNameAttr(), op);
    if (isNew) {
      op->moveBefore(&entry, entry.begin());
    } else {
      op.getResult().replaceAllUsesWith(known->second.getResult());
      op.erase();
    }
  }
}

/// Erases globals and functions that nobody names; true if there were some.
/// All uses are collected at once: there may be one global for each of
/// hundreds of kernels.
bool eraseUnnamed(gpu::GPUModuleOp module) {
  std::optional<SymbolTable::UseRange> uses =
      SymbolTable::getSymbolUses(&module.getRegion());
  if (!uses) {
    return false;
  }
  llvm::DenseSet<StringAttr> named;
  for (SymbolTable::SymbolUse use : *uses) {
    named.insert(use.getSymbolRef().getRootReference());
  }
  bool changed = false;
  for (Operation &op : llvm::make_early_inc_range(*module.getBody())) {
    if (isa<LLVM::GlobalOp, LLVM::LLVMFuncOp>(op) &&
        !named.contains(SymbolTable::getSymbolName(&op))) {
      op.erase();
      changed = true;
    }
  }
  return changed;
}

struct RecoverViews : cubeport::frontend::impl::RecoverViewsBase<RecoverViews> {
  void runOnOperation() override {
    for (auto kernel : getOperation().getOps<gpu::GPUFuncOp>()) {
      uniteGlobals(kernel);
      KernelRewriter(kernel).run();
    }
    while (eraseUnnamed(getOperation())) {
    }
    getOperation()->removeAttr(DLTIDialect::kDataLayoutAttrName);
  }
};
} // namespace
