// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nothing of the graph interface is in the twin; programs that only name the
// header compile.
#ifndef CUBEPORT_ASCENDC_GRAPH_TENSOR_H
#define CUBEPORT_ASCENDC_GRAPH_TENSOR_H

#include <cstdint>

#endif // CUBEPORT_ASCENDC_GRAPH_TENSOR_H
