// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Looks up rows of an embedding table, by a block per row and by a thread per
// element of the result.
#include "bench.h"

__global__ void gatherRows(const float *table, const int *ids, float *out,
                           int width) {
  const float *from = table + size_t(ids[blockIdx.x]) * width;
  float *to = out + size_t(blockIdx.x) * width;
  for (int i = threadIdx.x; i < width; i += blockDim.x)
    to[i] = from[i];
}

__global__ void gatherElements(const float *table, const int *ids, float *out,
                               int width, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    out[i] = table[size_t(ids[i / width]) * width + i % width];
}

int main(int argc, char **argv) {
  if (argc < 4)
    return misuse("gather block|element LOOKUPS WIDTH");
  const bool perRow = !strcmp(argv[1], "block");
  const int lookups = atoi(argv[2]), width = atoi(argv[3]);
  const size_t n = size_t(lookups) * width;
  // A table of as many rows as are looked up: some come twice, some never.
  std::vector<float> table = numbers(n, 1);
  std::vector<int> ids(lookups);
  std::vector<bool> isRead(lookups);
  size_t rowsRead = 0;
  for (int i = 0; i < lookups; ++i) {
    ids[i] = int(scramble(i) % uint32_t(lookups));
    rowsRead += !isRead[ids[i]];
    isRead[ids[i]] = true;
  }
  float *dtable[2], *out[2];
  int *dids[2];
  for (int set = 0; set < 2; ++set) {
    dtable[set] = upload(table);
    dids[set] = upload(ids);
    out[set] = allocate<float>(n);
  }
  const int block = width < 256 ? width : 256;
  runTwice([&](int set) {
    if (perRow)
      gatherRows<<<lookups, block>>>(dtable[set], dids[set], out[set], width);
    else
      gatherElements<<<unsigned((n + 255) / 256), 256>>>(
          dtable[set], dids[set], out[set], width, int(n));
  });
  std::vector<float> got = download(out[1], n);
  Distance distance;
  for (size_t i = 0; i < n; ++i)
    distance.compare(got[i], table[size_t(ids[i / width]) * width + i % width]);
  return finish(distance.worst, 0,
                4.0 * (double(rowsRead) * width + double(n) + lookups));
}
