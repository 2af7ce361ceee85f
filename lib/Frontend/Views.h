// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The views that stand for the roots of a kernel's pointers.
#ifndef CUBEPORT_LIB_FRONTEND_VIEWS_H
#define CUBEPORT_LIB_FRONTEND_VIEWS_H

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "llvm/ADT/MapVector.h"

namespace cubeport::frontend {

/// Creates, once per root and element type, the view through which a kernel
/// sees it: a memref parameter, a workgroup attribution, an alloca, or an extra
/// parameter for a device variable.
class Views {
public:
  explicit Views(mlir::gpu::GPUFuncOp kernel);

  /// Says that `root` is accessed as `type`; the most frequent one becomes
  /// the element type of its view. Before any `getView`.
  void count(mlir::Value root, mlir::Type type);

  /// Gives every parameter of pointer type its memref type.
  void retypeParameters();

  /// Whether `root` has memory of its own: a parameter, an array, a variable.
  static bool isMemory(mlir::Value root);

  /// A view of `root`, which is memory, as elements of `type`.
  mlir::Value getView(mlir::Value root, mlir::Type type);

  /// A view of global memory at an i64 address as elements of `type`.
  static mlir::Value createViewAt(mlir::OpBuilder &builder, mlir::Location loc,
                                  mlir::Value address, mlir::Type type);

  /// Gives the kernel the type of its arguments, once all are known.
  void finish();

private:
  /// How often a root is accessed as which type, in order of appearance.
  using TypeCounts = llvm::MapVector<mlir::Type, unsigned>;

  mlir::gpu::GPUFuncOp kernel;
  mlir::DataLayout layout;
  llvm::DenseMap<mlir::Value, TypeCounts> counts;
  llvm::DenseMap<mlir::Value, mlir::Value> baseViews;
  llvm::DenseMap<std::pair<mlir::Value, mlir::Type>, mlir::Value> otherViews;

  mlir::Type getMainType(mlir::Value root);
  mlir::Value getBaseView(mlir::Value root);
  mlir::Value createPrivateView(mlir::LLVM::AllocaOp alloca);
  mlir::Value createGlobalView(mlir::LLVM::AddressOfOp addressOf);
  mlir::Value createSharedView(mlir::LLVM::GlobalOp global, mlir::Type element);
  mlir::Value createSymbolView(mlir::LLVM::GlobalOp global, mlir::Type element);
  mlir::Value createTableView(mlir::LLVM::GlobalOp global, mlir::Type element);
  /// Elements of `element` in `type`, at least one.
  int64_t countElements(mlir::Type type, mlir::Type element);
  mlir::OpBuilder atEntry();
};

/// Whether `type` can be an element: an integer of whole bytes or a float.
bool isElementType(mlir::Type type);

/// The size of an element in bytes.
int64_t getElementBytes(mlir::Type type);

} // namespace cubeport::frontend

#endif
