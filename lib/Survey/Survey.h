// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport survey`: tries every program under a folder and writes tables.
#ifndef CUBEPORT_LIB_SURVEY_SURVEY_H
#define CUBEPORT_LIB_SURVEY_SURVEY_H

#include "lib/Common/SourceDiagnostic.h"
#include <string>
#include <vector>

namespace cubeport::survey {

struct SurveyOptions {
  std::string folder;
  std::string output = "cubeport-survey"; ///< -o
  std::string list, flags, json, markdown;
  unsigned jobs = 0;      ///< 0: one per core
  unsigned seconds = 120; ///< of a run
  unsigned megabytes = 8192;
  unsigned launches = 3; ///< of each kernel that verify compares
  bool verifies = true;
  bool again = false, retries = false;
  /// Further words for each translation, as `cubeport translate` takes them.
  std::vector<std::string> words;
};

/// Parses the words behind `cubeport survey`. False after errors.
bool parseSurveyOptions(llvm::ArrayRef<std::string> words,
                        SurveyOptions &options, DiagnosticPrinter &printer);

/// Runs `cubeport survey`; `self` is the program that translates, `version`
/// tells its builds apart. Returns the exit status: 0 if the tables were
/// written, whatever they say.
int runSurveyCommand(llvm::ArrayRef<std::string> words, const std::string &self,
                     const std::string &version);

} // namespace cubeport::survey

#endif
