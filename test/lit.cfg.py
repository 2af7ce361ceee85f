# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# How lit finds and runs the tests. `./dev test` calls it with -Dbuild=DIR;
# `lit test/Plan` alone uses the folder build/ of this checkout.
import os
import platform

import lit.formats

config.name = "cubeport"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".cu", ".asc", ".cpp", ".test"]
# Benches are run by hand: their figures are no verdict.
config.excludes = ["Inputs", "CMakeLists.txt", "performance"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

source = os.path.dirname(config.test_source_root)
build = os.path.abspath(
    lit_config.params.get("build")
    or os.environ.get("CUBEPORT_BUILD")
    or os.path.join(source, "build")
)
config.test_exec_root = os.path.join(build, "test")
config.cubeport_source = source
config.cubeport_build = build

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), "/usr/lib/llvm-22/bin", os.environ["PATH"]]
)
for name in ("HOME", "TMPDIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# Programs that `cubeport run` builds stay out of the user's cache.
config.environment["XDG_CACHE_HOME"] = os.path.join(build, "test", "cache")

# %cubeport_src: the checkout; %build: its build folder.
config.substitutions += [
    ("%cubeport_src", source),
    ("%build", build),
    ("%python", "python3"),
    ("%ascendc_include", os.path.join(source, "include", "ascendc")),
]

# Seen by REQUIRES lines.
config.available_features.add(platform.machine())
