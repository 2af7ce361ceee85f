# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a tool on bad input and tells orderly ends from crashes and hangs."""
import os
import pathlib
import re
import signal
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The packaged LLVM is not instrumented: its containers and arenas are not to
# be judged by what our half of their code knows.
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=0:detect_odr_violation=0:"
                    "detect_container_overflow=0:allow_user_poisoning=0:"
                    "exitcode=99",
    "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=99",
}
FRAME = re.compile(r"^ *#\d+ 0x[0-9a-f]+ (?:in )?(.*)$", re.MULTILINE)
ASSERTION = re.compile(r"Assertion `(.*)' failed|runtime error: (.*)|"
                       r"AddressSanitizer: ([\w-]+)")


def run(command, timeout=60, accepted=(0, 1), **keywords):
    """What is wrong with how the command ends ('' if nothing), and its
    output."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True,
        env=dict(os.environ, **SANITIZER_OPTIONS), **keywords)
    try:
        log, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        log, _ = process.communicate()
        return "hang", log
    if process.returncode == 1 and "error:" not in log:
        return "status 1 without an error", log
    if process.returncode in accepted or is_foreign(log):
        return "", log
    return describe(log, process.returncode), log


def is_foreign(log):
    """MLIR's own parser, before it made anything that is ours: the packages
    crash on 'array<index: 1>' and on '%x#9223372036854775807'."""
    return "MLIR Parser: custom op parser" in log and not re.search(
        r"cubeport::(?!\w+::\w+::parse)", "".join(FRAME.findall(log)[:14]))


def describe(log, status):
    """A short name that is the same for the same fault."""
    said = ASSERTION.search(log)
    text = next((part for part in said.groups() if part), "") if said else ""
    frames = [frame for frame in FRAME.findall(log)
              if "llvm::sys::" not in frame and "SignalHandler" not in frame
              and "__restore_rt" not in frame and "libc" not in frame]
    own = next((f for f in frames if "cubeport::" in f or
                str(ROOT / "lib") in f or str(ROOT / "dialects") in f), "")
    first = own or (frames[0] if frames else "")
    # Without what differs from run to run, and the folder.
    first = re.sub(r"\(.*", "", first.replace(f"{ROOT}/", ""))
    return f"status {status}: {text[:100]} {'in ' + first if first else ''}"
