# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the repository's own rules share: the list of files and the report."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files(*suffixes, under=""):
    """Paths of the tree's files, relative to its root, in order."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-co",
         "--exclude-standard", "--", under or "."],
        cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (pathlib.PurePosixPath(name) for name in listed.splitlines())
    return sorted(p for p in paths
                  if (not suffixes or p.suffix in suffixes)
                  and (ROOT / p).is_file())


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def lines(path):
    return text(path).splitlines()


def finish(problems, checked):
    """Ends the script; a rule that checked nothing is broken as well."""
    for problem in problems:
        print(problem)
    print(f"{checked} checked, {len(problems)} problems")
    sys.exit(1 if problems or not checked else 0)
