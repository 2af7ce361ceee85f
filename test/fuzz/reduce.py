# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a failing CUDA program smaller: leaves out statements, then parts of
expressions, as long as `cubeport verify` ends with the same code.

    reduce.py FILE.cu CP8019 SMALL.cu [OPTION of cubeport verify ...]
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CUBEPORT = os.environ.get("CUBEPORT", str(ROOT / "build/bin/cubeport"))
# Inside of these masks and divisors a part may not stand alone.
GUARDED = re.compile(r"[&%|+] ?\w+\)$")


class Reducer:
    def __init__(self, text, code, target, options):
        self.target = target  # has the smallest program so far
        self.lines = text.splitlines()
        self.code, self.options = code, options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cubeport-reduce"))
        self.tries = 0

    def fails(self, lines):
        """True if the program still ends in the same way."""
        self.tries += 1
        source = self.folder / "reduced.cu"
        source.write_text("\n".join(lines) + "\n")
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder))
        try:
            done = subprocess.run(
                [CUBEPORT, "verify", str(source), *self.options],
                capture_output=True, text=True, errors="replace",
                timeout=60, env=environment)
        except subprocess.TimeoutExpired:
            return self.code == "timeout"
        finally:
            for built in self.folder.glob("cubeport/*"):
                shutil.rmtree(built, ignore_errors=True)
        if self.matches(done):
            self.target.write_text("\n".join(lines) + "\n")
            return True
        return False

    def matches(self, done):
        if self.code == "crash":
            return done.returncode < 0 or done.returncode > 1
        return f"error: {self.code}" in done.stderr

    def block_end(self, start):
        """Index behind the block that opens in this line; `start + 1` for
        other lines; None where a block would be torn."""
        depth = 0
        for at in range(start, len(self.lines)):
            line = re.sub(r"'.'|\"[^\"]*\"", "", self.lines[at])
            if at > start and depth == 1 and line.strip().startswith("}") \
                    and line.rstrip().endswith("{"):
                continue  # } else {
            depth += line.count("{") - line.count("}")
            if depth < 0:
                return None
            if depth == 0:
                return at + 1
        return None

    def drop_lines(self):
        at = len(self.lines) - 1
        while at >= 0:
            end = self.block_end(at)
            if end and self.lines[at].strip():
                kept = self.lines[:at] + self.lines[end:]
                if self.fails(kept):
                    self.lines = kept
                elif end > at + 1:
                    # The block without what is around it.
                    kept = self.lines[:at] + ["{"] + self.lines[at + 1:end - 1]
                    kept += ["}"] + self.lines[end:]
                    if not any("else" in line or "case" in line
                               for line in self.lines[at:end]) and \
                            self.lines[at].strip() != "{" and self.fails(kept):
                        self.lines = kept
            at -= 1

    @staticmethod
    def groups(line):
        """Ranges of parenthesised parts, outer ones first."""
        found, stack = [], []
        for at, character in enumerate(line):
            if character == "(":
                stack.append(at)
            elif character == ")" and stack:
                found.append((stack.pop(), at + 1))
        return sorted(found, key=lambda one: (one[0], -one[1]))

    def simplify(self):
        for at in range(len(self.lines)):
            changed = "=" in self.lines[at] or "if (" in self.lines[at]
            while changed:
                changed = False
                line = self.lines[at]
                for begin, end in self.groups(line):
                    part = line[begin:end]
                    if len(part) < 5 or re.fullmatch(
                            r"\((unsigned |signed )?[a-z ]+\)", part):
                        continue
                    others = ["(1)"]
                    if not GUARDED.search(part):
                        inner = self.groups(part)[1:]
                        others += [part[b:e] for b, e in inner[:4]]
                    for other in others:
                        kept = list(self.lines)
                        kept[at] = line[:begin] + other + line[end:]
                        if self.fails(kept):
                            self.lines, changed = kept, True
                            break
                    if changed:
                        break

    def run(self):
        if not self.fails(self.lines):
            sys.exit(f"reduce.py: the program does not end with {self.code}")
        size = None
        while size != len("\n".join(self.lines)):
            size = len("\n".join(self.lines))
            self.drop_lines()
            self.simplify()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    source, code, target = sys.argv[1:4]
    reducer = Reducer(pathlib.Path(source).read_text(), code,
                      pathlib.Path(target), sys.argv[4:])
    reducer.run()
    print(f"{reducer.tries} tries", file=sys.stderr)


main()
