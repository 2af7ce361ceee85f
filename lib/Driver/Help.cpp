// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The help texts.
#include "lib/Driver/Help.h"
#include "llvm/Support/raw_ostream.h"

static constexpr llvm::StringLiteral kGeneral =
    R"(cubeport: CUDA C++ to Ascend C

usage: cubeport COMMAND [OPTIONS] ...

commands:
  translate SOURCES -o DIR    write a project: kernels in Ascend C, the host
                              half on ACL, CMakeLists.txt, report.json
  run SOURCES [-- ARGS]       translate, build for the twin and run
  verify SOURCES [-- ARGS]    run every launch also on the oracle, the CUDA
                              kernel itself on this machine, and compare
  profile SOURCES [-- ARGS]   run on the twin with the clock of the chip, and say
                              where simulated time goes
  survey DIR                  try every program below DIR, and write tables and
                              a page
  explain [CODE ...]          what a diagnostic code means and what to do

  --help [COMMAND]            this text, or that of a command
  --version                   the version, and LLVM's
  --list-phases               the phases of a translation

'cubeport COMMAND --help' lists the options of a command.
)";

static constexpr llvm::StringLiteral kCommonOptions =
    R"(options for the CUDA source, as nvcc takes them:
  -I DIR, -isystem DIR        look for headers in DIR
  -D NAME[=VALUE], -U NAME    define or undefine a macro
  -include FILE               include FILE first
  -std=c++17                  the language standard
  -O0 ... -O3                 optimisation of the host half
  -l LIB, -L DIR              libraries of the host program
  -Xcompiler WORDS            options for the host compiler
  --use_fast_math             fast forms of math functions
  -arch, -gencode, -lineinfo and others about NVIDIA hardware are accepted

options for the translation:
  --save-phases=DIR           write the form after each phase to DIR
  --time-phases               print how long each phase took
  --remarks                   print remarks too: where a statement becomes a
                              scalar loop, a gather or a scatter
  -Werror=CODE, -Wno-CODE     a warning or remark counts as an error, or is left
                              out
  --defer-refusals            a refused kernel is a warning, and its launch an
                              error when the program runs
  --route=auto|lanes|threads  how a kernel's threads run: in step as lanes of
                              vector instructions, or one by one on the scalar
                              unit of one core; auto (the default): one by one
                              where lanes cannot do it
  --fp64=exact|pair|demote|error
                              double in kernels, which the vector unit lacks:
                              exact (the default) computes in software, rounded
                              as IEEE says; pair takes two floats, 46 bits, for
                              doubles that a kernel keeps to itself, else exact;
                              demote computes in float, and memory and arguments
                              stay doubles; error refuses them
  --recursion-depth=N         calls that device functions may recurse deep, 128;
                              a deeper one ends the program with CP2021
  --lanes=N                   lanes that kernels are lifted with at first
  --lift-merge-blocks=0|1     whether threads that know only their global index
                              run in chunks as large as there is room for, or
                              block by block; 1 is the default
  --lift-hoist-loads=0|1      whether a thread loads before it stores to another
                              array at the same index; 1 is the default
  --lift-promote-loops=0|1    whether trips of a strided loop run together where
                              nothing but sums and the like goes from one to the
                              next, or one at a time; 1 is the default
  --lift-unroll=0|1           whether short loops in which threads meet are
                              taken apart into their trips; 1 is the default
  --lift-split-warps=0|1      whether warps that share nothing run one after the
                              other where that makes rows of accesses; 1 is the
                              default
  --plan-double-buffer=0|2|3  buffers that loads and stores of a loop have, so
                              that they overlap with computation where the
                              unified buffer has room, 2; 0: one of each
  --plan-banks=0|1            whether buffers are placed so that the operands of
                              an instruction lie in different banks; 1 is the
                              default
)";

static constexpr llvm::StringLiteral kTranslate =
    R"(usage: cubeport translate SOURCES -o DIR [OPTIONS]

Translates CUDA sources into one project. DIR is made, or replaced if it is a
project of cubeport's; it is written whole or not at all. If a kernel or a
host call is refused, nothing is written and the exit status is 1.

  -o DIR                      the folder of the project
  --emit=FORM                 print one form instead, to -o FILE or standard
                              output: simt, tile, davinci, planned, ascendc,
                              host, report
  --sarif=FILE                write all diagnostics to FILE in SARIF 2.1.0
  --report=FILE               write the report to FILE, also of a translation
                              that is refused
  --stop-after=PHASE          print the form after PHASE
  --start-from=PHASE          take files in the form that PHASE reads
  --list-phases               list the phases

)";

static constexpr llvm::StringLiteral kRun =
    R"(usage: cubeport run SOURCES [OPTIONS] [-- ARGS]

Translates CUDA sources, builds the project for the twin, runs the program
with ARGS and returns its exit status. Built programs are kept in the user's
cache folder and used again while nothing changes.

  --on=oracle                 run the CUDA kernels themselves on this machine,
                              untranslated, also those that are refused
  --check=LIST                with it: what is checked, see verify
  --build-only                build the program and print where it is

)";

static constexpr llvm::StringLiteral kVerify =
    R"(usage: cubeport verify SOURCES [OPTIONS] [-- ARGS]

Runs the program once with ARGS. Each launch runs on the twin, then on the
oracle from the same memory, and all of device memory is compared. Prints a
table; the first difference or fault ends the program with status 1.

  --check=memory,races,init   what the oracle checks besides; also all, none;
                              default: memory,races
  --check-init                adds init: reads of unwritten shared memory
  --rtol32=X --rtol64=X       relative tolerance of floats and doubles, 1e-5
                              and 1e-12; --rtol16 of half precision, 2e-3
  --atol32=X --atol64=X       absolute tolerance, 1e-6 and 1e-14; --atol16
  --ulps=N                    distance that always passes, 4
  --launches=N                compare the first N launches of each kernel; the
                              others run on the twin alone
  --time-limit=SECONDS        end the program after so long, with the table of
                              what was compared until then
  --json FILE                 write the table to FILE as JSON

)";

static constexpr llvm::StringLiteral kProfile =
    R"(usage: cubeport profile SOURCES [OPTIONS] [-- ARGS]

Translates CUDA sources, builds the project for the twin and runs it once with
ARGS, each launch on a simulated clock of the chip. Prints what each kernel
took and reached, pipe by pipe, and where time goes: the CUDA line, what was
seen there, and what to try. All times are simulated. A program that fails has
no profile; the exit status is then the program's.

  --json FILE                 write all of it to FILE as JSON
  --trace FILE                write instructions on pipes to FILE, for a viewer
                              of Chrome's trace format, such as Perfetto
  --html FILE                 write a page with timelines, a roofline and a map
                              of the UB
  -o DIR                      all three: profile.json, trace.json, index.html

)";

static constexpr llvm::StringLiteral kSurvey =
    R"(usage: cubeport survey DIR [OPTIONS] [-- OPTIONS OF TRANSLATE]

Finds the CUDA programs below DIR, translates, builds, runs and verifies each,
several side by side, and writes programs.csv, kernels.csv, index.html and a
log of each program. Nothing below DIR is changed: programs run in copies of
their folders. What was found before is kept: the same command goes on where
it was stopped. The exit status is 0 if the tables were written.

How a program is built is taken from its Makefile, which is asked what it would
run (make -n), or CMakeLists.txt; else a folder is one program, or as many as it
has files with a main().

  -o DIR                      where the tables go, cubeport-survey
  --list FILE                 try only what FILE names: CSV with the columns
                              path, args (of the run) and pass (what a right run
                              prints); others are passed over
  --flags FILE                lines 'FOLDER: SOURCES AND OPTIONS' as for
                              translate; '*' stands for all folders
  --json FILE                 path, outcome, code, stdout of each program, and
                              its kernels
  --markdown FILE             a page: folders by outcomes, and what did not pass
  --time-limit=SECONDS        of a run, 120; a translation has 300 s more
  --memory=MIB                of a program with all that it starts, 8192
  --launches=N                launches of each kernel that are verified, 3
  --no-verify                 leave that step out
  --jobs=N                    programs side by side; default: one for each core
  --retry                     try again what did not pass before
  --again                     try all again

The outcome is the first that fits: refused (a code says why), not built,
timeout, crashed, wrong (a status other than 0, the text of a right run is
missing, or verify found a difference), passed.
)";

static constexpr llvm::StringLiteral kExplain =
    R"(usage: cubeport explain [CODE ...]

Says what a diagnostic code means and what to do about it; without a code,
lists all codes.

  --all-markdown              print the page docs/diagnostics.md
)";

bool cubeport::driver::printHelp(llvm::StringRef command,
                                 llvm::raw_ostream &os) {
  if (command.empty()) {
    os << kGeneral;
  } else if (command == "translate") {
    os << kTranslate << kCommonOptions;
  } else if (command == "run") {
    os << kRun << kCommonOptions;
  } else if (command == "verify") {
    os << kVerify << kCommonOptions;
  } else if (command == "profile") {
    os << kProfile << kCommonOptions;
  } else if (command == "survey") {
    os << kSurvey;
  } else if (command == "explain") {
    os << kExplain;
  } else {
    return false;
  }
  return true;
}
