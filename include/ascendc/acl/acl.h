// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ACL host API, as far as the twin has it.
#ifndef CUBEPORT_ASCENDC_ACL_H
#define CUBEPORT_ASCENDC_ACL_H

#include "acl/acl_rt.h"

#endif // CUBEPORT_ASCENDC_ACL_H
