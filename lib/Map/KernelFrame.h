// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The function of a kernel in davinci form, and what a launch hands to it.
#ifndef CUBEPORT_LIB_MAP_KERNELFRAME_H
#define CUBEPORT_LIB_MAP_KERNELFRAME_H

#include "lib/Map/LaneSpace.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cubeport::map {

/// Creates the davinci function of `source` with an empty body, at whose start
/// `b` stands then. Its arguments have the types that `convert` gives; behind
/// them come gridX to gridZ, blockX to blockZ and, with dynamic shared
/// memory, sharedBytes, all i32, which `launch` gets. Attributes of the tile
/// form end here.
mlir::func::FuncOp
createKernel(mlir::ImplicitLocOpBuilder &b, mlir::func::FuncOp source,
             llvm::function_ref<mlir::Type(mlir::Type)> convert,
             bool hasDynamicShared, mlir::IRMapping &arguments,
             LaunchValues &launch);

} // namespace cubeport::map

#endif
