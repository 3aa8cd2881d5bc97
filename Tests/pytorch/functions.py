#!/usr/bin/env python3
"""Values and gradients of the language's functions by PyTorch (float64), for Tests/FlowLanguageTests/Corpus/functions.txt.

    pip install torch
    python3 Tests/pytorch/functions.py

Below a row "> OURS | TORCH" it writes "= VALUE" and, for each leaf that the gradient reaches, "d NAME GRADIENT": the gradient of the sum
of the entries, the first taken once, the second twice and so on. A row "L NAME = VALUE" is a leaf of those that follow.
"""

import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
PATH = pathlib.Path(__file__).parents[1] / "FlowLanguageTests" / "Corpus" / "functions.txt"


def text(value):
    if isinstance(value, list):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


leaves = {}
result = []
for line in PATH.read_text().splitlines():
    if line[:2] in ("= ", "d "):
        continue
    result.append(line)
    if line.startswith("L "):
        name, value = line[2:].split(" = ")
        leaves[name] = torch.tensor(eval(value, {"inf": float("inf")}), dtype=torch.float64)
    elif line.startswith("> "):
        row = {name: value.clone().requires_grad_() for name, value in leaves.items()}
        value = eval(line.split(" | ")[1], {"torch": torch, "F": F, **row})
        result.append("= " + text(value.tolist()))
        if value.requires_grad:
            (value * torch.arange(1.0, value.numel() + 1).reshape(value.shape)).sum().backward()
        result += [f"d {name} {text(x.grad.tolist())}" for name, x in row.items() if x.grad is not None]
PATH.write_text("\n".join(result) + "\n")
