// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture functions: declared only, so that their use is refused with a code.
#ifndef CUBEPORT_CUDA_TEXTURE_INDIRECT_FUNCTIONS_H
#define CUBEPORT_CUDA_TEXTURE_INDIRECT_FUNCTIONS_H

#include "texture_types.h"

template <class T> __device__ T tex1Dfetch(cudaTextureObject_t t, int x);
template <class T> __device__ T tex1D(cudaTextureObject_t t, float x);
template <class T> __device__ T tex2D(cudaTextureObject_t t, float x, float y);
template <class T>
__device__ T tex3D(cudaTextureObject_t t, float x, float y, float z);
template <class T>
__device__ T tex2DLayered(cudaTextureObject_t t, float x, float y, int layer);
template <class T>
__device__ T tex2DLod(cudaTextureObject_t t, float x, float y, float level);
template <class T>
__device__ T surf2Dread(cudaSurfaceObject_t s, int x, int y,
                        cudaSurfaceBoundaryMode mode = cudaBoundaryModeTrap);
template <class T>
__device__ void
surf2Dwrite(T v, cudaSurfaceObject_t s, int x, int y,
            cudaSurfaceBoundaryMode mode = cudaBoundaryModeTrap);

#endif
