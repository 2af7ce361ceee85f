# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Verifies random CUDA programs: each launch on the twin and on the oracle.

Every kernel hangs on a seed and its index alone, so that a failure can be
looked at by itself:

    run.py --seeds 1..100                 # 100 programs of 25 kernels
    run.py --kernel 17:4 --routes lanes   # one kernel of them, kept and shown
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading

from generate.program import write_program

ROOT = pathlib.Path(__file__).resolve().parents[2]
SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all",
            # Emitted kernels count on integers that wrap.
            "-fno-sanitize=vptr,function,signed-integer-overflow,shift-base"]
CODE = re.compile(r"(?:error|warning): (CP\d+)")


class Outcome(collections.namedtuple("Outcome", "kind code log")):
    """kind: clean, refused, diverges, fault, error, crash or timeout."""

    def label(self):
        return f"{self.kind} {self.code}".strip()


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        epilog="The exit status is 1 if a kernel was neither clean nor refused "
               "with a code.")
    parser.add_argument("--seeds", default="1..4", metavar="A..B")
    parser.add_argument("--per-program", type=int, default=25, metavar="N",
                        help="kernels of a program (%(default)s)")
    parser.add_argument("--kernel", metavar="SEED:INDEX",
                        help="this kernel alone; its text is kept")
    parser.add_argument("--write", metavar="SEED[:INDEX]",
                        help="print the program and do no more")
    parser.add_argument("--routes", default="auto", metavar="R,..",
                        help="auto, lanes, threads (%(default)s)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--out", type=pathlib.Path,
                        default=ROOT / "build" / "fuzz", metavar="DIR")
    parser.add_argument("--cubeport", metavar="FILE",
                        default=str(ROOT / "build" / "bin" / "cubeport"))
    parser.add_argument("--options", default="", metavar="'-O2 ..'",
                        help="more options of cubeport verify")
    parser.add_argument("--optimise", action="store_true",
                        help="build for the twin with -O1, not -O0, which "
                             "takes a third of the time")
    parser.add_argument("--sanitize", action="store_true",
                        help="build emitted programs with sanitizers")
    parser.add_argument("--timeout", type=int, default=600, metavar="SECONDS")
    parser.add_argument("--resume", action="store_true",
                        help="leave out what DIR has results of")
    return parser.parse_args()


class Runner:
    def __init__(self, arguments):
        self.arguments = arguments
        self.lock = threading.Lock()
        self.totals = collections.Counter()
        self.failures = []
        self.out = arguments.out
        (self.out / "failures").mkdir(parents=True, exist_ok=True)
        # Stands in for the twin's compiler and adds words at the end.
        self.compiler = self.out / "compiler"
        words = [] if arguments.optimise else ["-O0"]
        words += SANITIZE if arguments.sanitize else []
        self.compiler.write_text(
            '#!/bin/sh\nexec "${CXX:-clang++-22}" "$@" ' + " ".join(words)
            + "\n")
        self.compiler.chmod(0o755)
        self.results = self.out / "results.jsonl"
        self.done = set()
        if arguments.resume and self.results.exists():
            for line in self.results.read_text().splitlines():
                record = json.loads(line)
                self.done.add((record["seed"], record["route"]))
                self.count(record)
        else:
            self.results.write_text("")

    def count(self, record):
        for index, label in record["kernels"].items():
            self.totals[label] += 1
            if not label.startswith(("clean", "refused")):
                self.failures.append(
                    f"{record['seed']}:{index} {record['route']}: {label}")

    def verify(self, folder, seed, indices, route, wanted=None):
        """Runs one program; gives outcomes by index, and whether they are
        those of single kernels (else of the whole program)."""
        source = folder / f"fuzz{seed}.cu"
        source.write_text(write_program(seed, indices))
        report = folder / "report.json"
        report.unlink(missing_ok=True)
        command = [self.arguments.cubeport, "verify", str(source),
                   f"--route={route}", f"--json={report}", "--check=all",
                   *self.arguments.options.split()]
        if wanted:
            command += ["--", *map(str, wanted)]
        environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
        environment["CUBEPORT_TWIN_CXX"] = str(self.compiler.resolve())
        environment["ASAN_OPTIONS"] = "detect_leaks=0"
        # A group of its own, so that all of it can be stopped.
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", env=environment,
            start_new_session=True)
        try:
            log, _ = process.communicate(timeout=self.arguments.timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            log, _ = process.communicate()
            return self.sort_out(log, "timeout", None, report,
                                 wanted or indices)
        return self.sort_out(log, "", process.returncode, report,
                             wanted or indices)

    def sort_out(self, log, kind, status, report, indices):
        codes = CODE.findall(log)
        outcomes = {}
        data = {}
        if report.exists():
            data = json.loads(report.read_text())
        for row in data.get("kernels", []):
            index = int(row["kernel"].lstrip("k"))
            if row["verdict"] == "match":
                outcomes[index] = Outcome("clean", "", "")
            elif row["refusal"]:
                outcomes[index] = Outcome("refused", row["refusal"], log)
        missing = [k for k in indices if k not in outcomes]
        if not missing:
            return outcomes, True
        failed = Outcome(kind or "crash", "", log)
        if data.get("code"):
            code = data["code"]
            failed = Outcome("diverges" if code == "CP8019" else "fault",
                             code, log)
        elif not kind and codes and status == 1:
            failed = Outcome("error", codes[-1], log)
        # Kernels run in order, so the first that is missing is the one.
        started = bool(data) or any(f"k{k}." in log for k in indices)
        if started:
            outcomes[missing[0]] = failed
        elif len(indices) == 1:
            outcomes[indices[0]] = failed
        return outcomes, started

    def check(self, folder, seed, indices, route):
        """Outcomes of all kernels; what fails does not hide the others."""
        outcomes, _ = self.verify(folder, seed, indices, route)
        rest = [k for k in indices if k not in outcomes]
        if not rest:
            return outcomes
        if outcomes:
            outcomes.update(self.check(folder, seed, rest, route))
        else:
            # It is not even built: find out because of which.
            half = len(rest) // 2
            outcomes.update(self.check(folder, seed, rest[:half], route))
            outcomes.update(self.check(folder, seed, rest[half:], route))
        return outcomes

    def keep(self, seed, index, route, outcome):
        name = self.out / "failures" / f"{seed}-{index}-{route}"
        name.with_suffix(".cu").write_text(write_program(seed, [index]))
        name.with_suffix(".log").write_text(outcome.log)

    def run(self, seed, route):
        if (seed, route) in self.done:
            return
        folder = self.out / f"work-{seed}-{route}"
        folder.mkdir(exist_ok=True)
        indices = list(range(self.arguments.per_program))
        try:
            outcomes = self.check(folder, seed, indices, route)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        for index, outcome in outcomes.items():
            if outcome.kind not in ("clean", "refused"):
                self.keep(seed, index, route, outcome)
        record = {"seed": seed, "route": route, "kernels": {
            index: outcome.label() for index, outcome in outcomes.items()}}
        with self.lock:
            self.count(record)
            with self.results.open("a") as file:
                file.write(json.dumps(record) + "\n")
            bad = [f"{index}: {outcome.label()}"
                   for index, outcome in outcomes.items()
                   if outcome.kind != "clean"]
            print(f"seed {seed} {route}: {len(outcomes) - len(bad)} clean"
                  + "".join(f", {one}" for one in bad), flush=True)

    def summarise(self):
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        total = sum(self.totals.values())
        print(f"{total} kernels, {usage.ru_utime + usage.ru_stime:.0f} s of "
              "CPU")
        for label, count in sorted(self.totals.items(),
                                   key=lambda item: -item[1]):
            print(f"{count:7} {label}")
        for failure in self.failures:
            print(f"failed: {failure}")
        return 1 if self.failures or not total else 0


def main():
    arguments = parse_arguments()
    if arguments.write:
        seed, _, index = arguments.write.partition(":")
        print(write_program(int(seed), [int(index)] if index else
                            range(arguments.per_program)), end="")
        return 0
    routes = arguments.routes.split(",")
    runner = Runner(arguments)
    if arguments.kernel:
        seed, index = map(int, arguments.kernel.split(":"))
        for route in routes:
            folder = arguments.out / "one"
            folder.mkdir(exist_ok=True)
            outcomes, _ = runner.verify(folder, seed, [index], route)
            outcome = outcomes.get(index, Outcome("error", "", ""))
            runner.keep(seed, index, route, outcome)
            print(outcome.log)
            print(f"{seed}:{index} {route}: {outcome.label()}; "
                  f"{arguments.out}/failures/{seed}-{index}-{route}.cu")
            runner.totals[outcome.label()] += 1
            if outcome.kind not in ("clean", "refused"):
                runner.failures.append(f"{seed}:{index} {route}")
        return runner.summarise()
    first, _, last = arguments.seeds.partition("..")
    seeds = range(int(first), int(last or first) + 1)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for one in [pool.submit(runner.run, seed, route)
                    for seed in seeds for route in routes]:
            one.result()
    return runner.summarise()


if __name__ == "__main__":
    sys.exit(main())
