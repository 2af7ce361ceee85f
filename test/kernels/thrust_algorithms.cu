// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Thrust: vectors, iterators, and algorithms with functions of the program's
// own, among them types that its headers cannot know.
#include "check.h"
#include <algorithm>
#include <thrust/adjacent_difference.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/extrema.h>
#include <thrust/host_vector.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/partition.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/unique.h>

struct Scale {
  int factor;
  __host__ __device__ int operator()(int x) const { return factor * x; }
};
/// Its state is nobody's business but its own.
class AddTwice {
public:
  explicit AddTwice(int times) : times(times) {}
  __host__ __device__ int operator()(int a, int b) const {
    return a + times * b;
  }

private:
  int times;
};
struct IsOdd {
  __host__ __device__ bool operator()(int x) const { return x % 2 != 0; }
};
struct AddTuple {
  template <class Tuple> __host__ __device__ void operator()(Tuple t) {
    thrust::get<2>(t) = thrust::get<0>(t) + thrust::get<1>(t);
  }
};

static std::vector<int> toHost(const thrust::device_vector<int> &v) {
  thrust::host_vector<int> host = v;
  return std::vector<int>(host.begin(), host.end());
}

static void testTransforms(int n) {
  thrust::device_vector<int> a(n), b(n), c(n);
  thrust::sequence(a.begin(), a.end(), 5);
  thrust::transform(a.begin(), a.end(), b.begin(), Scale{3});
  thrust::transform(a.begin(), a.end(), b.begin(), c.begin(), AddTwice(2));
  std::vector<int> expected(n), sums(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = 7 * (i + 5);
    sums[i] = 3 * (i + 5) + expected[i];
  }
  expectEqual("transform", toHost(c), expected);
  auto all = thrust::make_zip_iterator(
      thrust::make_tuple(b.begin(), c.begin(), a.begin()));
  thrust::for_each(all, all + n, AddTuple());
  expectEqual("for_each of tuples", toHost(a), sums);
  using namespace thrust::placeholders;
  thrust::transform(b.begin(), b.end(), c.begin(), a.begin(), _1 - 2 * _2);
  for (int i = 0; i < n; ++i) {
    expected[i] = 3 * (i + 5) - 14 * (i + 5);
  }
  expectEqual("placeholders", toHost(a), expected);
}

static void testSums(const thrust::host_vector<int> &h) {
  int n = (int)h.size(), sum = 0;
  thrust::device_vector<int> d = h, out(n);
  std::vector<int> inclusive(n), differences(n);
  for (int i = 0; i < n; ++i) {
    inclusive[i] = sum += h[i];
    differences[i] = h[i] - (i ? h[i - 1] : 0);
  }
  expectEqual("reduce",
              std::vector<int>{thrust::reduce(d.begin(), d.end(), 10)},
              {sum + 10});
  thrust::inclusive_scan(d.begin(), d.end(), out.begin());
  expectEqual("inclusive_scan", toHost(out), inclusive);
  thrust::adjacent_difference(d.begin(), d.end(), out.begin());
  expectEqual("adjacent_difference", toHost(out), differences);
  auto largest = thrust::max_element(d.begin(), d.end());
  int place = int(std::max_element(h.begin(), h.end()) - h.begin());
  expectEqual("max_element", std::vector<int>{int(largest - d.begin())},
              {place});
  int odd = (int)thrust::count_if(d.begin(), d.end(), IsOdd());
  expectEqual("count_if", std::vector<int>{odd},
              {(int)std::count_if(h.begin(), h.end(), IsOdd())});
}

static void testOrder(const thrust::host_vector<int> &h) {
  int n = (int)h.size();
  thrust::device_vector<int> keys = h, places(n);
  thrust::sequence(places.begin(), places.end());
  thrust::sort_by_key(keys.begin(), keys.end(), places.begin());
  std::vector<int> index(n), sorted(n);
  for (int i = 0; i < n; ++i) {
    index[i] = i;
  }
  std::stable_sort(index.begin(), index.end(),
                   [&](int x, int y) { return h[x] < h[y]; });
  for (int i = 0; i < n; ++i) {
    sorted[i] = h[index[i]];
  }
  expectEqual("sort_by_key: keys", toHost(keys), sorted);
  expectEqual("sort_by_key: values", toHost(places), index);
  auto end = thrust::unique(keys.begin(), keys.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  keys.resize(end - keys.begin());
  expectEqual("unique", toHost(keys), sorted);
  thrust::device_vector<int> mixed = h;
  thrust::stable_partition(thrust::device, mixed.begin(), mixed.end(), IsOdd());
  std::vector<int> parted(h.begin(), h.end());
  std::stable_partition(parted.begin(), parted.end(), IsOdd());
  expectEqual("partition", toHost(mixed), parted);
}

int main() {
  const int n = 1000;
  thrust::host_vector<int> h(n);
  for (int i = 0; i < n; ++i) {
    h[i] = i * 7919 % 307;
  }
  testTransforms(n);
  testSums(h);
  testOrder(h);
  require(cudaGetLastError(), "all launches");
  return finish();
}
