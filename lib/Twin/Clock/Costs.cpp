// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Costs of vector instructions by name (docs/machine.md, T3).
#include "Clock/Costs.h"

#include <cstring>

using namespace cubeport::twin;
using namespace cubeport::chip;

namespace {
struct Row {
  const char *name;
  VectorCost f16; ///< and all other types of two bytes
  VectorCost f32;
};
} // namespace

static constexpr VectorCost addition16{1, 22}, addition32{1, 24};

// Functions of the library are several instructions each; how many is an
// estimate, at 30 cycles of head apiece.
static const Row table[] = {
    {"Mul", {1, 25}, {1, 25}},
    {"Max", {1, 23}, {1, 23}},
    {"Min", {1, 23}, {1, 23}},
    {"Div", {8, 31}, {4, 31}},
    {"Adds", {1, 25}, {1, 25}},
    {"Muls", {1, 25}, {1, 25}},
    {"Maxs", {1, 25}, {1, 25}},
    {"Mins", {1, 25}, {1, 25}},
    {"Axpy", {1, 25}, {1, 25}},
    {"Relu", {1, 25}, {1, 25}},
    {"LeakyRelu", {1, 25}, {1, 25}},
    {"Duplicate", {1, 25}, {1, 25}},
    {"Copy", {1, 25}, {1, 25}},
    {"DataCopy", {1, 25}, {1, 25}},
    {"Exp", {2, 31}, {2, 31}},
    {"Ln", {2, 33}, {2, 33}},
    {"Sqrt", {2, 31}, {2, 31}},
    {"Cast", {1, 27}, {1, 27}},
    {"Compare", {2, 36}, {2, 36}},
    {"CompareScalar", {2, 36}, {2, 36}},
    {"Select", {2, 27}, {2, 27}},
    {"WholeReduceSum", {7, 46}, {7, 46}},
    {"WholeReduceMax", {7, 46}, {7, 46}},
    {"WholeReduceMin", {7, 46}, {7, 46}},
    {"BlockReduceSum", {1, 38}, {1, 38}},
    {"BlockReduceMax", {1, 31}, {1, 31}},
    {"BlockReduceMin", {1, 31}, {1, 31}},
    {"PairReduceSum", {1, 38}, {1, 38}},
    {"Gather",
     {128 / dav220::gatherElementsPerCycle, 26},
     {64 / dav220::gatherElementsPerCycle, 26}},
    {"Gatherb", {3, 26}, {3, 26}},
    {"GatherMask", {2, 34}, {2, 34}},
    {"Sin", {40, 1200}, {40, 1200}},
    {"Cos", {40, 1200}, {40, 1200}},
    {"Tanh", {14, 300}, {14, 300}},
    {"Erf", {24, 600}, {24, 600}},
    {"Power", {40, 1200}, {40, 1200}},
    {"Fmod", {16, 400}, {16, 400}},
    {"CreateVecIndex", {4, 100}, {4, 100}},
};

VectorCost cubeport::twin::vectorCostOf(const char *name, ElementType type) {
  const bool narrow = sizeOf(type) <= 2;
  for (const Row &row : table) {
    if (std::strcmp(row.name, name) == 0) {
      return narrow ? row.f16 : row.f32;
    }
  }
  return narrow ? addition16 : addition32;
}
