// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arrays and texture objects are helpers of the project; handles are numbers.
// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s

// CHECK: void copy(const cubeport::LaunchConfig &launch, cubeport::TextureObject texture, float *out)
__global__ void copy(cudaTextureObject_t texture, float *out) {
  out[threadIdx.x] = tex1Dfetch<float>(texture, threadIdx.x);
}
// CHECK: copy_launch({{.*}}texture,

struct Image {
  // CHECK: cubeport::ArrayPtr array, second;
  cudaArray_t array, second;
  // CHECK: cubeport::ConstArrayPtr other;
  cudaArray_const_t other;
  // CHECK: cubeport::Array *old;
  cudaArray *old;
  // CHECK: cubeport::Array *older;
  struct cudaArray *older;
};

int main() {
  Image image;
  // CHECK: cubeport::ChannelFormatDesc format = cubeport::createChannelDesc<float>();
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  // CHECK: cubeport::createChannelDesc(32, 0, 0, 0, cubeport::kChannelFormatKindFloat);
  format = cudaCreateChannelDesc(32, 0, 0, 0, cudaChannelFormatKindFloat);
  // CHECK: cubeport::mallocArray(&image.array, &format, 32);
  cudaMallocArray(&image.array, &format, 32);
  // CHECK: cubeport::ResourceDesc resource;
  struct cudaResourceDesc resource;
  memset(&resource, 0, sizeof(resource));
  // CHECK: resource.resType = cubeport::kResourceTypeArray;
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = image.array;
  cudaTextureDesc desc = {};
  // CHECK: desc.addressMode[0] = cubeport::kAddressModeMirror;
  desc.addressMode[0] = cudaAddressModeMirror;
  // CHECK: desc.readMode = cubeport::kReadModeElementType;
  desc.readMode = cudaReadModeElementType;
  cudaTextureObject_t texture = 0;
  // CHECK: cubeport::createTextureObject(&texture, &resource, &desc, NULL);
  cudaCreateTextureObject(&texture, &resource, &desc, NULL);
  float *out;
  cudaMalloc(&out, 128);
  copy<<<1, 32>>>(texture, out);
  // CHECK: cubeport::destroyTextureObject(texture);
  cudaDestroyTextureObject(texture);
  // CHECK: cubeport::freeArray(image.array);
  cudaFreeArray(image.array);
  return 0;
}
