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
SUFFIXES = {"cuda": "example.cu", "mlir": "example.mlir"}


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


def build_for_twin(fences, folder):
    """Builds one program of all examples for the twin, each in a namespace of
    its own, which the name of the example picks."""
    text = ""
    for fence in fences:
        text += "".join(line + "\n" for line in INCLUDE.findall(fence.body))
    for fence in fences:
        body = INCLUDE.sub("", fence.body).replace("int main()", "void run()")
        text += (f'namespace {fence.name} {{\n#line 1 "example.asc"\n'
                 f"{body}}}\n")
    text += '#line 1 "all.asc"\nint main(int, char **argv) {\n'
    for fence in fences:
        text += (f'  if (!std::strcmp(argv[1], "{fence.name}")) '
                 f"{fence.name}::run();\n")
    pathlib.Path(folder, "all.asc").write_text(text + "}\n")
    return run(["cubeport-twin-cc", "all.asc", "-O0", "-o", "all", "-I",
                str(HARNESS)], folder)


def execute(fence, folder):
    """Runs one example; its status and all that it prints."""
    if fence.language == "asc":
        return run(["./all", fence.name], folder, fence.environment)
    with tempfile.TemporaryDirectory() as own:
        if fence.language == "sh":
            return run(["sh", "-c", fence.body], own, fence.environment)
        pathlib.Path(own, SUFFIXES[fence.language]).write_text(fence.body)
        command = COMMANDS[fence.language, fence.verb] + fence.words
        return run(command, own, fence.environment)


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
    with tempfile.TemporaryDirectory() as work:
        on_twin = [fence for fence in fences if fence.language == "asc"]
        if on_twin:
            status, output = build_for_twin(on_twin, work)
            if status:
                problems.append((on_twin[0].code,
                                 f"examples do not compile:\n{output}"))
        for fence in fences:
            found = check_quote(fence) if fence.language == "quote" else \
                check_fence(fence, rows[fence.code][0], *execute(fence, work))
            problems += [(fence.code, problem) for problem in found]
    for code, problem in sorted(problems):
        print(f"docs/codes/{code}.md: {problem}")
    print(f"{len(pages)} pages, {len(fences)} examples")
    return 1 if problems or not pages else 0


sys.exit(main())
