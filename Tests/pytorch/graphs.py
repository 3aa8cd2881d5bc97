#!/usr/bin/env python3
"""The networks in graphs/ by PyTorch (float64): writes their `expect` lines, to seven digits.

    pip install torch
    swift build -c release --product edgewise
    python3 Tests/pytorch/graphs.py --edgewise .build/release/edgewise

The leaves are the file's own: drawn parameters are read from `edgewise render -T json`. All that follows is PyTorch's, and the numbers
replace everything in the file from its first `expect` on.
"""

import argparse
import json
import pathlib
import subprocess

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
FOLDER = pathlib.Path(__file__).parent.parent.parent / "graphs"


def number(value):
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    mantissa, _, exponent = f"{value:#.7g}".partition("e")
    return mantissa + (f"e{int(exponent)}" if exponent else "")


def text(value):
    if isinstance(value, list):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    return number(value)


class Claims:
    """What a file is to claim; gradients are those of its loss."""

    def __init__(self, leaves):
        self.leaves = leaves
        self.lines = []

    def value(self, name, tensor, tail=""):
        self.lines.append(f"expect {name} = {text(tensor.tolist())}{tail}")

    def gradient(self, loss, *names):
        gradients = torch.autograd.grad(loss, [self.leaves[name.split('|')[0]] for name in names], retain_graph=True)
        for name, gradient in zip(names, gradients):
            name, _, entries = name.partition("|")
            if not entries:
                self.value(f"dL/d{name}", gradient)
            for entry in filter(None, entries.split(";")):
                self.value(f"dL/d{name}[{entry}]", gradient[tuple(int(place) for place in entry.split(","))])

    def train(self, loss, optimizer, shown, steps):
        """Claims the loss and some leaves after each of these many steps."""
        for step in range(1, max(steps) + 1):
            optimizer.zero_grad()
            loss().backward()
            optimizer.step()
            if step in steps:
                tail = f" after {step} step{'s' * (step > 1)}"
                self.value("L", loss(), tail)
                for name in shown:
                    self.value(name, self.leaves[name], tail)


def softmax_regression(leaves, claims):
    X, t, W, b = leaves["X"], leaves["t"].long(), leaves["W"], leaves["b"]
    loss = lambda: F.cross_entropy(X @ W + b, t)
    claims.value("L", loss())
    claims.gradient(loss(), "W", "b")
    claims.train(loss, torch.optim.SGD([W, b], lr=0.5), ["W", "b"], [1, 10, 100])


def two_layer_network(leaves, claims):
    X, t, W1, b1, W2, b2 = leaves["X"], leaves["t"].long(), leaves["W1"], leaves["b1"], leaves["W2"], leaves["b2"]
    loss = lambda: F.cross_entropy(torch.tanh(X @ W1 + b1) @ W2 + b2, t)
    claims.value("z", torch.tanh(X @ W1 + b1) @ W2 + b2)
    claims.value("L", loss())
    claims.gradient(loss(), "W1", "b1", "W2", "b2")
    parameters = [W1, b1, W2, b2]
    claims.train(loss, torch.optim.Adam(parameters, lr=0.1), ["b1", "b2"], [1, 10, 40])


def attention_head(leaves, claims):
    X, Y = leaves["X"], leaves["Y"]
    Q, K, V = (X @ leaves[name] for name in ("Wq", "Wk", "Wv"))
    mask = torch.ones(4, 4).tril() == 1
    A = torch.softmax((Q @ K.T / 2**0.5).masked_fill(~mask, -torch.inf), -1)
    O = F.scaled_dot_product_attention(Q[None], K[None], V[None], is_causal=True)[0]
    loss = F.mse_loss(O, Y)
    claims.value("A", A)
    claims.value("O", O)
    claims.value("L", loss)
    claims.gradient(loss, "Wq", "Wk", "Wv")


def chain(layer, last=lambda h: h):
    def run(leaves, claims):
        h = leaves["x"]
        for i in range(1, 21):
            h = layer(h, leaves[f"W[{i}]"], leaves[f"b[{i}]"])
        loss = F.mse_loss(last(h), leaves["y"])
        claims.value("h[20]", h)
        claims.value("L", loss)
        claims.gradient(loss, "b[20]", "b[10]", "b[1]", "W[1]|0, 0;7, 7")

    return run


def transformer_block(leaves, claims):
    l = leaves
    split = lambda M: M.reshape(8, 2, 8).transpose(0, 1)
    N = F.layer_norm(l["X"], (16,), l["g1"], l["c1"])
    Q, K, V = (split(N @ l[name]) for name in ("Wq", "Wk", "Wv"))
    O = F.scaled_dot_product_attention(Q[None], K[None], V[None], is_causal=True)[0].transpose(0, 1).reshape(8, 16)
    R = l["X"] + O @ l["Wo"]
    H = F.gelu(F.layer_norm(R, (16,), l["g2"], l["c2"]) @ l["W1"] + l["b1"])
    Z = R + H @ l["W2"] + l["b2"]
    loss = F.mse_loss(Z, l["Y"])
    for place in ("0, 0", "3, 7", "7, 15"):
        claims.value(f"Z[{place}]", Z[tuple(int(k) for k in place.split(","))])
    claims.value("L", loss)
    claims.gradient(
        loss, "g1", "c1", "Wq|0, 0;15, 15", "Wk|0, 0;15, 15", "Wv|0, 0;15, 15", "Wo|0, 0;15, 15", "g2", "c2",
        "W1|0, 0;15, 63", "W2|0, 0;63, 15", "b2", "X|0, 0;7, 15",
    )


GRAPHS = {
    "softmax-regression": softmax_regression,
    "two-layer-network": two_layer_network,
    "attention-head": attention_head,
    "sigmoid-chain": chain(lambda h, W, b: torch.sigmoid(h @ W + b)),
    "relu-chain": chain(lambda h, W, b: torch.relu(h @ W + b)),
    "residual-chain": chain(
        lambda h, W, b: h + torch.sigmoid(F.layer_norm(h, (8,)) @ W + b), lambda h: F.layer_norm(h, (8,))
    ),
    "transformer-block": transformer_block,
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--edgewise", default="edgewise", help="the command that reads the leaves")
    options = arguments.parse_args()
    for name, run in GRAPHS.items():
        file = FOLDER / f"{name}.flow"
        source = file.read_text(encoding="utf-8")
        drawn = subprocess.run([options.edgewise, "render", file, "-T", "json"], capture_output=True, text=True, check=True)
        leaves = {
            node["id"]: torch.tensor(node["value"], dtype=torch.float64).requires_grad_(node["role"] != "target")
            for node in json.loads(drawn.stdout)["nodes"]
            if node["operation"] == "leaf"
        }
        claims = Claims(leaves)
        run(leaves, claims)
        head = source.split("\nexpect ")[0].rstrip("\n")
        file.write_text(head + "\n\n" + "\n".join(claims.lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(claims.lines)} claims")


if __name__ == "__main__":
    main()
