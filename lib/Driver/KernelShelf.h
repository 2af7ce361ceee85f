// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernels of a module, one at a time.
#ifndef CUBEPORT_LIB_DRIVER_KERNELSHELF_H
#define CUBEPORT_LIB_DRIVER_KERNELSHELF_H

#include "mlir/IR/BuiltinOps.h"
#include <vector>

namespace cubeport::driver {

/// Takes kernels, and the globals and functions of the llvm dialect that they
/// may name, out of a module, and puts back one kernel with what it needs: a
/// copy of the module is then as small as if the others did not exist.
class KernelShelf {
public:
  KernelShelf(mlir::ModuleOp module,
              llvm::function_ref<bool(mlir::Operation *)> isKernel);
  /// What does not stand in the module is erased.
  ~KernelShelf();
  KernelShelf(const KernelShelf &) = delete;
  KernelShelf &operator=(const KernelShelf &) = delete;

  /// The number of kernels.
  size_t size() const { return kernels.size(); }
  /// Leaves this kernel as the only one that stands in the module.
  mlir::Operation *show(size_t kernel);

private:
  void takeBack();

  /// Where an operation belongs.
  struct Place {
    mlir::Operation *op;
    mlir::Block *block;
    /// The next operation that stays; null at the block's end.
    mlir::Operation *next;
  };
  std::vector<Place> places;
  /// Indices into `places`, ascending: the kernels, and what stands now.
  std::vector<size_t> kernels, shown;
  /// By where they stand: two modules may each have one of a name.
  llvm::DenseMap<std::pair<mlir::Block *, mlir::StringAttr>, size_t> globals;
};

} // namespace cubeport::driver

#endif
