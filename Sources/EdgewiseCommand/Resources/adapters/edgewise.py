"""Edgewise in Python's tools: lessons woven by the command, and what is wrong said at its place."""
import os
import re
import shutil
import subprocess


class EdgewiseError(Exception):
    """What the command says: file, line, column, and why."""

    def place(self):
        """Line, column and message of the first error; the message alone where it has no place."""
        found = re.search(r":(\d+):(\d+): error: (.*)", str(self))
        return (int(found[1]), int(found[2]), found[3]) if found else (1, 1, str(self))


def run(arguments, text=None, folder=None):
    """What `edgewise` makes of its arguments and of standard input."""
    command = os.environ.get("EDGEWISE") or shutil.which("edgewise")
    if not command:
        raise EdgewiseError("edgewise is not on the PATH")
    done = subprocess.run(
        [command, *arguments], input=None if text is None else text.encode(), capture_output=True, cwd=folder or None)
    if done.returncode:
        raise EdgewiseError(done.stderr.decode().strip() or done.stdout.decode().strip())
    return done.stdout.decode()


def weave(text, dialect, name, line=1, folder=None, *more):
    """A lesson with its figures in it. Tables and flow files are read from the folder."""
    return run(
        ["weave", "-", "-T", dialect, "--continue", "--source-name", name, "--first-line", str(line), *more], text, folder)


def block(source, words):
    """A block of flow in Markdown."""
    longest = max([2, *(len(found) for found in re.findall(r"`+", source))])
    fence = "`" * (longest + 1)
    return f"{fence}flow {' '.join(words)}".rstrip() + f"\n{source.rstrip()}\n{fence}\n"


class Figure:
    """A flow file that shows itself, in notebooks as SVG."""

    def __init__(self, path):
        self.path = path

    def _repr_svg_(self):
        return run(["render", self.path, "-T", "svg"])

    def __str__(self):
        return run(["show", self.path, "--color", "never"])

    def check(self):
        """Proves its claims; raises where one is false."""
        return run(["check", self.path])

    def save(self, path):
        run(["render", self.path, "-o", path])


def read(path):
    return Figure(path)
