# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A lit format for CUDA programs that check themselves."""
import os

import lit.formats
import lit.Test
import lit.util


class SelfChecking(lit.formats.FileBasedTest):
    """Every .cu file of a folder is run through `cubeport run`; it must exit
    with 0 and print a line PASS."""

    def __init__(self, folder, seconds):
        super().__init__()
        self.folder = folder
        self.seconds = seconds

    def getTestsInDirectory(self, suite, path_in_suite, lit_config, config):
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".cu"):
                yield lit.Test.Test(suite, path_in_suite + (name,), config)

    def execute(self, test, lit_config):
        source = os.path.join(self.folder, test.path_in_suite[-1])
        command = [
            "timeout", str(self.seconds),
            os.path.join(test.config.cubeport_build, "bin", "cubeport"),
            "run", source,
        ]
        out, err, status = lit.util.executeCommand(
            command, env=test.config.environment)
        if status == 0 and "PASS" in out.splitlines():
            return lit.Test.PASS, ""
        return (lit.Test.FAIL,
                f"{' '.join(command)}\nexit status {status}\n{out}{err}")
