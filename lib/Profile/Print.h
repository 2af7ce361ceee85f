// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The ways in which a profile is shown.
#ifndef CUBEPORT_LIB_PROFILE_PRINT_H
#define CUBEPORT_LIB_PROFILE_PRINT_H

#include "lib/Profile/Events.h"
#include "lib/Profile/Remarks.h"
#include "llvm/Support/JSON.h"

namespace llvm {
class raw_ostream;
}

namespace cubeport::profile {

/// All that there is to show.
struct Profile {
  std::string program;
  Run run;
  const KernelText &text;
  std::vector<Remark> remarks;
};

/// The tables and remarks that a person reads in a terminal.
void printTables(const Profile &profile, llvm::raw_ostream &os);

llvm::json::Value describeProfile(const Profile &profile);

/// One page that needs nothing else; `events` are of each kernel's longest
/// launch.
std::string htmlPage(const Profile &profile, const ChosenEvents &events);

/// Parts of the page.
std::string drawRoofline(const Profile &profile);
std::string drawTimeline(const KernelSum &kernel,
                         const std::vector<Event> &events, double begin);
std::string drawBuffers(const KernelRange &range);

} // namespace cubeport::profile

#endif
