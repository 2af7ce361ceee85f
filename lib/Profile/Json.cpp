// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The profile for scripts; docs/profile.md says what the names mean.
#include "lib/Chip/Dav220Timing.h"
#include "lib/Chip/TimingAccuracy.h"
#include "lib/Profile/Print.h"
#include "lib/Profile/Summary.h"

#include <cmath>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::json::Array;
using llvm::json::Object;

/// Six digits behind the point, so that sums print the same everywhere.
static double rounded(double value) { return std::round(value * 1e6) / 1e6; }

static Object describePlace(const CudaLine &cuda) {
  return Object{
      {"file", cuda.file}, {"line", int64_t(cuda.line)}, {"text", cuda.text}};
}

static Array describeSites(const KernelSum &kernel, const KernelText &text) {
  Array sites;
  for (const Site &site : kernel.sites) {
    sites.push_back(
        Object{{"file", site.file},
               {"line", int64_t(site.line)},
               {"name", site.name},
               {"pipe", site.pipe},
               {"count", site.count},
               {"bytes", site.bytes},
               {"barriers", site.barriers},
               {"busy_us", rounded(site.busy)},
               {"scalar_us", rounded(site.scalar)},
               {"cuda", describePlace(text.cudaLineOf(site.file, site.line))}});
  }
  return sites;
}

static Object describePipes(const KernelSum &kernel, const Reached &reached) {
  Object pipes;
  for (unsigned unit = 0; unit < numUnits; ++unit) {
    const UnitUse &use = kernel.units[unit];
    if (use.busy > 0) {
      pipes[unitName(Unit(unit))] =
          Object{{"busy_us", rounded(use.busy)},
                 {"share", rounded(reached.units[unit])},
                 {"instructions", use.instructions},
                 {"bytes", use.bytes}};
    }
  }
  return pipes;
}

static Object describeKernel(const KernelSum &kernel, const KernelText &text) {
  const Reached reached = measure(kernel);
  const KernelFacts *facts = text.factsOf(kernel.kernel);
  Object object{{"kernel", kernel.kernel},
                {"name", facts ? facts->name : kernel.kernel},
                {"place", facts ? describePlace({facts->place.file, "",
                                                 facts->place.line})
                                : describePlace({})},
                {"launches", int64_t(kernel.launches)},
                {"untimed", int64_t(kernel.untimed)},
                {"time_us", rounded(kernel.task)},
                {"longest_us", rounded(kernel.longest)},
                {"longest_launch", kernel.longestLaunch},
                {"core_us", rounded(kernel.core)},
                {"bound", reached.bound},
                {"hbm_gb_s", rounded(reached.hbmRate)},
                {"l2_gb_s", rounded(reached.l2Rate)},
                {"of_roof", Object{{"hbm", rounded(reached.hbm)},
                                   {"l2", rounded(reached.l2)},
                                   {"vector", rounded(reached.vectorRoof)},
                                   {"cube", rounded(reached.cubeRoof)}}},
                {"launch_share", rounded(reached.launch)},
                {"read", kernel.read},
                {"written", kernel.written},
                {"l2_hits", kernel.l2Hits},
                {"hbm_read", kernel.hbmRead},
                {"hbm_written", kernel.hbmWritten},
                {"pipes", describePipes(kernel, reached)},
                {"sites", describeSites(kernel, text)}};
  if (kernel.isRecorded) {
    object["flags"] = kernel.flags;
    object["barriers"] = kernel.barriers;
    object["scalar"] = Object{{"fetch_us", rounded(kernel.fetch)},
                              {"issue_us", rounded(kernel.issue)},
                              {"work_us", rounded(kernel.work)}};
  }
  return object;
}

static Object describeRemark(const Remark &remark) {
  return Object{{"cause", remark.cause},
                {"kernel", remark.kernel},
                {"cuda", describePlace(remark.cuda)},
                {"emitted", Object{{"file", remark.emittedFile},
                                   {"line", int64_t(remark.emittedLine)},
                                   {"text", remark.statement}}},
                {"lost_us", rounded(remark.lost)},
                {"share", rounded(remark.share)},
                {"observed", remark.observed},
                {"advice", remark.advice}};
}

llvm::json::Value profile::describeProfile(const Profile &profile) {
  Array kernels, launches, remarks;
  for (const KernelSum &kernel : profile.run.kernels) {
    kernels.push_back(describeKernel(kernel, profile.text));
  }
  for (const Launch &launch : profile.run.launches) {
    Object object{{"launch", launch.number},
                  {"kernel", launch.kernel},
                  {"blocks", launch.blocks},
                  {"time_us", nullptr}};
    if (launch.isTimed) {
      object["time_us"] = rounded(launch.task);
      object["begin_us"] = rounded(launch.begin);
    }
    launches.push_back(std::move(object));
  }
  for (const Remark &remark : profile.remarks) {
    remarks.push_back(describeRemark(remark));
  }
  const chip::Dav220Timing &timing = chip::ascend910b1;
  return Object{
      {"simulated", true},
      {"model", Object{{"chip", timing.name},
                       {"task_error_percent", int64_t(chip::taskErrorPercent)},
                       {"words", describeModel(profile.run)}}},
      {"roofs", Object{{"hbm_gb_s", timing.hbmBytesPerSecond * 1e-9},
                       {"l2_gb_s", chip::dav220::l2BytesPerSecond * 1e-9},
                       {"vector_cores", int64_t(timing.vectorCores)},
                       {"cube_cores", int64_t(timing.cubeCores)},
                       {"megahertz", timing.megahertz}}},
      {"program", profile.program},
      {"time_us", rounded(profile.run.total())},
      {"kernels", std::move(kernels)},
      {"launches", std::move(launches)},
      {"remarks", std::move(remarks)}};
}
