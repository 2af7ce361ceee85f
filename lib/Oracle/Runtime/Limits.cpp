// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The end of a verification that takes longer than its user wants to wait.
#include "Limits.h"
#include "Fault.h"
#include "Verify.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace cubeport::oracle;

double cubeport::oracle::readOption(const char *name, double fallback) {
  const char *options = std::getenv("CUBEPORT_VERIFY_OPTIONS");
  const char *found = options ? std::strstr(options, name) : nullptr;
  return found ? std::atof(found + std::strlen(name)) : fallback;
}

std::timed_mutex &cubeport::oracle::recordMutex() {
  // Never destroyed: the timer may outlive static objects.
  static auto *mutex = new std::timed_mutex;
  return *mutex;
}

void cubeport::oracle::startTimeLimit() {
  const double seconds = readOption("seconds=", 0);
  if (seconds <= 0) {
    return;
  }
  std::thread([seconds] {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    // A comparison may hold it for long; it changes numbers only.
    std::unique_lock<std::timed_mutex> lock(recordMutex(), std::defer_lock);
    lock.try_lock_for(std::chrono::seconds(2));
    noteProblem("CP8021",
                formatted("the program was ended after %g s; launches that it "
                          "had not finished by then are not compared",
                          seconds));
    writeReport();
    std::fflush(stdout);
    std::_Exit(0);
  }).detach();
}
