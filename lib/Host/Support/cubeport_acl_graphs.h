// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA graphs: a list of calls, made by capturing a stream or node by node, and
// given to a stream again at each launch. Nodes run in the order that they were
// added in, which every dependency allows. Part of the support headers of a
// project written by cubeport.
#ifndef CUBEPORT_ACL_GRAPHS_H
#define CUBEPORT_ACL_GRAPHS_H

#include "cubeport_acl_kernels.h"
#include "cubeport_arrays.h"

namespace cubeport {

enum StreamCaptureMode {
  kStreamCaptureModeGlobal = 0,
  kStreamCaptureModeThreadLocal = 1,
  kStreamCaptureModeRelaxed = 2,
};
enum StreamCaptureStatus {
  kStreamCaptureStatusNone = 0,
  kStreamCaptureStatusActive = 1,
  kStreamCaptureStatusInvalidated = 2,
};
using Graph = detail::CapturedCalls *;
using GraphExec = detail::CapturedCalls *;
/// The number of the node in its graph, from 1 on.
using GraphNode = size_t;

inline aclError beginCapture(aclrtStream stream, StreamCaptureMode) {
  return detail::note(detail::Captures::get().begin(stream)
                          ? ACL_SUCCESS
                          : (aclError)ACL_ERROR_RT_PARAM_INVALID);
}
inline aclError endCapture(aclrtStream stream, Graph *graph) {
  *graph = detail::Captures::get().end(stream);
  return detail::note(*graph ? ACL_SUCCESS
                             : (aclError)ACL_ERROR_RT_PARAM_INVALID);
}
inline aclError isCapturing(aclrtStream stream, StreamCaptureStatus *status) {
  *status = detail::Captures::get().isCapturing(stream)
                ? kStreamCaptureStatusActive
                : kStreamCaptureStatusNone;
  return ACL_SUCCESS;
}

inline aclError createGraph(Graph *graph, unsigned int) {
  *graph = new detail::CapturedCalls;
  return ACL_SUCCESS;
}
inline aclError destroyGraph(detail::CapturedCalls *graph) {
  delete graph;
  return ACL_SUCCESS;
}
inline aclError instantiateGraph(GraphExec *exec, Graph graph,
                                 unsigned long long = 0) {
  *exec = new detail::CapturedCalls(*graph);
  return ACL_SUCCESS;
}
/// With a place for what went wrong, as older programs call it.
inline aclError instantiateGraph(GraphExec *exec, Graph graph, GraphNode *,
                                 char *, size_t) {
  return instantiateGraph(exec, graph);
}
inline aclError launchGraph(GraphExec exec, aclrtStream stream) {
  for (const auto &call : *exec) {
    aclError status = call(stream);
    if (status != ACL_SUCCESS) {
      return detail::note(status);
    }
  }
  return ACL_SUCCESS;
}
inline aclError uploadGraph(GraphExec, aclrtStream) { return ACL_SUCCESS; }
inline aclError getGraphNodes(Graph graph, GraphNode *nodes, size_t *count) {
  for (size_t i = 0; nodes && i < *count; ++i) {
    nodes[i] = i + 1;
  }
  *count = graph->size();
  return ACL_SUCCESS;
}

// Nodes one by one.

struct KernelNodeParams {
  void *func = nullptr;
  dim3 gridDim, blockDim;
  unsigned int sharedMemBytes = 0;
  void **kernelParams = nullptr;
  void **extra = nullptr;
};
struct MemsetParams {
  void *dst = nullptr;
  size_t pitch = 0;
  unsigned int value = 0, elementSize = 1;
  size_t width = 0, height = 1;
};
struct HostNodeParams {
  void (*fn)(void *) = nullptr;
  void *userData = nullptr;
};

namespace detail {
inline aclError addNode(Graph graph, GraphNode *node,
                        std::function<aclError(aclrtStream)> call) {
  graph->push_back(std::move(call));
  *node = graph->size();
  return ACL_SUCCESS;
}
} // namespace detail

inline aclError addKernelNode(GraphNode *node, Graph graph, const GraphNode *,
                              size_t, const KernelNodeParams *params) {
  auto bind = detail::KernelRegistry::get().findBinder(params->func);
  if (bind == nullptr || params->extra) {
    return detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }
  LaunchConfig config(params->gridDim, params->blockDim,
                      params->sharedMemBytes);
  auto launch = bind(params->func, params->kernelParams);
  return detail::addNode(graph, node, [=](aclrtStream stream) {
    return launchResult([&] { launch(config.on(stream)); });
  });
}
inline aclError addMemcpyNode1D(GraphNode *node, Graph graph, const GraphNode *,
                                size_t, void *dst, const void *src,
                                size_t size, aclrtMemcpyKind kind) {
  return detail::addNode(graph, node, [=](aclrtStream stream) {
    return memcpyAsync(dst, src, size, kind, stream);
  });
}
inline aclError addMemcpyNode(GraphNode *node, Graph graph, const GraphNode *,
                              size_t, const Memcpy3DParms *params) {
  Memcpy3DParms parms = *params;
  return detail::addNode(graph, node, [=](aclrtStream stream) {
    return memcpy3DAsync(&parms, stream);
  });
}
inline aclError addMemsetNode(GraphNode *node, Graph graph, const GraphNode *,
                              size_t, const MemsetParams *params) {
  MemsetParams p = *params;
  if (p.elementSize != 1 && p.value != 0) {
    return detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }
  return detail::addNode(graph, node, [=](aclrtStream stream) {
    size_t width = p.width * p.elementSize;
    return memset2DAsync(p.dst, p.height > 1 ? p.pitch : width, (int)p.value,
                         width, p.height, stream);
  });
}
inline aclError addHostNode(GraphNode *node, Graph graph, const GraphNode *,
                            size_t, const HostNodeParams *params) {
  HostNodeParams p = *params;
  return detail::addNode(graph, node, [=](aclrtStream stream) {
    return launchHostFunc(stream, p.fn, p.userData);
  });
}
inline aclError addEmptyNode(GraphNode *node, Graph graph, const GraphNode *,
                             size_t) {
  return detail::addNode(graph, node,
                         [](aclrtStream) { return (aclError)ACL_SUCCESS; });
}

} // namespace cubeport

#endif
