// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Creation of views: parameters, shared and private arrays, device variables.
#include "lib/Frontend/Views.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;
using cubeport::simt::SimtDialect;

// NVPTX's numbers of the memory spaces.
static constexpr unsigned kSharedSpace = 3;

bool frontend::isElementType(Type type) {
  return type.isIntOrFloat() && type.getIntOrFloatBitWidth() % 8 == 0 &&
         type.getIntOrFloatBitWidth() <= 64;
}

int64_t frontend::getElementBytes(Type type) {
  return type.getIntOrFloatBitWidth() / 8;
}

static MemRefType getViewType(Type element, gpu::AddressSpace space,
                              int64_t size = ShapedType::kDynamic) {
  auto attr = gpu::AddressSpaceAttr::get(element.getContext(), space);
  return MemRefType::get({size}, element, MemRefLayoutAttrInterface(), attr);
}

Views::Views(gpu::GPUFuncOp kernel)
    : kernel(kernel), layout(DataLayout::closest(kernel)) {}

void Views::count(Value root, Type type) {
  if (isa<LLVM::LLVMPointerType>(type)) {
    type = IntegerType::get(type.getContext(), 64);
  }
  if (root && isElementType(type)) {
    ++counts[root][type];
  }
}

Type Views::getMainType(Value root) {
  Type main = IntegerType::get(kernel.getContext(), 8);
  unsigned most = 0;
  for (auto &[type, number] : counts[root]) {
    if (number > most) {
      main = type;
      most = number;
    }
  }
  return main;
}

OpBuilder Views::atEntry() {
  return OpBuilder::atBlockBegin(&kernel.getBody().front());
}

void Views::retypeParameters() {
  for (unsigned i = 0, count = kernel.getNumArguments(); i < count; ++i) {
    BlockArgument arg = kernel.getArgument(i);
    if (isa<LLVM::LLVMPointerType>(arg.getType())) {
      Type element = getMainType(arg);
      arg.setType(getViewType(element, gpu::AddressSpace::Global));
      baseViews[arg] = arg;
    }
  }
}

bool Views::isMemory(Value root) {
  if (auto arg = dyn_cast<BlockArgument>(root)) {
    return arg.getOwner()->isEntryBlock();
  }
  if (auto alloca = root.getDefiningOp<LLVM::AllocaOp>()) {
    // The gate reports an array whose size is not known.
    return matchPattern(alloca.getArraySize(), m_Constant());
  }
  return root.getDefiningOp<LLVM::AddressOfOp>() != nullptr;
}

Value Views::getBaseView(Value root) {
  Value known = baseViews.lookup(root);
  if (known) {
    return known;
  }
  if (auto alloca = root.getDefiningOp<LLVM::AllocaOp>()) {
    known = createPrivateView(alloca);
  } else {
    known = createGlobalView(root.getDefiningOp<LLVM::AddressOfOp>());
  }
  return baseViews[root] = known;
}

Value Views::getView(Value root, Type type) {
  Value base = getBaseView(root);
  auto baseType = cast<MemRefType>(base.getType());
  if (!type || baseType.getElementType() == type) {
    return base;
  }
  Value &view = otherViews[{root, type}];
  if (!view) {
    int64_t size = ShapedType::kDynamic;
    if (baseType.hasStaticShape()) {
      size = baseType.getNumElements() *
             getElementBytes(baseType.getElementType()) / getElementBytes(type);
    }
    auto viewType = MemRefType::get({size}, type, baseType.getLayout(),
                                    baseType.getMemorySpace());
    OpBuilder builder = atEntry();
    builder.setInsertionPointAfterValue(base);
    view = simt::ReinterpretOp::create(builder, root.getLoc(), viewType, base);
  }
  return view;
}

Value Views::createViewAt(OpBuilder &builder, Location loc, Value address,
                          Type type) {
  return simt::FromAddressOp::create(
      builder, loc, getViewType(type, gpu::AddressSpace::Global), address);
}

int64_t Views::countElements(Type type, Type element) {
  int64_t bytes =
      static_cast<int64_t>(layout.getTypeSize(type).getFixedValue());
  return std::max<int64_t>(1,
                           llvm::divideCeil(bytes, getElementBytes(element)));
}

Value Views::createPrivateView(LLVM::AllocaOp alloca) {
  Type element = getMainType(alloca.getResult());
  int64_t size = countElements(alloca.getElemType(), element);
  APInt count;
  if (matchPattern(alloca.getArraySize(), m_ConstantInt(&count))) {
    size *= count.getSExtValue();
  }
  OpBuilder builder = atEntry();
  return memref::AllocaOp::create(
      builder, alloca.getLoc(),
      getViewType(element, gpu::AddressSpace::Private, size));
}

Value Views::createGlobalView(LLVM::AddressOfOp addressOf) {
  auto global = SymbolTable::lookupNearestSymbolFrom<LLVM::GlobalOp>(
      addressOf, addressOf.getGlobalNameAttr());
  Type element = getMainType(addressOf.getResult());
  if (global.getAddrSpace() == kSharedSpace) {
    return createSharedView(global, element);
  }
  // A table that the compiler made, or that nothing can change.
  bool isTable = global.getConstant() && !global.getExternallyInitialized() &&
                 (global.getValueOrNull() || global.getInitializerBlock());
  return isTable ? createTableView(global, element)
                 : createSymbolView(global, element);
}

Value Views::createSharedView(LLVM::GlobalOp global, Type element) {
  Type type = global.getGlobalType();
  bool isDynamic = layout.getTypeSize(type).getFixedValue() == 0;
  if (!isDynamic) {
    auto viewType = getViewType(element, gpu::AddressSpace::Workgroup,
                                countElements(type, element));
    return kernel.addWorkgroupAttribution(viewType, global.getLoc());
  }
  OpBuilder builder = atEntry();
  Location loc = kernel.getLoc();
  Value bytes = gpu::DynamicSharedMemoryOp::create(
      builder, loc,
      getViewType(builder.getI8Type(), gpu::AddressSpace::Workgroup));
  if (element.isInteger(8)) {
    return bytes;
  }
  return simt::ReinterpretOp::create(
      builder, loc, getViewType(element, gpu::AddressSpace::Workgroup), bytes);
}

Value Views::createSymbolView(LLVM::GlobalOp global, Type element) {
  unsigned index = kernel.getNumArguments();
  Builder builder(kernel.getContext());
  NamedAttribute attrs[] = {
      builder.getNamedAttr(SimtDialect::kSymbolAttrName,
                           builder.getStringAttr(global.getSymName())),
      builder.getNamedAttr(SimtDialect::kArgNameAttrName,
                           builder.getStringAttr(global.getSymName()))};
  (void)kernel.insertArgument(
      index, getViewType(element, gpu::AddressSpace::Global),
      builder.getDictionaryAttr(attrs), global.getLoc());
  return kernel.getArgument(index);
}

/// The bytes of a table: written out, or all zero.
static std::optional<std::string> getTableBytes(LLVM::GlobalOp global,
                                                int64_t size) {
  if (auto text = dyn_cast_or_null<StringAttr>(global.getValueOrNull())) {
    return text.getValue().str();
  }
  if (auto values =
          dyn_cast_or_null<DenseElementsAttr>(global.getValueOrNull())) {
    Type type = values.getElementType();
    if (!isElementType(type)) {
      return std::nullopt;
    }
    std::string bytes;
    for (Attribute value : values.getValues<Attribute>()) {
      auto number = dyn_cast<FloatAttr>(value);
      APInt bits = number ? number.getValue().bitcastToAPInt()
                          : cast<IntegerAttr>(value).getValue();
      for (unsigned at = 0; at < bits.getBitWidth(); at += 8) {
        bytes += static_cast<char>(bits.extractBitsAsZExtValue(8, at));
      }
    }
    return bytes;
  }
  Block *block = global.getInitializerBlock();
  bool isZero = block && llvm::all_of(*block, [](Operation &op) {
    return isa<LLVM::ZeroOp, LLVM::ReturnOp>(op);
  });
  return isZero ? std::optional(std::string(size, '\0')) : std::nullopt;
}

/// A table's values as numbers of type `element`; empty if there are pointers.
static std::optional<SmallVector<TypedAttr>>
getTableValues(LLVM::GlobalOp global, Type element, int64_t count) {
  int64_t step = getElementBytes(element);
  std::optional<std::string> bytes = getTableBytes(global, count * step);
  if (!bytes) {
    return std::nullopt;
  }
  bytes->resize(count * step, '\0');
  Builder builder(global.getContext());
  SmallVector<TypedAttr> values;
  for (int64_t i = 0; i < count; ++i) {
    APInt bits(step * 8, 0);
    for (int64_t k = 0; k < step; ++k) {
      bits.insertBits(static_cast<uint8_t>((*bytes)[i * step + k]), k * 8, 8);
    }
    if (auto type = dyn_cast<FloatType>(element)) {
      values.push_back(builder.getFloatAttr(
          type, APFloat(type.getFloatSemantics(), bits)));
    } else {
      values.push_back(builder.getIntegerAttr(element, bits));
    }
  }
  return values;
}

Value Views::createTableView(LLVM::GlobalOp global, Type element) {
  OpBuilder builder = atEntry();
  Location loc = kernel.getLoc();
  Type type = global.getGlobalType();
  int64_t size = countElements(type, element);
  Value view = memref::AllocaOp::create(
      builder, loc, getViewType(element, gpu::AddressSpace::Private, size));
  std::optional<SmallVector<TypedAttr>> values =
      getTableValues(global, element, size);
  if (!values) {
    // For the gate, which reports it. A store is not dropped before that.
    Value address = LLVM::AddressOfOp::create(builder, loc, global);
    LLVM::StoreOp::create(builder, loc, address, address);
    return view;
  }
  int64_t position = 0;
  for (TypedAttr value : *values) {
    Value constant = arith::ConstantOp::create(builder, loc, value);
    Value index = arith::ConstantIndexOp::create(builder, loc, position++);
    memref::StoreOp::create(builder, loc, constant, view, index);
  }
  return view;
}

void Views::finish() {
  SmallVector<Type> inputs;
  // The entry block has the workgroup attributions behind the parameters.
  for (unsigned i = 0, count = kernel.getNumArguments(); i < count; ++i) {
    inputs.push_back(kernel.getArgument(i).getType());
  }
  kernel.setFunctionType(FunctionType::get(kernel.getContext(), inputs, {}));
}
