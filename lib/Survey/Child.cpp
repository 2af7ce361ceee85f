// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs a process in a group of its own, and watches it.
#include "lib/Survey/Child.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;

std::atomic<bool> survey::isStopped{false};

/// The fields of /proc/PID/stat behind the name, which may hold anything:
/// state, parent, group, ...
static llvm::SmallVector<StringRef, 64> splitStat(StringRef text) {
  llvm::SmallVector<StringRef, 64> fields;
  text.rsplit(')').second.trim().split(fields, ' ');
  return fields;
}

/// The processes of a group.
static std::vector<std::string> listGroup(pid_t group) {
  std::vector<std::string> members;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry("/proc", error), end;
       entry != end && !error; entry.increment(error)) {
    StringRef name = llvm::StringRef(entry->path()).rsplit('/').second;
    if (!llvm::all_of(name, llvm::isDigit)) {
      continue;
    }
    auto stat = llvm::MemoryBuffer::getFileAsStream(entry->path() + "/stat");
    if (!stat) {
      continue; // it has ended
    }
    auto fields = splitStat((*stat)->getBuffer());
    pid_t its = 0;
    if (fields.size() > 2 && !fields[2].getAsInteger(10, its) && its == group) {
      members.push_back(name.str());
    }
  }
  return members;
}

/// Megabytes that processes have in memory.
static uint64_t residentMegabytes(llvm::ArrayRef<std::string> members) {
  static const uint64_t page = uint64_t(sysconf(_SC_PAGESIZE));
  uint64_t sum = 0;
  for (const std::string &member : members) {
    auto stat =
        llvm::MemoryBuffer::getFileAsStream("/proc/" + member + "/statm");
    uint64_t pages = 0;
    if (stat &&
        !(*stat)->getBuffer().split(' ').second.split(' ').first.getAsInteger(
            10, pages)) {
      sum += pages * page;
    }
  }
  return sum >> 20;
}

/// The beginning and the end of a file.
static std::string readSome(StringRef path) {
  constexpr size_t kHalf = 512 << 10;
  auto buffer = llvm::MemoryBuffer::getFileAsStream(path);
  if (!buffer) {
    return "";
  }
  StringRef text = (*buffer)->getBuffer();
  if (text.size() <= 2 * kHalf) {
    return text.str();
  }
  return (text.take_front(kHalf) + "\n[... " +
          llvm::Twine(text.size() - 2 * kHalf) + " bytes left out ...]\n" +
          text.take_back(kHalf))
      .str();
}

namespace {
/// What a new process needs, made before it is: between fork and exec nothing
/// may allocate.
struct Prepared {
  std::vector<std::string> texts;
  std::vector<char *> words, environment;
  std::string folder, output, errors;
};
} // namespace

static void addEnvironment(Prepared &child, llvm::ArrayRef<std::string> added) {
  for (char **entry = environ; *entry; ++entry) {
    StringRef name = StringRef(*entry).split('=').first;
    if (llvm::none_of(added, [&](StringRef other) {
          return other.split('=').first == name;
        })) {
      child.environment.push_back(*entry);
    }
  }
  for (const std::string &entry : added) {
    child.environment.push_back(const_cast<char *>(entry.c_str()));
  }
  child.environment.push_back(nullptr);
}

[[noreturn]] static void become(const Prepared &child) {
  constexpr rlim_t kMostBytes = rlim_t(256) << 20; // of one file
  setpgid(0, 0);
  signal(SIGINT, SIG_DFL);
  const rlimit files = {kMostBytes, kMostBytes}, cores = {0, 0};
  setrlimit(RLIMIT_FSIZE, &files);
  setrlimit(RLIMIT_CORE, &cores);
  const int in = open("/dev/null", O_RDONLY);
  const int out =
      open(child.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int err =
      open(child.errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (in >= 0 && out >= 0 && err >= 0 && chdir(child.folder.c_str()) == 0) {
    dup2(in, 0);
    dup2(out, 1);
    dup2(err, 2);
    execve(child.words[0], child.words.data(), child.environment.data());
  }
  _exit(127);
}

/// Waits until the process ends or must be ended.
static void watch(pid_t process, const ChildLimits &limits,
                  ChildResult &result) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  auto elapsed = [&] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  double nextLook = 0;
  std::vector<std::string> members;
  int status = 0;
  while (waitpid(process, &status, WNOHANG) == 0) {
    const double seconds = elapsed();
    if (isStopped) {
      result.end = ChildEnd::Stopped;
    } else if (seconds > limits.seconds) {
      result.end = ChildEnd::TimedOut;
    } else {
      // New processes are looked for less often than memory is: that can
      // grow by gigabytes in a second.
      if (seconds >= nextLook) {
        nextLook = seconds + 0.25;
        members = listGroup(process);
      }
      if (residentMegabytes(members) > limits.megabytes) {
        result.end = ChildEnd::OutOfMemory;
      }
    }
    if (result.end != ChildEnd::NotStarted) {
      kill(-process, SIGKILL);
      waitpid(process, &status, 0);
      break;
    }
    std::this_thread::sleep_for(
        std::chrono::milliseconds(seconds < 0.2 ? 5 : 20));
  }
  kill(-process, SIGKILL);
  result.seconds = elapsed();
  if (result.end != ChildEnd::NotStarted) {
    return;
  }
  result.end = WIFSIGNALED(status) ? ChildEnd::Signalled : ChildEnd::Exited;
  result.status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

ChildResult survey::runChild(llvm::ArrayRef<std::string> command,
                             StringRef folder,
                             llvm::ArrayRef<std::string> environment,
                             const ChildLimits &limits, StringRef scratch) {
  ChildResult result;
  Prepared child;
  child.texts = command.vec();
  for (std::string &word : child.texts) {
    child.words.push_back(word.data());
  }
  child.words.push_back(nullptr);
  addEnvironment(child, environment);
  child.folder = folder.str();
  child.output = (scratch + "/stdout").str();
  child.errors = (scratch + "/stderr").str();
  if (isStopped) {
    result.end = ChildEnd::Stopped;
    return result;
  }
  const pid_t process = fork();
  if (process == 0) {
    become(child);
  }
  if (process < 0) {
    return result;
  }
  setpgid(process, process); // whichever of the two comes first
  watch(process, limits, result);
  result.output = readSome(child.output);
  result.errors = readSome(child.errors);
  return result;
}
