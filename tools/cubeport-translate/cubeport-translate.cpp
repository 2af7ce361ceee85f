// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Translations between a CUDA source and the forms, one at a time.
#include "lib/Driver/TranslateForms.h"

int main(int argc, char **argv) {
  return cubeport::driver::translateFormsMain(argc, argv);
}
