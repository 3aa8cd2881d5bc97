"""What the corpus scripts share: blocks of marked lines, leaves, numbers as text."""

import ast
import math
import re
import unicodedata

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)


def identifier(name):
    """A name of the language as Python has it: identifiers are compared in NFKC, and have no primes."""
    name = re.sub(r"[′']", "_p", name.replace("″", "′′"))
    return unicodedata.normalize("NFKC", name)


def leaf(line):
    """The name and value of `param NAME = VALUE`, where the value is a literal; None of another line."""
    match = re.fullmatch(r"(?:param|input|target) (\S+) = (.+?)(?:\s+\".*\")?", line)
    try:
        return match and (match[1], np.array(ast.literal_eval(match[2]), dtype=np.float64))
    except (SyntaxError, ValueError):
        return None


def text(value):
    """A number or a nested list, with as many digits as a double has."""
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    value = float(value)
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if math.isnan(value):
        return "nan"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class World:
    """Leaves for NumPy and, with gradients, for PyTorch."""

    def __init__(self, leaves):
        self.arrays = {identifier(name): value if value.ndim else np.float64(value) for name, value in leaves.items()}
        self.tensors = {identifier(name): torch.tensor(value, requires_grad=True) for name, value in leaves.items()}

    def node(self, name, expression):
        self.tensors[identifier(name)] = self.torch(expression)
        self.arrays[identifier(name)] = self.tensors[identifier(name)].detach().numpy()

    # Everything is a global name, so that lambdas see it too.
    def numpy(self, expression):
        with np.errstate(all="ignore"):
            return eval(expression, {"np": np, "math": math, **self.arrays})

    def torch(self, expression):
        modules = {"torch": torch, "F": F, "nn": nn, "math": math}
        tools = {"d": gradient, "d2": second, "hess": hessian, "near": near, "near2": near2}
        return eval(expression, {**modules, **tools, **self.tensors})


def gradient(y, x):
    return torch.autograd.grad(y, x, create_graph=True, allow_unused=True)[0]


def second(y, a, b):
    return gradient(gradient(y, a), b)


def hessian(y, x):
    return torch.stack([gradient(entry, x) for entry in gradient(y, x)])


def near(a, b):
    return torch.allclose(torch.as_tensor(a), torch.as_tensor(b, dtype=torch.float64), rtol=1e-9, atol=1e-12)


def near2(a, b, tolerance):
    return bool((a - b).abs().max() <= tolerance)
