// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LocalTensor and GlobalTensor: typed views of a core's local memory and of
// global memory, with the scalar unit's access to both.
#ifndef CUBEPORT_ASCENDC_TWIN_TENSOR_H
#define CUBEPORT_ASCENDC_TWIN_TENSOR_H

#include "twin/Enums.h"
#include "twin/ScalarLines.h"
#include "twin/Types.h"

namespace cubeport {
namespace twin {
/// Scalar unit reads `bytes` bytes at `offset` of a local tensor.
void readLocal(const Local &tensor, uint64_t offset, void *value,
               uint32_t bytes, Where where);
/// Scalar unit writes `bytes` bytes at `offset` of a local tensor.
void writeLocal(const Local &tensor, uint64_t offset, const void *value,
                uint32_t bytes, Where where);
} // namespace twin
} // namespace cubeport

namespace cubeport {
namespace twin {
/// An element of a local tensor, as the scalar unit sees it.
template <typename T> struct LocalElement {
  const Local tensor;
  const uint64_t offset;
  const Where where;
  operator T() const {
    T value;
    readLocal(tensor, offset, &value, sizeof(T), where);
    return value;
  }
  const LocalElement &operator=(const T &value) const {
    writeLocal(tensor, offset, &value, sizeof(T), where);
    return *this;
  }
};
} // namespace twin
} // namespace cubeport

namespace AscendC {

/// A typed piece of local memory at a byte address fixed by the program.
template <typename T> class LocalTensor {
public:
  using PrimType = T;

  LocalTensor() { operand.type = cubeport::twin::ElementTypeOf<T>::value; }
  LocalTensor(TPosition position, uint32_t address, uint32_t elements)
      : LocalTensor() {
    operand.address = address;
    operand.bytes = elements * static_cast<uint32_t>(sizeof(T));
    operand.position = static_cast<uint8_t>(position);
  }

  LocalTensor operator[](uint32_t offset) const {
    LocalTensor result(*this);
    const uint64_t skip = static_cast<uint64_t>(offset) * sizeof(T);
    result.operand.address += static_cast<uint32_t>(skip);
    result.operand.bytes =
        skip < operand.bytes ? operand.bytes - static_cast<uint32_t>(skip) : 0;
    return result;
  }
  template <typename U> LocalTensor<U> ReinterpretCast() const {
    LocalTensor<U> result;
    const auto type = result.operand.type;
    result.operand = operand;
    result.operand.type = type;
    return result;
  }
  T GetValue(uint32_t index, cubeport::twin::Where where =
                                 cubeport::twin::Where::here()) const {
    T value;
    cubeport::twin::readLocal(operand, uint64_t(index) * sizeof(T), &value,
                              sizeof(T), where);
    return value;
  }
  template <typename S>
  void
  SetValue(uint32_t index, S value,
           cubeport::twin::Where where = cubeport::twin::Where::here()) const {
    const T converted = static_cast<T>(value);
    cubeport::twin::writeLocal(operand, uint64_t(index) * sizeof(T), &converted,
                               sizeof(T), where);
  }
  /// Reads the element; assigning to what this returns writes it.
  cubeport::twin::LocalElement<T> operator()(
      uint32_t index,
      cubeport::twin::Where where = cubeport::twin::Where::here()) const {
    return {operand, uint64_t(index) * sizeof(T), where};
  }
  uint32_t GetSize() const { return operand.bytes / sizeof(T); }
  uint32_t GetLength() const { return operand.bytes; }
  void SetBufferLen(uint32_t bytes) { operand.bytes = bytes; }
  void SetSize(uint32_t elements) { operand.bytes = elements * sizeof(T); }
  int32_t GetPosition() const { return operand.position; }
  uint64_t GetPhyAddr() const { return operand.address; }
  uint64_t GetPhyAddr(uint32_t offset) const {
    return operand.address + uint64_t(offset) * sizeof(T);
  }

  cubeport::twin::Local operand;
};

/// A typed pointer into global memory.
template <typename T> class GlobalTensor {
public:
  using PrimType = T;

  void SetGlobalBuffer(__gm__ T *buffer) { address = buffer; }
  void SetGlobalBuffer(__gm__ T *buffer, uint64_t elements) {
    address = buffer;
    size = elements;
  }
  GlobalTensor operator[](uint64_t offset) const {
    GlobalTensor result(*this);
    // Through integers: the offset may lie outside until an access is made.
    result.address = reinterpret_cast<T *>(reinterpret_cast<uint64_t>(address) +
                                           offset * sizeof(T));
    return result;
  }
  T GetValue(uint64_t index, cubeport::twin::Where where =
                                 cubeport::twin::Where::here()) const {
    return cubeport::twin::readGlobal<T>(At(index), where);
  }
  void
  SetValue(uint64_t index, T value,
           cubeport::twin::Where where = cubeport::twin::Where::here()) const {
    cubeport::twin::writeGlobal<T>(At(index), value, where);
  }
  const __gm__ T *GetPhyAddr() const { return address; }
  __gm__ T *GetPhyAddr(uint64_t offset) const {
    return reinterpret_cast<T *>(At(offset));
  }
  uint64_t GetSize() const { return size; }
  /// Reads past the L2 cache matter to the clock only.
  template <CacheRwMode rwMode = CacheRwMode::RW>
  void SetL2CacheHint(CacheMode mode) {
    bypassesL2 = mode == CacheMode::CACHE_MODE_DISABLE;
  }
  bool BypassesL2() const { return bypassesL2; }

  /// The byte address of element `index`.
  uint64_t At(uint64_t index) const {
    return reinterpret_cast<uint64_t>(address) + index * sizeof(T);
  }

private:
  T *address = nullptr;
  uint64_t size = 0;
  bool bypassesL2 = false;
};

/// Hands out local memory linearly, from address 0.
template <Hardware hard = Hardware::UB> class LocalMemAllocator {
public:
  uint32_t GetCurAddr() const { return head; }
  template <typename T, uint32_t elements> LocalTensor<T> Alloc() {
    return Alloc<T>(elements);
  }
  template <TPosition position, typename T, uint32_t elements>
  LocalTensor<T> Alloc() {
    return Take<T>(position, elements);
  }
  template <TPosition position, typename T>
  LocalTensor<T> Alloc(uint32_t elements) {
    return Take<T>(position, elements);
  }
  template <typename T> LocalTensor<T> Alloc(uint32_t elements) {
    constexpr TPosition position = hard == Hardware::L1     ? TPosition::A1
                                   : hard == Hardware::L0A  ? TPosition::A2
                                   : hard == Hardware::L0B  ? TPosition::B2
                                   : hard == Hardware::L0C  ? TPosition::CO1
                                   : hard == Hardware::BIAS ? TPosition::C2
                                   : hard == Hardware::FIXBUF
                                       ? TPosition::C2PIPE2GM
                                       : TPosition::VECCALC;
    return Take<T>(position, elements);
  }

private:
  template <typename T>
  LocalTensor<T> Take(TPosition position, uint32_t elements) {
    LocalTensor<T> tensor(position, head, elements);
    head += (elements * static_cast<uint32_t>(sizeof(T)) + 31) / 32 * 32;
    return tensor;
  }
  uint32_t head = 0;
};

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_TENSOR_H
