// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ACL: streams and events. Work is done when it is submitted, so everything
// submitted is complete; streams and events keep identity and time.
#include "AclRuntime.h"
#include "Clock/Clock.h"

#include <chrono>
#include <new>

using namespace cubeport::twin;

namespace {
struct Stream {
  int32_t device;
};
struct Event {
  bool recorded = false;
  double microseconds = 0; ///< of the chip's clock, if it runs, or the host's
};
} // namespace

aclError aclrtCreateStream(aclrtStream *stream) {
  if (!stream) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtCreateStream(nullptr)");
  }
  *stream = new Stream{currentDevice()};
  return ACL_SUCCESS;
}

aclError aclrtCreateStreamWithConfig(aclrtStream *stream, uint32_t, uint32_t) {
  return aclrtCreateStream(stream);
}

aclError aclrtDestroyStream(aclrtStream stream) {
  if (!stream) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtDestroyStream(nullptr)");
  }
  delete static_cast<Stream *>(stream);
  return ACL_SUCCESS;
}

aclError aclrtDestroyStreamForce(aclrtStream stream) {
  return aclrtDestroyStream(stream);
}

aclError aclrtSynchronizeStream(aclrtStream) { return takeKernelFault(); }

aclError aclrtSynchronizeStreamWithTimeout(aclrtStream, int32_t) {
  return takeKernelFault();
}

aclError aclrtStreamQuery(aclrtStream, aclrtStreamStatus *status) {
  if (!status) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtStreamQuery without a result");
  }
  *status = ACL_STREAM_STATUS_COMPLETE;
  return ACL_SUCCESS;
}

aclError aclrtStreamWaitEvent(aclrtStream, aclrtEvent event) {
  return event ? ACL_SUCCESS
               : failed(ACL_ERROR_RT_EVENT_NULL,
                        "aclrtStreamWaitEvent without an event");
}

aclError aclrtLaunchHostFunc(aclrtStream, aclrtHostFunc fn, void *args) {
  if (!fn) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtLaunchHostFunc without a function");
  }
  fn(args);
  return ACL_SUCCESS;
}

aclError aclrtLaunchCallback(aclrtCallback fn, void *userData,
                             aclrtCallbackBlockType, aclrtStream stream) {
  return aclrtLaunchHostFunc(stream, fn, userData);
}

aclError aclrtCreateEvent(aclrtEvent *event) {
  if (!event) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtCreateEvent(nullptr)");
  }
  *event = new Event;
  return ACL_SUCCESS;
}

aclError aclrtCreateEventWithFlag(aclrtEvent *event, uint32_t) {
  return aclrtCreateEvent(event);
}

aclError aclrtCreateEventExWithFlag(aclrtEvent *event, uint32_t) {
  return aclrtCreateEvent(event);
}

static aclError noEvent() {
  return failed(ACL_ERROR_RT_EVENT_NULL, "an event is nullptr");
}

aclError aclrtDestroyEvent(aclrtEvent event) {
  if (!event) {
    return noEvent();
  }
  delete static_cast<Event *>(event);
  return ACL_SUCCESS;
}

static double now() {
  return isTimed() ? simulatedMicroseconds()
                   : std::chrono::duration<double, std::micro>(
                         std::chrono::steady_clock::now().time_since_epoch())
                         .count();
}

aclError aclrtRecordEvent(aclrtEvent event, aclrtStream) {
  if (!event) {
    return noEvent();
  }
  auto *record = static_cast<Event *>(event);
  record->recorded = true;
  record->microseconds = now();
  return ACL_SUCCESS;
}

aclError aclrtResetEvent(aclrtEvent event, aclrtStream) {
  if (!event) {
    return noEvent();
  }
  static_cast<Event *>(event)->recorded = false;
  return ACL_SUCCESS;
}

aclError aclrtQueryEventStatus(aclrtEvent event,
                               aclrtEventRecordedStatus *status) {
  if (!event || !status) {
    return noEvent();
  }
  // An event never recorded counts as complete, as on the device.
  *status = ACL_EVENT_RECORDED_STATUS_COMPLETE;
  return ACL_SUCCESS;
}

aclError aclrtSynchronizeEvent(aclrtEvent event) {
  return event ? takeKernelFault() : noEvent();
}

aclError aclrtEventElapsedTime(float *ms, aclrtEvent startEvent,
                               aclrtEvent endEvent) {
  if (!ms || !startEvent || !endEvent) {
    return noEvent();
  }
  const auto *start = static_cast<Event *>(startEvent);
  const auto *end = static_cast<Event *>(endEvent);
  if (!start->recorded || !end->recorded) {
    return failed(ACL_ERROR_RT_EVENT_TIMESTAMP_INVALID,
                  "aclrtEventElapsedTime of an event never recorded");
  }
  *ms = static_cast<float>((end->microseconds - start->microseconds) / 1000);
  return ACL_SUCCESS;
}
