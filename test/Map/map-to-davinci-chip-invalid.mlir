// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: not cubeport-opt --map-to-davinci=chip=ascend910 %s 2>&1 | FileCheck %s
// CHECK: error: CP4004: chip 'ascend910'; known are ascend910b, ascend910c
module {
}
