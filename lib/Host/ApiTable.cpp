// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of host calls as a map.
#include "lib/Host/ApiTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace cubeport::host;

static llvm::StringMap<ApiEntry> makeTable() {
  llvm::StringMap<ApiEntry> table;
#define CUDA_NAME(name, replacement)                                           \
  table[name] = ApiEntry{replacement, /*isType=*/false};
#define CUDA_TYPE(name, replacement)                                           \
  table[name] = ApiEntry{replacement, /*isType=*/true};
#include "lib/Host/ApiTable.def"
#include "lib/Host/DriverApiTable.def"
#undef CUDA_NAME
#undef CUDA_TYPE
  return table;
}

const ApiEntry *cubeport::host::findApi(llvm::StringRef name) {
  static const llvm::StringMap<ApiEntry> table = makeTable();
  auto it = table.find(name);
  return it == table.end() ? nullptr : &it->second;
}

bool cubeport::host::isDriverFunction(llvm::StringRef name) {
  return name.size() > 2 && name.starts_with("cu") && llvm::isUpper(name[2]);
}

bool cubeport::host::looksLikeCudaApi(llvm::StringRef name) {
  if (isDriverFunction(name)) {
    return true;
  }
  static const llvm::StringRef prefixes[] = {
      "cuda",  "CUDA",   "cublas",   "CUBLAS",   "curand", "CURAND",
      "cufft", "CUFFT",  "cusparse", "CUSPARSE", "nvrtc",  "cusolver",
      "cudnn", "CUSOLVER", "CU_",    "nccl",     "nvml",   "nvtx"};
  return llvm::any_of(prefixes, [&](llvm::StringRef prefix) {
    return name.starts_with(prefix);
  });
}
