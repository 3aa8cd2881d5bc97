#!/usr/bin/env python3
"""The cells of Tests/FlowLanguageTests/Corpus/dialects.txt by NumPy and PyTorch (float64): writes their values.

    pip install numpy torch
    python3 Tests/pytorch/dialects.py            writes the last column
    python3 Tests/pytorch/dialects.py --verify   changes nothing, and fails if a value is another
"""

import argparse
import ast
import math
import pathlib
import sys

import numpy as np
import torch
from corpus import leaf, text
from torch import nn
from torch.nn import functional as F

FILE = pathlib.Path(__file__).parent.parent / "FlowLanguageTests" / "Corpus" / "dialects.txt"


def value(library, cell, leaves, whole):
    """What the cell's own library makes of it."""
    array, tensor = (lambda v: v if v.ndim else np.float64(v)), torch.tensor
    make = array if library == "numpy" else tensor
    names = {name: make(v) for name, v in leaves.items()}
    names.update({name: make(v.astype(np.int64)) for name, v in whole.items()})
    modules = {"np": np, "numpy": np, "jnp": np, "math": math, "torch": torch, "F": F, "nn": nn}
    if library == "micrograd":
        modules["Value"] = lambda data, label="": tensor(float(data))
    return eval(cell, {**modules, **names})


def random(drawn, expected, line):
    """Whether drawn numbers have the shape, and within five deviations the mean and variance, that the row names."""
    mean, variance, shape = expected.split(" ", 2)
    drawn, mean, variance = np.asarray(drawn.detach() if isinstance(drawn, torch.Tensor) else drawn), float(mean), float(variance)
    close = abs(drawn.mean() - mean) <= 5 * math.sqrt(variance / drawn.size)
    spread = abs(drawn.var() - variance) <= 5 * variance * math.sqrt(2 / drawn.size) or drawn.size < 100
    if list(drawn.shape) != ast.literal_eval(shape) or not close or not spread:
        sys.exit(f"not so: {line}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--verify", action="store_true", help="change nothing, and fail if a value is another")
    options = arguments.parse_args()
    torch.manual_seed(0), np.random.seed(0)
    old = FILE.read_text(encoding="utf-8").split("\n")
    new, leaves, whole, library, rows = [], {}, {}, None, 0
    for line in old:
        if line.startswith(("L ", "I ")):
            (leaves if line[0] == "L" else whole).update([leaf(line[2:])])
        elif line.startswith("@ "):
            library = line.split()[1]
        elif line.startswith("r = "):
            rows += 1
            cell, ours, *known = line.split(" => ")
            cell = cell[4:]
            try:
                if ours == "none":
                    pass
                elif known and known[0].startswith("random "):
                    random(value(library, cell, leaves, whole), known[0][7:], line)
                elif " or " in ours:
                    both = (text(value(one, cell, leaves, whole)) for one in ("torch", "numpy"))
                    line = f"r = {cell} => {ours} => {' or '.join(both)}"
                else:
                    line = f"r = {cell} => {ours} => {text(value(library, cell, leaves, whole))}"
            except Exception as error:
                sys.exit(f"{cell}: {type(error).__name__}: {error}")
        new.append(line)
    if options.verify and new != old:
        sys.exit("\n".join(f"{a}\n  is {b}" for a, b in zip(old, new) if a != b))
    FILE.write_text("\n".join(new), encoding="utf-8")
    print(f"{rows} rows in {FILE.name}")


if __name__ == "__main__":
    main()
