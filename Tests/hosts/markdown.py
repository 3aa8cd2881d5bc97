"""Weaves 200 Markdown files from packages' sources, each with a figure behind it: all else is to stay to the byte.

Called with the command. The sources come by pip, once, into a folder of the user's cache; where they cannot be had it ends with 69.
"""
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

WANTED = 200
PACKAGES = ["pymdown-extensions", "markdown", "markdown-it-py", "mkdocs", "griffe"]
FIGURE = b"\n\n```flow\nparam w = 3\nloss L = w^2\n```\n"

cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "edgewise-markdown"
cache.mkdir(parents=True, exist_ok=True)
for package in PACKAGES:
    if any(cache.glob(package.replace("-", "?") + "-[0-9]*.tar.gz")):
        continue
    words = ["download", "-q", "--no-deps", "--no-binary", package, "-d", str(cache), package]
    try:
        run = subprocess.run([sys.executable, "-m", "pip"] + words, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        run = None
    if run is None or run.returncode != 0:
        print(package, "cannot be had")
        sys.exit(69)

# By name, so that every run weaves the same ones; one that is there twice counts once.
lessons = {}
for archive in sorted(cache.glob("*.tar.gz")):
    with tarfile.open(archive) as sources:
        for member in sorted(sources.getmembers(), key=lambda member: member.name):
            if member.isfile() and member.name.endswith(".md"):
                lessons.setdefault(sources.extractfile(member).read(), member.name)

command, wrong, drawn, woven = sys.argv[1], 0, 0, 0
with tempfile.TemporaryDirectory() as folder:
    lesson, out = os.path.join(folder, "lesson.md"), os.path.join(folder, "out")
    for text, name in lessons.items():
        if woven == WANTED:
            break
        try:
            text.decode()
        except UnicodeDecodeError:
            continue
        if text.startswith(b"\xef\xbb\xbf") or b"```flow" in text:
            continue
        woven += 1
        with open(lesson, "wb") as file:
            file.write(text + FIGURE)
        run = subprocess.run([command, "weave", lesson, "-o", out], capture_output=True, text=True)
        if run.returncode != 0:
            wrong += 1
            print(name, run.returncode, run.stderr[:300])
            continue
        with open(os.path.join(out, "lesson.md"), "rb") as file:
            result = file.read()
        # Where a fence or a comment of the file's own is open at its end, the figure is none.
        if result == text + FIGURE:
            continue
        drawn += 1
        behind = result[len(text):]
        if not result.startswith(text) or not behind.startswith(b"\n\n![") or not behind.endswith(b"](lesson-1.svg)\n"):
            wrong += 1
            print(name, "is not what it was:", behind[:200])
print(woven, "files,", drawn, "figures,", wrong, "wrong")
sys.exit(1 if wrong or woven < WANTED or drawn < 0.9 * woven else 0)
