// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives the precompiled headers a target to belong to.
