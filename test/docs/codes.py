# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the examples of docs/codes/CPxxxx.md. Each must report the code of its
page in the words that the page shows; each way out must not.

The info string of a fence says how it runs, in a folder of its own:
  cuda translate|run|run-oracle|verify WORDS   example.cu, by `cubeport`
  mlir opt WORDS                               example.mlir, by `cubeport-opt`
  mlir print                                   the same, to Ascend C
  asc run                                      example.asc, on the twin
  sh                                           a command line
  text                                         lines of the report above it
  quote PATH                                   lines of a file of the tree
WORDS are options, settings of the environment (NAME=VALUE), and `clean`, which
marks a way out. In `text`, ... stands for what differs from run to run."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "lib" / "Common" / "Diagnostics.def"
INDEX = ROOT / "docs" / "diagnostics.md"
ROW = re.compile(r'CUBEPORT_DIAGNOSTIC\("(CP\d{4})", (\w+),\s+"([^"]*)",'
                 r'\s+"([^"]*)')
FENCE = re.compile(r"^```(\S+)([^\n]*)\n(.*?)^```$", re.M | re.S)
INCLUDE = re.compile(r"^#include .*$", re.M)
# Faults of cubeport's own, which no input is known to provoke.
UNPROVOKED = {"CP1011", "CP8018"}
HEADINGS = ["## Example", "## The way out"]
LIMIT = 60
HARNESS = ROOT / "test" / "Twin" / "Inputs"
COMMANDS = {
    ("cuda", "translate"): ["cubeport", "translate", "example.cu", "-o", "out"],
    ("cuda", "run"): ["cubeport", "run", "example.cu"],
    ("cuda", "run-oracle"): ["cubeport", "run", "--on=oracle", "example.cu"],
    ("cuda", "verify"): ["cubeport", "verify", "example.cu"],
    ("mlir", "opt"): ["cubeport-opt", "example.mlir"],
    ("mlir", "print"): ["cubeport-translate", "--davinci-to-ascendc",
                        "example.mlir"],
}
FILES = {"cuda": "example.cu", "mlir": "example.mlir", "asc": "example.asc"}
# These run many to a program.
BUNDLED = {("cuda", "run-oracle"), ("asc", "run")}
RUNNER = """
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
template <class T> int statusOf(T (*run)()) { return run(); }
static int statusOf(void (*run)()) { return run(), 0; }
/// Whether this is the process that runs the example; prints how it ended.
static bool starts(const char *name) {
  std::printf("== %s\\n", name);
  std::fflush(stdout);
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    return true;
  }
  waitpid(child, &status, 0);
  std::printf("\\n== %d\\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128);
  std::fflush(stdout);
  return false;
}
"""
RESULT = re.compile(r"^== (CP\w+)\n(.*?)\n== (\d+)$", re.M | re.S)


class Fence:
    """A block of a page; `reports` are the lines of the text blocks below."""

    def __init__(self, name, code, language, words, body):
        words = words.split()
        self.code, self.language, self.body = code, language, body
        self.verb = words.pop(0) if language in ("cuda", "mlir", "asc") else ""
        self.clean = "clean" in words
        self.environment = dict(word.split("=", 1) for word in words
                                if re.match(r"[A-Z_]+=", word))
        self.words = [word for word in words if word != "clean"
                      and not re.match(r"[A-Z_]+=", word)]
        self.name, self.reports = name, []


def fences_of(code, text):
    found = []
    for match in FENCE.finditer(text):
        language, words, body = match.groups()
        if language == "text":
            found[-1].reports += [line for line in body.splitlines() if line]
        else:
            found.append(Fence(f"{code}_{len(found)}", code, language, words,
                               body))
    return found


def run(command, folder, extra=None):
    """Runs a command in `folder`; its status and all that it prints."""
    result = subprocess.run(
        command, cwd=folder, env={**os.environ, **(extra or {})}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return result.returncode, result.stdout


def bundle(fences):
    """The text of one program of many examples, each in a namespace and, when
    it runs, a process of its own: to build one is what takes the time."""
    text = "".join(line + "\n" for fence in fences
                   for line in INCLUDE.findall(fence.body)) + RUNNER
    for fence in fences:
        body = INCLUDE.sub("", fence.body).replace("int main()", "auto run()")
        text += (f"namespace {fence.name} {{\n"
                 f'#line 1 "{FILES[fence.language]}"\n{body}}}\n')
    text += '#line 1 "all"\nint main() {\n'
    for fence in fences:
        settings = " ".join(f'setenv("{name}", "{value}", 1);' for name, value
                            in fence.environment.items())
        text += (f'  if (starts("{fence.name}")) {{ {settings} '
                 f"std::exit(statusOf({fence.name}::run)); }}\n")
    return text + "}\n"


def run_bundle(fences):
    """Runs many examples with the same options; name to status and output."""
    first = fences[0]
    with tempfile.TemporaryDirectory() as folder:
        name = f"all.{first.language}".replace(".cuda", ".cu")
        pathlib.Path(folder, name).write_text(bundle(fences))
        if first.language == "asc":
            build = ["cubeport-twin-cc", name, "-O0", "-o", "all", "-I",
                     str(HARNESS)]
            status, output = run(build, folder)
            if not status:
                output = run(["./all"], folder)[1]
        else:
            command = COMMANDS[first.language, first.verb] + first.words
            output = run([name if word == FILES["cuda"] else word
                          for word in command], folder)[1]
    found = {name: (int(ended), text)
             for name, text, ended in RESULT.findall(output)}
    if len(found) != len(fences):
        sys.exit(f"a program of {len(fences)} examples does not run:\n{output}")
    return found


def execute(fence):
    """Runs one example; its status and all that it prints."""
    with tempfile.TemporaryDirectory() as own:
        if fence.language == "sh":
            return run(["sh", "-c", fence.body], own, fence.environment)
        pathlib.Path(own, FILES[fence.language]).write_text(fence.body)
        command = COMMANDS[fence.language, fence.verb] + fence.words
        return run(command, own, fence.environment)


def run_all(fences):
    """Runs all examples; name to status and output."""
    results, bundles = {}, {}
    for fence in fences:
        if (fence.language, fence.verb) in BUNDLED:
            group = fence.language, *fence.words
            bundles.setdefault(group, []).append(fence)
        elif fence.language != "quote":
            results[fence.name] = execute(fence)
    for group in bundles.values():
        results.update(run_bundle(group))
    return results


def matches(line, output):
    pattern = ".*".join(re.escape(part) for part in line.split("..."))
    return re.search(f"^{pattern}$", output, re.M)


def check_fence(fence, severity, status, output):
    """Yields what is wrong with the outcome of an example."""
    reported = fence.code in output
    if fence.clean:
        if status or reported or re.search(r"(error|warning): CP", output):
            yield f"the way out ends with status {status}:\n{output}"
        return
    if not reported:
        yield f"the example does not report the code:\n{output}"
    elif (severity == "Error") != (status != 0):
        yield f"the example ends with status {status}:\n{output}"
    if not any(fence.code in line for line in fence.reports):
        yield "the page does not show what the example reports"
    for line in fence.reports:
        if not matches(line, output):
            yield f"the page shows '{line}', which is not in:\n{output}"


def check_quote(fence):
    path = ROOT / fence.words[0]
    if not path.is_file() or fence.body not in path.read_text():
        yield f"{fence.words[0]} has no such lines:\n{fence.body}"


def check_page(code, title, text):
    """Yields what is wrong with the parts of a page."""
    lines = text.splitlines()
    if lines[0] != f"# {code}: {title}":
        yield f"its title is not '# {code}: {title}'"
    if [line for line in lines if line.startswith("## ")] != HEADINGS:
        yield f"its headings are not {HEADINGS}"
    if len(lines) >= LIMIT:
        yield f"{len(lines)} lines; fewer than {LIMIT} are allowed"
    if f"](codes/{code}.md)" not in INDEX.read_text():
        yield "docs/diagnostics.md does not link it"
    if not any(not fence.clean for fence in fences_of(code, text)):
        yield "it has no example"


def main():
    """Takes a pattern that codes start with, such as CP2."""
    pattern = re.compile(sys.argv[1])
    rows = {code: (severity, title)
            for code, severity, title, why in ROW.findall(TABLE.read_text())
            if pattern.match(code) and code not in UNPROVOKED
            and not why.startswith("Not reported any more")}
    pages = {path.stem: path.read_text(encoding="utf-8")
             for path in sorted((ROOT / "docs" / "codes").glob("*.md"))
             if pattern.match(path.stem)}
    problems = [(code, "there is no page")
                for code in rows.keys() - pages.keys()]
    problems += [(code, "no such code is reported")
                 for code in pages.keys() - rows.keys()]
    fences = []
    for code in sorted(rows.keys() & pages.keys()):
        problems += [(code, problem) for problem in
                     check_page(code, rows[code][1], pages[code])]
        fences += fences_of(code, pages[code])
    results = run_all(fences)
    for fence in fences:
        found = check_quote(fence) if fence.language == "quote" else \
            check_fence(fence, rows[fence.code][0], *results[fence.name])
        problems += [(fence.code, problem) for problem in found]
    for code, problem in sorted(problems):
        print(f"docs/codes/{code}.md: {problem}")
    print(f"{len(pages)} pages, {len(fences)} examples")
    return 1 if problems or not pages else 0


sys.exit(main())
