#!/usr/bin/env python3
"""The functions of networks by PyTorch (float64): writes Tests/VerificationTests/Fixtures/networks.flow.

    pip install torch
    python3 Tests/pytorch/networks.py

Every value and gradient in the claims there is PyTorch's; the tests read the file and check the claims. Each claim allows 1e-9 of the
largest number of its tensor, and 1e-300 where PyTorch's numbers are all 0.
"""

import math
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
FILE = pathlib.Path(__file__).parent.parent / "VerificationTests" / "Fixtures" / "networks.flow"
inf = float("inf")


def text(value):
    if isinstance(value, list):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    if value == inf or value == -inf:
        return "inf" if value > 0 else "-inf"
    if value == 0 and math.copysign(1, value) < 0:
        return "-0.0"
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class Page:
    def __init__(self):
        self.lines = []
        self.count = 0

    def case(self, expression, function, *operands, fixed=()):
        """One node with leaves of its own; L = Σ wᵢ·nodeᵢ, so that every entry counts differently."""
        self.count += 1
        names = [f"{letter}{self.count}" for letter in "abcd"]
        tensors = []
        for place, (name, operand) in enumerate(zip(names, operands)):
            value = torch.tensor(operand)
            if value.dtype != torch.float64 and place not in fixed:
                value = value.to(torch.float64)
            if place not in fixed:
                value.requires_grad_()
            tensors.append(value)
            self.lines.append(f"{'input' if place in fixed else 'param'} {name} = {text(value.tolist())}")
        value = function(*tensors)
        node, weights, loss = f"y{self.count}", f"w{self.count}", f"L{self.count}"
        self.lines.append(f"{node} = " + expression.format(*names))
        if value.dim():
            w = torch.tensor([0.7 + 0.3 * (k % 5) for k in range(value.numel())]).reshape(value.shape)
            # 0 times an infinite entry is none of ours.
            finite = torch.isfinite(value)
            w = torch.where(finite, w, 0.0)
            if not finite.all():
                self.lines.append(f"input {weights} = {text(w.tolist())}")
                self.lines.append(f"{loss} = sum(where({weights} == 0, 0, {weights}*{node}))")
                total = torch.where(finite, w * value, 0.0).sum()
            else:
                self.lines.append(f"input {weights} = {text(w.tolist())}")
                self.lines.append(f"{loss} = sum({weights}*{node})")
                total = (w * value).sum()
        else:
            self.lines.append(f"{loss} = 2*{node}")
            total = 2 * value
        total.backward()
        self.claim(node, value)
        for place, (name, tensor) in enumerate(zip(names, tensors)):
            if place not in fixed:
                self.claim(f"d{loss}/d{name}", tensor.grad)
        self.lines.append("")

    def claim(self, quantity, value):
        value = value.detach()
        assert not torch.isnan(value).any(), quantity
        finite = value[torch.isfinite(value)].abs()
        scale = finite.max().item() if finite.numel() else 0
        if torch.isfinite(value).all():
            tolerance = repr(1e-9 * scale) if scale else "1e-300"
            self.lines.append(f"expect {quantity} = {text(value.tolist())} ± {tolerance}")
        else:
            # What is infinite is claimed as such, entry by entry.
            for place in torch.cartesian_prod(*[torch.arange(n) for n in value.shape]).reshape(-1, value.dim()).tolist():
                number = value[tuple(place)].item()
                tail = "" if number in (inf, -inf) else f" ± {1e-9 * scale!r}"
                self.lines.append(f"expect {quantity}[{', '.join(map(str, place))}] = {text(number)}{tail}")


page = Page()
vectors = [
    [0.5, -1.25, 2.0, 0.125],
    [1e3, -1e3, 999.5, 1e3],
    [0.0, -0.0, 0.0, 0.0],
    [3.0, 3.0, 3.0, -2.0],
    [-1e3, -1e3, -1001.5, -1e3],
    [1.5, -inf, 0.25, -inf],
]
matrix = [[0.5, -1.25, 2.0], [1e3, -1e3, 1e3]]
cube = [[[0.5, -1.25], [2.0, 0.75]], [[-0.5, 1.5], [-2.0, 0.1]], [[1e3, 0.0], [1e3, -0.0]]]

for name, function in [("softmax", F.softmax), ("log_softmax", F.log_softmax)]:
    for vector in vectors:
        page.case(name + "({0})", lambda x, f=function: f(x, -1), vector)
    page.case(name + "({0})", lambda x, f=function: f(x, -1), matrix)
    page.case(name + "({0}, axis=0)", lambda x, f=function: f(x, 0), matrix)
    page.case(name + "({0}, axis=1)", lambda x, f=function: f(x, 1), cube)
    page.case(name + "({0}, axis=-1)", lambda x, f=function: f(x, -1), [[2.5]])
for vector in vectors[:5]:
    page.case("logsumexp({0})", lambda x: x.logsumexp(-1), vector)
    page.case("softplus({0})", lambda x: torch.logaddexp(x, torch.zeros(())), vector)

gain, bias = [1.5, -0.5, 2.0], [0.25, 1.0, -1.0]
rows = [[0.5, -1.25, 2.0], [1e3, -1e3, 999.0], [2.0, 2.0, 2.0], [0.0, -0.0, 1e-3]]
page.case("layer_norm({0})", lambda x: F.layer_norm(x, (3,)), rows)
page.case("layer_norm({0}, eps=0.1)", lambda x: F.layer_norm(x, (3,), eps=0.1), rows)
page.case("layer_norm({0}, gain={1}, bias={2})", lambda x, g, b: F.layer_norm(x, (3,), g, b), rows, gain, bias)
page.case("layer_norm({0}, gain={1})", lambda x, g: F.layer_norm(x, (3,), g), rows[0], gain)
page.case("layer_norm({0})", lambda x: F.layer_norm(x, (2,)), cube)
page.case("rms_norm({0})", lambda x: F.rms_norm(x, (3,), eps=1e-5), rows)
page.case("rms_norm({0}, gain={1}, eps=0.5)", lambda x, g: F.rms_norm(x, (3,), g, eps=0.5), rows, gain)
page.case("rms_norm({0})", lambda x: F.rms_norm(x, (4,), eps=1e-5), vectors[1])

logits = [[0.5, -1.25, 2.0], [1e3, -1e3, 1e3], [3.0, 3.0, 3.0]]
page.case("cross_entropy({0}, {1})", F.cross_entropy, logits, [2, 1, 0], fixed=(1,))
page.case("cross_entropy({0}, {1})", F.cross_entropy, vectors[0], 3, fixed=(1,))
page.case("cross_entropy({0}, {1})", F.cross_entropy, vectors[1], 1, fixed=(1,))
page.case("cross_entropy({0}, {1})", F.cross_entropy, vectors[5], 2, fixed=(1,))
probabilities = [[0.2, 0.3, 0.5], [0.0, 1.0, 0.0], [0.25, 0.5, 0.25]]
page.case("cross_entropy({0}, {1})", F.cross_entropy, logits, probabilities)
# Rows that do not add up to 1 count as they are.
page.case("cross_entropy({0}, {1})", F.cross_entropy, logits[0], [0.5, 2.0, 0.25])
page.case("cross_entropy({0}, softmax({1}))", lambda z, t: F.cross_entropy(z, F.softmax(t, -1)), logits, probabilities)
# PyTorch's classes stand along axis 1.
batches = torch.tensor(cube)
page.case(
    "cross_entropy({0}, {1})", lambda z, t: F.cross_entropy(z.movedim(-1, 1), t), cube, [[0, 1], [1, 1], [0, 0]], fixed=(1,)
)
page.case("mse({0}, {1})", F.mse_loss, rows, [[1.0, 0.0, -1.0], [1e3, 1e3, 0.0], [2.0, 1.0, 0.5], [0.0, 0.0, 0.0]])
page.case("mse({0}, {1})", F.mse_loss, 1.5, -0.25)

table = [[0.5, -1.0], [2.0, 1e3], [-1e3, 0.25], [0.0, -0.0]]
lookup = lambda table, indices: F.embedding(indices, table)
page.case("embedding({0}, {1})", lookup, table, [2, 0, 2, 3], fixed=(1,))
page.case("embedding({0}, {1})", lookup, table, [[1, 1], [0, 3]], fixed=(1,))
page.case("embedding({0}, {1})", lookup, table, 1, fixed=(1,))
page.case("{0}*one_hot({1}, 3)", lambda x, i: x * F.one_hot(i, 3), logits, [2, 0, 1], fixed=(1,))
page.case("{0}*detach({0})", lambda x: x * x.detach(), vectors[0])
page.case("{0}*detach({1})", lambda x, y: x * y.detach() + 0 * y, vectors[0], vectors[1])
page.case("where(tril(ones([3, 3])) == 1, {0}, -inf)", lambda x: x.masked_fill(torch.ones(3, 3).tril() == 0, -inf), logits)
page.case(
    "softmax(where(tril(ones([3, 3])) == 1, {0}, -inf))",
    lambda x: F.softmax(x.masked_fill(torch.ones(3, 3).tril() == 0, -inf), -1), logits,
)
# One head of causal attention.
attention = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]]
page.case(
    "softmax(where(tril(ones([3, 3])) == 1, {0} @ {1}.T/sqrt(2), -inf)) @ {2}",
    lambda q, k, v: F.scaled_dot_product_attention(q[None], k[None], v[None], is_causal=True)[0],
    attention, [[1.0, 0.5], [-0.25, 1.0], [0.75, -1.5]], [[1.0, 2.0], [-1.0, 0.5], [3.0, -2.0]],
)
page.case("{0} @ {1}", torch.matmul, cube, [[1.0, -2.0], [1e3, 0.5]])
page.case("matmul({0}, {1})", torch.matmul, cube, [[[1.0, -2.0], [0.5, 1e3]]])
page.case("dot({0}, {1})", torch.dot, vectors[1], vectors[0])
page.case("cumsum({0}, axis=1)", lambda x: x.cumsum(1), matrix)

page.lines.append("loss L = " + " + ".join(f"L{number}" for number in range(1, page.count + 1)))

head = "# Written by Tests/pytorch/networks.py: every number behind `expect` is PyTorch's " + torch.__version__ + ", float64.\n\n"
FILE.parent.mkdir(exist_ok=True)
FILE.write_text(head + "\n".join(page.lines).rstrip("\n") + "\n", encoding="utf-8")
print(f"{page.count} cases in {FILE.name}")
