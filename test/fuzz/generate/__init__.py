# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random CUDA programs whose results are defined: same seed, same text."""
