#!/usr/bin/env python3
"""The corpus of lines by NumPy and PyTorch (float64): writes the values in Tests/FlowLanguageTests/Corpus/lines.txt.

    pip install numpy torch
    python3 Tests/pytorch/lines.py            writes every line "=" that stands below a "p" or "q"
    python3 Tests/pytorch/lines.py --verify   changes nothing, and fails if a value is another
"""

import argparse
import pathlib
import sys

from corpus import World, leaf, text

FILE = pathlib.Path(__file__).parent.parent / "FlowLanguageTests" / "Corpus" / "lines.txt"


def computed(lines):
    """The file with every computed line "=" new."""
    preludes, prelude, used, own, output, skip = {"-": []}, None, "-", [], [], False
    for number, line in enumerate(lines, 1):
        mark, rest = line[:2], line[2:]
        if skip:
            skip = False
            if mark == "= ":
                continue
        output.append(line)
        if mark == "P ":
            prelude = preludes.setdefault(rest, [])
        elif mark in ("L ", "Q "):
            prelude.append(line)
        elif mark == "U ":
            used = rest
        elif not line:
            own = []
        elif mark == "& ":
            own.append("L " + rest)
        elif mark in ("p ", "q "):
            name, _, expression = rest.partition(": ")
            try:
                world = World(dict(filter(None, (leaf(entry[2:]) for entry in preludes[used] + own))))
                for entry in preludes[used]:
                    if entry.startswith("Q "):
                        world.node(*entry[2:].split(": ", 1))
                value = (world.numpy if mark == "p " else world.torch)(expression)
            except Exception as error:
                sys.exit(f"{FILE.name}:{number}: {line}: {type(error).__name__}: {error}")
            if name == "claim":
                output.append("= claim " + ("holds" if bool(value) else "refuted"))
            else:
                output.append(f"= {name} {text(value)}")
            skip = True
    return output


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--verify", action="store_true", help="change nothing, and fail if a value is another")
    options = arguments.parse_args()
    old = FILE.read_text(encoding="utf-8").split("\n")
    new = computed(old)
    entries = sum(line.startswith("> ") and not before.startswith("> ") for before, line in zip([""] + new, new))
    values = sum(line.startswith("= ") for line in new)
    if options.verify:
        different = [f"{a}\n  is {b}" for a, b in zip(old, new) if a != b]
        if different or len(old) != len(new):
            sys.exit("\n".join(different) or "lines are missing")
    else:
        FILE.write_text("\n".join(new), encoding="utf-8")
    print(f"{entries} entries, {values} values in {FILE.name}")


if __name__ == "__main__":
    main()
