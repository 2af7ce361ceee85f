// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a texture or surface object leads to, and how a texel is read. The
// handle is the address of a description in device memory that the host writes
// (cubeport_textures.h in a project, which has the same structure).
#ifndef CUBEPORT_CUDA_TEXTURE_FORMATS_H
#define CUBEPORT_CUDA_TEXTURE_FORMATS_H

namespace cubeport_texture {

struct Description {
  const char *data;
  /// Bytes from row to row, and from slice or layer to the next.
  unsigned long long pitch, slice;
  int width, height, depth;
  /// Of a texel; kind: 0 signed, 1 unsigned, 2 floating point.
  int channels, channelBits, channelKind;
  /// cudaTextureAddressMode by axis.
  int addressMode[3];
  int isLinear, isNormalizedFloat, hasNormalizedCoordinates;
  float border[4];
};

/// A type that textures give: its scalar, and how many there are.
template <class T> struct Parts;

#define CUBEPORT_TEXTURE_SCALAR(type)                                          \
  template <> struct Parts<type> {                                             \
    using Scalar = type;                                                       \
    static constexpr int count = 1;                                            \
    static __device__ __attribute__((always_inline)) type join(const Scalar *v) { return v[0]; }              \
    static __device__ __attribute__((always_inline)) void split(type value, Scalar *v) { v[0] = value; }      \
  };
#define CUBEPORT_TEXTURE_VECTORS(name, type)                                   \
  template <> struct Parts<name##1> {                                          \
    using Scalar = type;                                                       \
    static constexpr int count = 1;                                            \
    static __device__ __attribute__((always_inline)) name##1 join(const Scalar *v) { return {v[0]}; }         \
    static __device__ __attribute__((always_inline)) void split(name##1 value, Scalar *v) { v[0] = value.x; } \
  };                                                                           \
  template <> struct Parts<name##2> {                                          \
    using Scalar = type;                                                       \
    static constexpr int count = 2;                                            \
    static __device__ __attribute__((always_inline)) name##2 join(const Scalar *v) { return {v[0], v[1]}; }   \
    static __device__ __attribute__((always_inline)) void split(name##2 value, Scalar *v) {                   \
      v[0] = value.x, v[1] = value.y;                                          \
    }                                                                          \
  };                                                                           \
  template <> struct Parts<name##4> {                                          \
    using Scalar = type;                                                       \
    static constexpr int count = 4;                                            \
    static __device__ __attribute__((always_inline)) name##4 join(const Scalar *v) {                          \
      return {v[0], v[1], v[2], v[3]};                                         \
    }                                                                          \
    static __device__ __attribute__((always_inline)) void split(name##4 value, Scalar *v) {                   \
      v[0] = value.x, v[1] = value.y, v[2] = value.z, v[3] = value.w;          \
    }                                                                          \
  };

CUBEPORT_TEXTURE_SCALAR(char)
CUBEPORT_TEXTURE_SCALAR(signed char)
CUBEPORT_TEXTURE_SCALAR(unsigned char)
CUBEPORT_TEXTURE_SCALAR(short)
CUBEPORT_TEXTURE_SCALAR(unsigned short)
CUBEPORT_TEXTURE_SCALAR(int)
CUBEPORT_TEXTURE_SCALAR(unsigned int)
CUBEPORT_TEXTURE_SCALAR(float)
CUBEPORT_TEXTURE_VECTORS(char, signed char)
CUBEPORT_TEXTURE_VECTORS(uchar, unsigned char)
CUBEPORT_TEXTURE_VECTORS(short, short)
CUBEPORT_TEXTURE_VECTORS(ushort, unsigned short)
CUBEPORT_TEXTURE_VECTORS(int, int)
CUBEPORT_TEXTURE_VECTORS(uint, unsigned int)
CUBEPORT_TEXTURE_VECTORS(float, float)
#undef CUBEPORT_TEXTURE_SCALAR
#undef CUBEPORT_TEXTURE_VECTORS

/// One channel of the texel at `place`, as it lies in memory.
template <class Scalar> struct Channel {
  static __device__ __attribute__((always_inline)) Scalar read(const Description &, const char *place,
                                int channel) {
    return ((const Scalar *)place)[channel];
  }
};

/// As a float: floats and halves as they are, integers from 0 or -1 to 1.
template <> struct Channel<float> {
  static __device__ __attribute__((always_inline)) float read(const Description &t, const char *place,
                               int channel) {
    if (t.channelBits == 32) {
      return ((const float *)place)[channel];
    }
    if (t.channelKind == 2) {
      return (float)((const _Float16 *)place)[channel];
    }
    if (t.channelBits == 8) {
      return t.channelKind == 1
                 ? (float)((const unsigned char *)place)[channel] / 255.0f
                 : fmaxf((float)((const signed char *)place)[channel] / 127.0f,
                         -1.0f);
    }
    return t.channelKind == 1
               ? (float)((const unsigned short *)place)[channel] / 65535.0f
               : fmaxf((float)((const short *)place)[channel] / 32767.0f,
                       -1.0f);
  }
};

/// The texel at whole coordinates, which are inside; or what is outside.
template <class T> struct Texel {
  typename Parts<T>::Scalar v[Parts<T>::count];

  static __device__ __attribute__((always_inline)) Texel read(const Description &t, int x, int y, int z,
                               bool isInside) {
    using Scalar = typename Parts<T>::Scalar;
    Texel texel;
    const char *place = t.data;
    if (isInside) {
      place += z * t.slice + y * t.pitch +
               (unsigned long long)x * (t.channels * t.channelBits / 8);
    }
    for (int c = 0; c < Parts<T>::count; ++c) {
      texel.v[c] = Scalar(0);
      if (!isInside) {
        texel.v[c] = Scalar(t.border[c]);
      } else if (c < t.channels) {
        texel.v[c] = Channel<Scalar>::read(t, place, c);
      }
    }
    return texel;
  }
};

} // namespace cubeport_texture

#endif
