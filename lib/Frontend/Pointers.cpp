// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Roots of pointers by a fixpoint over block arguments; distances by walking
// back through address arithmetic.
#include "lib/Frontend/Pointers.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include <numeric>

using namespace mlir;
using namespace cubeport::frontend;

static bool hasPointerType(Value value) {
  return isa<LLVM::LLVMPointerType>(value.getType());
}

SmallVector<OpOperand *> cubeport::frontend::getIncoming(BlockArgument arg) {
  SmallVector<OpOperand *> incoming;
  for (Block *block : arg.getOwner()->getPredecessors()) {
    auto branch = dyn_cast<BranchOpInterface>(block->getTerminator());
    if (!branch) {
      continue;
    }
    for (unsigned i = 0; i < branch->getNumSuccessors(); ++i) {
      if (branch->getSuccessor(i) != arg.getOwner()) {
        continue;
      }
      SuccessorOperands operands = branch.getSuccessorOperands(i);
      unsigned index = operands.getOperandIndex(arg.getArgNumber());
      incoming.push_back(&branch->getOpOperand(index));
    }
  }
  return incoming;
}

PointerAnalysis::PointerAnalysis(gpu::GPUFuncOp kernel)
    : kernel(kernel), layout(DataLayout::closest(kernel)) {
  findArgumentRoots();
  findUnits();
  Type offset = IntegerType::get(kernel.getContext(), 64);
  for (auto &[arg, root] : argumentRoots) {
    arg.setType(offset);
  }
}

bool PointerAnalysis::isPointer(Value value) const {
  return hasPointerType(value) || isa<MemRefType>(value.getType()) ||
         argumentRoots.contains(value);
}

Value PointerAnalysis::getRoot(Value pointer) const {
  if (auto arg = dyn_cast<BlockArgument>(pointer)) {
    return arg.getOwner()->isEntryBlock() ? pointer
                                          : argumentRoots.lookup(pointer);
  }
  Operation *op = pointer.getDefiningOp();
  if (isa<LLVM::GEPOp, LLVM::AddrSpaceCastOp, LLVM::BitcastOp, LLVM::FreezeOp>(
          op)) {
    return getRoot(op->getOperand(0));
  }
  if (auto select = dyn_cast<LLVM::SelectOp>(op)) {
    Value first = getRoot(select.getTrueValue());
    Value second = getRoot(select.getFalseValue());
    if (!first || !second) {
      return first ? first : second;
    }
    return first == second ? first : pointer;
  }
  return pointer;
}

bool PointerAnalysis::updateArgumentRoot(BlockArgument arg) {
  Value current = argumentRoots.lookup(arg);
  if (current == arg) {
    return false;
  }
  Value merged;
  for (OpOperand *operand : getIncoming(arg)) {
    Value root = getRoot(operand->get());
    if (root && merged && root != merged) {
      merged = arg;
      break;
    }
    merged = root ? root : merged;
  }
  if (merged == current) {
    return false;
  }
  // Two different answers over time mean two roots: the argument is its own.
  argumentRoots[arg] = current ? Value(arg) : merged;
  return true;
}

void PointerAnalysis::findArgumentRoots() {
  SmallVector<BlockArgument> pointers;
  for (Block &block : llvm::drop_begin(kernel.getBody())) {
    for (BlockArgument arg : block.getArguments()) {
      if (hasPointerType(arg)) {
        pointers.push_back(arg);
        arguments.push_back(arg);
      }
    }
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockArgument arg : pointers) {
      changed |= updateArgumentRoot(arg);
    }
  }
  // In blocks that nothing reaches, an argument may have no root.
  for (BlockArgument arg : pointers) {
    if (!argumentRoots.lookup(arg)) {
      argumentRoots[arg] = arg;
    }
  }
}

/// Bytes from the start of a struct to its field.
static int64_t getFieldOffset(LLVM::LLVMStructType type, unsigned field,
                              const DataLayout &layout) {
  uint64_t offset = 0;
  ArrayRef<Type> body = type.getBody();
  for (unsigned i = 0; i <= field; ++i) {
    if (!type.isPacked()) {
      offset = llvm::alignTo(offset, layout.getTypeABIAlignment(body[i]));
    }
    if (i < field) {
      offset += layout.getTypeSize(body[i]).getFixedValue();
    }
  }
  return static_cast<int64_t>(offset);
}

Address PointerAnalysis::getDistance(Operation *elementPointer) const {
  auto gep = cast<LLVM::GEPOp>(elementPointer);
  Address distance;
  Type type = gep.getElemType();
  bool isFirst = true;
  for (auto index : gep.getIndices()) {
    auto value = llvm::dyn_cast_if_present<Value>(index);
    auto constant = llvm::dyn_cast_if_present<IntegerAttr>(index);
    auto structType =
        isFirst ? LLVM::LLVMStructType() : dyn_cast<LLVM::LLVMStructType>(type);
    if (structType) {
      unsigned field = constant.getInt();
      distance.constant += getFieldOffset(structType, field, layout);
      type = structType.getBody()[field];
      continue;
    }
    if (!isFirst) {
      if (auto array = dyn_cast<LLVM::LLVMArrayType>(type)) {
        type = array.getElementType();
      } else if (auto vector = dyn_cast<VectorType>(type)) {
        type = vector.getElementType();
      }
    }
    isFirst = false;
    int64_t size =
        static_cast<int64_t>(layout.getTypeSize(type).getFixedValue());
    APInt known;
    if (constant) {
      distance.constant += constant.getInt() * size;
    } else if (matchPattern(value, m_ConstantInt(&known))) {
      distance.constant += known.getSExtValue() * size;
    } else {
      distance.terms.push_back({value, size});
    }
  }
  return distance;
}

void PointerAnalysis::findUnits() {
  kernel.getBody().walk([&](LLVM::GEPOp gep) {
    int64_t &unit = units[getRoot(gep.getResult())];
    Address distance = getDistance(gep);
    unit = std::gcd(unit, distance.constant);
    for (auto &[value, scale] : distance.terms) {
      unit = std::gcd(unit, scale);
    }
  });
}

int64_t PointerAnalysis::getUnit(Value root) const {
  int64_t unit = units.lookup(root);
  return unit ? unit : 1;
}

const Address &PointerAnalysis::getAddress(Value pointer) {
  auto known = addresses.find(pointer);
  if (known != addresses.end()) {
    return known->second;
  }
  Address address = computeAddress(pointer);
  return addresses[pointer] = std::move(address);
}

Address PointerAnalysis::computeAddress(Value pointer) {
  Value root = getRoot(pointer);
  Address address;
  address.root = root;
  if (pointer == root) {
    return address;
  }
  Operation *op = pointer.getDefiningOp();
  if (!op) {
    address.terms.push_back({pointer, getUnit(root)});
    return address;
  }
  if (auto select = dyn_cast<LLVM::SelectOp>(op)) {
    OpBuilder builder(op);
    int64_t unit = getUnit(root);
    Value first = emitOffset(builder, op->getLoc(),
                             getAddress(select.getTrueValue()), unit);
    Value second = emitOffset(builder, op->getLoc(),
                              getAddress(select.getFalseValue()), unit);
    Value chosen = arith::SelectOp::create(
        builder, op->getLoc(), select.getCondition(), first, second);
    address.terms.push_back({chosen, unit});
    return address;
  }
  address = getAddress(op->getOperand(0));
  if (isa<LLVM::GEPOp>(op)) {
    Address distance = getDistance(op);
    address.constant += distance.constant;
    llvm::append_range(address.terms, distance.terms);
  }
  return address;
}

Value PointerAnalysis::emitOffset(OpBuilder &builder, Location loc,
                                  const Address &address,
                                  int64_t elementBytes) {
  auto noWrap = arith::IntegerOverflowFlagsAttr::get(
      builder.getContext(), arith::IntegerOverflowFlags::nsw);
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI64IntegerAttr(value));
  };
  bool isExact = address.constant % elementBytes == 0 &&
                 llvm::all_of(address.terms, [&](auto &term) {
                   return term.second % elementBytes == 0;
                 });
  int64_t divisor = isExact ? elementBytes : 1;
  Value sum;
  for (auto [value, scale] : address.terms) {
    if (!value.getType().isInteger(64)) {
      value = arith::ExtSIOp::create(builder, loc, builder.getI64Type(), value);
    }
    if (scale != divisor) {
      value = arith::MulIOp::create(builder, loc, value,
                                    constant(scale / divisor), noWrap);
    }
    sum = sum ? arith::AddIOp::create(builder, loc, sum, value, noWrap)
                    .getResult()
              : value;
  }
  if (!sum) {
    return constant(address.constant / elementBytes);
  }
  if (address.constant != 0) {
    sum = arith::AddIOp::create(builder, loc, sum,
                                constant(address.constant / divisor), noWrap);
  }
  if (!isExact && elementBytes != 1) {
    sum = arith::DivSIOp::create(builder, loc, sum, constant(elementBytes));
  }
  return sum;
}
