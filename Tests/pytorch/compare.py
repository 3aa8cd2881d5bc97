#!/usr/bin/env python3
"""Random programs in the flow language, in edgewise and in PyTorch (float64): values and gradients must agree.

    pip install torch
    swift build -c release --product edgewise
    python3 Tests/pytorch/compare.py --edgewise .build/release/edgewise --programs 500 --seed 1

Every operation that the language has so far is drawn from, on numbers and on tensors of up to three axes, with kinks and ties
among the operands. A program that PyTorch finds too large, or not a number, anywhere is drawn again. Exit status 1 if a
number differs by more than 1e-9 of its tensor's largest (of 1e-2, where what cancels leaves round-off); the offending program is kept and named.
"""

import argparse
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

import torch

torch.set_default_dtype(torch.float64)
TOLERANCE = 1e-9
LIMIT = 1e3


class Rejected(Exception):
    """A draw that does not fit; another one is made."""


class Program:
    """Statements of a flow file, and the same computed by PyTorch as they are added."""

    def __init__(self, seed, second=False):
        # Second derivatives have none at a kink of the first: there no number is drawn that meets one.
        self.second = second
        self.random = random.Random(seed)
        self.lines = []
        self.values = {}
        self.parameters = []

    # Leaves

    def number(self):
        # Whole numbers now and then, so that kinks and ties are met exactly.
        if not self.second and self.random.random() < 0.25:
            return float(self.random.choice([-1, 0, 1, 2]))
        return round(self.random.uniform(-2, 2), 4)

    def leaf(self, shape):
        name = f"p{len(self.parameters)}"
        count = math.prod(shape)
        value = torch.tensor([self.number() for _ in range(count)]).reshape(shape).requires_grad_()
        self.parameters.append(name)
        self.values[name] = value
        self.lines.append(f"param {name} = {text(value.tolist())}")

    # Operands

    def pick(self, wanted=lambda shape: True):
        names = [name for name, value in self.values.items() if wanted(tuple(value.shape))]
        if not names:
            raise Rejected
        recent = names[-6:]
        return self.random.choice(recent if self.random.random() < 0.6 else names)

    def broadcastable(self, shape):
        def fits(other):
            pairs = zip(reversed(shape), reversed(other))
            return all(a == b or a == 1 or b == 1 for a, b in pairs)

        return fits

    def add(self, expression, value):
        value = value if torch.is_tensor(value) else torch.tensor(value)
        if value.numel() > 200 or not torch.isfinite(value).all() or value.abs().max() > LIMIT:
            raise Rejected
        # Round-off where a whole number is meant would stand on either side of a kink or a step.
        rest = (value - value.round()).abs()
        if ((rest != 0) & (rest < 1e-13 * value.abs().clamp(min=1))).any():
            raise Rejected
        name = f"v{len(self.values)}"
        self.values[name] = value
        if value.requires_grad:
            value.retain_grad()
        self.lines.append(f"{name} = {expression}")

    # Operations

    def unary(self):
        a = self.pick()
        x = self.values[a]
        text, value = self.random.choice(UNARY)
        self.add(text.format(a=a), value(x))

    def parametrized(self):
        a = self.pick()
        x = self.values[a]
        number = round(self.random.uniform(0.05, 1.5), 3)
        exponent = self.random.choice([0, 1, 2, 3, -1, -2, 0.5, 1.5])
        text, value = self.random.choice(
            [
                ("leaky_relu({a}, slope={n})", lambda x: torch.where(x > 0, x, number * x)),
                ("leaky_relu({a})", lambda x: torch.nn.functional.leaky_relu(x)),
                ("elu({a}, alpha={n})", lambda x: torch.nn.functional.elu(x, alpha=number)),
                ('gelu({a}, approximate="tanh")', lambda x: torch.nn.functional.gelu(x, approximate="tanh")),
                ("{a}^3", lambda x: x**3),
                ("{a}²", lambda x: x**2),
                ("(abs({a}) + 0.5)**{e}", lambda x: (x.abs() + 0.5) ** exponent),
                ("{a} * {n}", lambda x: x * number),
                ("{n} - {a}", lambda x: number - x),
            ]
        )
        self.add(text.format(a=a, n=number, e=exponent), value(x))

    def binary(self):
        a = self.pick()
        x = self.values[a]
        b = self.pick(self.broadcastable(tuple(x.shape)))
        y = self.values[b]
        text, value = self.random.choice(BINARY)
        self.add(text.format(a=a, b=b), value(x, y))

    def select(self):
        a = self.pick()
        x = self.values[a]
        b = self.pick(self.broadcastable(tuple(x.shape)))
        y = self.values[b]
        c = self.pick(self.broadcastable(tuple(torch.broadcast_shapes(x.shape, y.shape))))
        text, condition = self.random.choice(
            [
                ("{c} < 0.5", lambda z: z < 0.5),
                ("{c} <= 0", lambda z: z <= 0),
                ("{c} > 0", lambda z: z > 0),
                ("{c} >= 1", lambda z: z >= 1),
                ("{c} == 1", lambda z: z == 1),
            ]
        )
        value = torch.where(condition(self.values[c]), x, y)
        self.add(f"where({text.format(c=c)}, {a}, {b})", value)

    def reduction(self):
        a = self.pick()
        x = self.values[a]
        name = self.random.choice(["sum", "mean", "prod", "var", "std", "norm", "logsumexp", "max", "min"])
        keep = self.random.random() < 0.3
        rank = x.dim()
        axis = self.random.randrange(-rank, rank) if rank and self.random.random() < 0.6 else None
        if name in ("var", "std") and (x.numel() if axis is None else x.shape[axis]) < 3:
            raise Rejected
        ddof = self.random.choice([0, 1])
        axes = tuple(range(rank)) if axis is None else (axis,)
        options = {
            "sum": lambda: x.sum(axes, keepdim=keep) if rank else x.sum(),
            "mean": lambda: x.mean(axes, keepdim=keep) if rank else x.mean(),
            "prod": lambda: self.product(x, axis, keep),
            "var": lambda: x.var(axes, correction=ddof, keepdim=keep),
            "std": lambda: x.std(axes, correction=ddof, keepdim=keep),
            "norm": lambda: torch.linalg.vector_norm(x, dim=axes or None, keepdim=keep),
            "logsumexp": lambda: x.logsumexp(axes, keepdim=keep) if rank else x.logsumexp(0),
            "max": lambda: x.amax(axes, keepdim=keep) if rank else x.amax(),
            "min": lambda: x.amin(axes, keepdim=keep) if rank else x.amin(),
        }
        # What cancels leaves round-off, which is on either side of 0.
        size = x.detach().abs().sum(axes) if rank else x.detach().abs()
        rest = x.detach().sum(axes) if rank else x.detach()
        if name in ("sum", "mean") and ((rest.abs() < 1e-13 * size) & (x.detach() != x.detach().round()).any()).any():
            raise Rejected
        arguments = [a]
        if axis is not None:
            arguments.append(f"axis={axis}")
        elif name in ("max", "min"):
            arguments.append("axis=none")
        if keep:
            arguments.append("keepdims=1")
        if name in ("var", "std") and ddof:
            arguments.append("ddof=1")
        if name in ("max", "min") and rank == 0 or name == "prod" and keep and axis is None:
            raise Rejected
        self.add(f"{name}({', '.join(arguments)})", options[name]())

    @staticmethod
    def product(x, axis, keep):
        return x.prod() if axis is None else x.prod(axis, keepdim=keep)

    def arrangement(self):
        a = self.pick(lambda shape: len(shape) >= 1)
        x = self.values[a]
        shape = tuple(x.shape)
        kind = self.random.choice(
            ["reshape", "transpose", "T", "index", "slice", "step", "concat", "stack", "cumsum", "tril", "triu", "flatten",
             "flip", "repeat", "cumprod", "diag", "find", "take", "pair", "between", "norm"]
        )
        axis = self.random.randrange(len(shape))
        if kind == "reshape":
            self.add(f"reshape({a}, [-1])" if len(shape) > 1 else f"reshape({a}, [1, -1])",
                     x.reshape(-1) if len(shape) > 1 else x.reshape(1, -1))
        elif kind == "transpose":
            axes = list(range(len(shape)))
            self.random.shuffle(axes)
            self.add(f"transpose({a}, axes={axes})", x.permute(axes))
        elif kind == "T":
            self.add(f"{a}.T", x.permute(*reversed(range(len(shape)))))
        elif kind == "index":
            place = self.random.randrange(-shape[0], shape[0])
            self.add(f"{a}[{place}]", x[place])
        elif kind == "slice":
            begin = self.random.randrange(shape[axis])
            end = self.random.randrange(begin + 1, shape[axis] + 1)
            places = ", ".join([":"] * axis + [f"{begin}:{end}"])
            self.add(f"{a}[{places}]", x[(slice(None),) * axis + (slice(begin, end),)])
        elif kind == "step":
            self.add(f"{a}[::-1]", x.flip(0))
        elif kind in ("concat", "stack"):
            b = self.pick(lambda other: other == shape)
            place = self.random.randrange(len(shape) + (kind == "stack"))
            function = torch.cat if kind == "concat" else torch.stack
            self.add(f"{kind}({a}, {b}, axis={place})", function([x, self.values[b]], place))
        elif kind == "cumsum":
            self.add(f"cumsum({a}, axis={axis})", x.cumsum(axis))
        elif kind == "flatten":
            self.add(f"flatten({a})", x.flatten().clone())
        elif kind == "flip":
            self.add(f"flip({a}, axis={axis})", x.flip(axis))
        elif kind == "repeat":
            times = self.random.randrange(1, 4)
            self.add(f"repeat({a}, {times}, axis={axis})", x.repeat_interleave(times, axis).clone())
        elif kind == "cumprod":
            self.add(f"cumprod({a}, axis={axis})", x.cumprod(axis))
        elif kind == "diag":
            if len(shape) > 2:
                raise Rejected
            self.add(f"diag({a})", torch.diag(x))
        elif kind == "find":
            name = self.random.choice(["argmax", "argmin"])
            # PyTorch computes equal numbers with other last bits at other places, and then finds one of them larger.
            gaps = x.detach().sort(axis).values.diff(dim=axis)
            if ((gaps > 0) & (gaps < 1e-9)).any():
                raise Rejected
            self.add(f"{name}({a}, axis={axis}, keepdims=1)*{a}", getattr(x, name)(axis, keepdim=True) * x)
        elif kind == "take":
            rows = self.random.choice([(), (2,), (2, 2)])
            index = torch.tensor([self.random.randrange(-shape[axis], shape[axis]) for _ in range(math.prod(rows))]).reshape(rows)
            if not rows and self.random.random() < 0.5:
                raise Rejected
            self.lines.append(f"input i{len(self.values)} = {text_of(index)}")
            places = ", ".join([":"] * axis + [f"i{len(self.values)}"])
            self.add(f"{a}[{places}]", x[(slice(None),) * axis + (index,)])
        elif kind == "pair":
            if len(shape) < 2:
                raise Rejected
            places = [[self.random.randrange(length) for _ in range(3)] for length in (shape[0], shape[-1])]
            self.add(f"{a}[{places[0]}, ..., {places[1]}]", x[places[0], ..., places[1]])
        elif kind == "between":
            place = self.random.randrange(len(shape) + 1)
            places = ", ".join([":"] * place + ["none", "..."])
            self.add(f"{a}[{places}]", x.unsqueeze(place))
        elif kind == "norm":
            order = self.random.choice([1, math.inf])
            self.add(f"norm({a}, ord={'inf' if order == math.inf else 1}, axis={axis})",
                     torch.linalg.vector_norm(x, order, dim=axis))
        else:
            if len(shape) < 2:
                raise Rejected
            self.add(f"{kind}({a})", torch.tril(x) if kind == "tril" else torch.triu(x))

    def product_of_matrices(self):
        a = self.pick(lambda shape: len(shape) >= 1)
        x = self.values[a]
        inner = x.shape[-1]
        b = self.pick(lambda shape: shape and shape[-2 if len(shape) > 1 else 0] == inner)
        y = self.values[b]
        try:
            value = x @ y
        except RuntimeError:
            raise Rejected from None
        texts = ["{a} @ {b}", "matmul({a}, {b})"]
        if x.dim() <= 2 and y.dim() <= 2:
            texts.append("dot({a}, {b})")
        self.add(self.random.choice(texts).format(a=a, b=b), value)

    def network(self):
        """The functions of networks; classes and features stand along the last axis."""
        a = self.pick(lambda shape: len(shape) >= 1)
        x = self.values[a]
        kind = self.random.choice(
            ["softmax", "log_softmax", "layer_norm", "rms_norm", "classes", "probabilities", "mse", "embedding", "one_hot",
             "dropout", "detach", "mask"]
        )
        if kind in ("softmax", "log_softmax"):
            axis = self.random.randrange(-x.dim(), x.dim())
            factor = self.random.choice([1, 30, 1000])
            option = f", axis={axis}" if axis != -1 or self.random.random() < 0.3 else ""
            function = F.softmax if kind == "softmax" else F.log_softmax
            self.add(f"{kind}({factor}*{a}{option})", function(factor * x, axis))
        elif kind in ("layer_norm", "rms_norm"):
            size = x.shape[-1]
            # Of equal entries only round-off is left, on either side of 0 and magnified.
            if size > 1 and (x.var(-1) < 1e-12).any():
                raise Rejected
            eps = self.random.choice([1e-5, 0.1])
            text, arguments = f"{a}", {}
            names = ["gain", "bias"] if kind == "layer_norm" else ["gain"]
            for name in names:
                if self.random.random() < 0.4:
                    b = self.pick(lambda shape: shape == (size,))
                    text += f", {name}={b}"
                    arguments[name] = self.values[b]
            value = F.layer_norm(x, (size,), eps=eps) if kind == "layer_norm" else F.rms_norm(x, (size,), eps=eps)
            value = value * arguments.get("gain", 1) + arguments.get("bias", 0)
            self.add(f"{kind}({text}" + (")" if eps == 1e-5 else f", eps={eps})"), value)
        elif kind == "classes":
            rows = tuple(x.shape[:-1])
            classes = torch.tensor([self.random.randrange(x.shape[-1]) for _ in range(math.prod(rows))]).reshape(rows)
            logits = x if x.dim() == 1 else x.movedim(-1, 1)
            self.add(f"cross_entropy({a}, {text_of(classes)})", F.cross_entropy(logits, classes))
        elif kind == "probabilities":
            b = self.pick(lambda shape: shape == tuple(x.shape))
            y = F.softmax(self.values[b], -1)
            value = -(y * F.log_softmax(x, -1)).sum(-1).mean()
            self.add(f"cross_entropy({a}, softmax({b}))", value)
        elif kind == "mse":
            b = self.pick(lambda shape: shape == tuple(x.shape))
            self.add(f"mse({a}, {b})", F.mse_loss(x, self.values[b]))
        elif kind == "embedding":
            shape = self.random.choice([(), (3,), (2, 2)])
            indices = torch.tensor([self.random.randrange(x.shape[0]) for _ in range(math.prod(shape))]).reshape(shape)
            self.add(f"embedding({a}, {text_of(indices)})", x[indices])
        elif kind == "one_hot":
            size = x.shape[-1]
            index = self.random.randrange(size)
            self.add(f"one_hot({index}, {size})*{a}", F.one_hot(torch.tensor(index), size) * x)
        elif kind == "dropout":
            p = round(self.random.uniform(0, 0.9), 2)
            seed = self.random.randrange(-5, 1000)
            mask = torch.tensor([0 if number < p else 1 / (1 - p) for number in splitmix(seed, x.numel())])
            self.add(f"dropout({a}, p={p}, seed={seed})", mask.reshape(x.shape) * x)
        elif kind == "detach":
            self.add(f"{a}*detach({a}) + {a}", x * x.detach() + x)
        elif x.dim() >= 2:
            mask = torch.ones(x.shape[-2:]).tril() == 1
            self.add(f"softmax(where(tril(ones({list(x.shape[-2:])})) == 1, {a}, -inf))",
                     F.softmax(x.masked_fill(~mask, -torch.inf), -1))
        else:
            raise Rejected

    def window(self):
        """Convolutions and pools over what is made an image of one channel or two."""
        a = self.pick(lambda shape: math.prod(shape) >= 4 and math.prod(shape) % 2 == 0)
        x = self.values[a]
        count = x.numel()
        rows = self.random.choice([1, 2])
        stride, padding = self.random.choice([1, 1, 2]), self.random.choice([0, 0, 1])
        if self.random.random() < 0.5:
            image, text = x.reshape(rows, count // rows), f"reshape({a}, [{rows}, -1])"
            size = self.random.randrange(1, min(3, count // rows) + 1)
            kernel, axes = (2, rows, size), 1
        else:
            image, text = x.reshape(rows, 2 // rows, count // 2), f"reshape({a}, [{rows}, {2 // rows}, -1])"
            size = [self.random.randrange(1, 2 // rows + 1), self.random.randrange(1, min(3, count // 2) + 1)]
            kernel, axes = (2, rows, *size), 2
        kind = self.random.choice(["conv", "max_pool", "avg_pool"])
        if kind == "conv":
            weights = torch.tensor([self.number() for _ in range(math.prod(kernel))]).reshape(kernel)
            value = getattr(F, f"conv{axes}d")(image, weights, None, stride, padding)
            options = (f", stride={stride}" if stride != 1 else "") + (f", padding={padding}" if padding else "")
            self.add(f"conv{axes}d({text}, {text_of(weights)}{options})", value)
        else:
            value = getattr(F, f"{kind}{axes}d")(image, tuple(size) if axes == 2 else size, stride)
            self.add(f"{kind}{axes}d({text}, {size}, stride={stride})", value)

    def algebra(self):
        a = self.pick(lambda shape: 1 <= len(shape) <= 3)
        x = self.values[a]
        kind = self.random.choice(["outer", "einsum", "square", "linear", "loss", "batch_norm"])
        if kind == "outer":
            b = self.pick(lambda shape: len(shape) == 1)
            c = self.pick(lambda shape: len(shape) == 1)
            self.add(f"outer({b}, {c})", torch.outer(self.values[b], self.values[c]))
        elif kind == "einsum":
            left = "".join(self.random.sample("ijkl", x.dim()))
            b = self.pick(lambda shape: 1 <= len(shape) <= 3)
            y = self.values[b]
            lengths = dict(zip(left, x.shape))
            right = "".join(self.random.sample("ijkl", y.dim()))
            if any(lengths.get(letter, length) != length for letter, length in zip(right, y.shape)):
                raise Rejected
            letters = sorted(set(left + right))
            out = "".join(self.random.sample(letters, self.random.randrange(len(letters) + 1)))
            pattern = f"{left},{right}->{out}"
            self.add(f'einsum("{pattern}", {a}, {b})', torch.einsum(pattern, x, y))
        elif kind == "square":
            if x.dim() != 2 or x.shape[0] != x.shape[1]:
                raise Rejected
            matrix, text = x + 5 * torch.eye(len(x)), f"({a} + 5*eye({len(x)}))"
            text, value = self.random.choice([
                (f"inv({text})", torch.linalg.inv), (f"det({text})/25", lambda m: torch.linalg.det(m) / 25),
                (f"trace({text})", torch.trace), (f"solve({text}, {a})", lambda m: torch.linalg.solve(m, x)),
            ])
            self.add(text, value(matrix))
        elif kind == "linear":
            b = self.pick(lambda shape: len(shape) == 2 and shape[1] == x.shape[-1])
            self.add(f"linear({a}, {b})", F.linear(x, self.values[b]))
        elif kind == "batch_norm":
            # Of two rows both are as far from their mean, but for round-off.
            if x.dim() != 2 or x.shape[0] < 3:
                raise Rejected
            self.add(f"batch_norm({a}, eps=0.1)", F.batch_norm(x, None, None, training=True, eps=0.1))
        else:
            b = self.pick(lambda shape: shape == tuple(x.shape))
            y = self.values[b]
            text, value = self.random.choice([
                (f"l1({a}, {b})", F.l1_loss), (f"huber({a}, {b}, delta=0.7)", lambda x, y: F.huber_loss(x, y, delta=0.7)),
                # PyTorch cuts off where p is all but 0 or 1.
                (f"bce(sigmoid(tanh({a})), sigmoid({b}))",
                 lambda x, y: F.binary_cross_entropy(x.tanh().sigmoid(), y.sigmoid())),
                (f"bce_with_logits({a}, sigmoid({b}))", lambda x, y: F.binary_cross_entropy_with_logits(x, y.sigmoid())),
                (f"kl_div(softmax({a}), softmax({b}))", lambda x, y: (x.softmax(-1) * (x.log_softmax(-1) - y.log_softmax(-1))).mean()),
                (f"nll(log_softmax({a}[0]), 0)", lambda x, y: F.nll_loss(F.log_softmax(x[0], -1), torch.tensor(0))
                 if x.dim() == 2 else self.reject()),
            ])
            self.add(text, value(x, y))

    @staticmethod
    def reject():
        raise Rejected

    def finish(self):
        names = [name for name in self.values if name not in self.parameters][-6:]
        terms, total = [], 0
        for place, name in enumerate(names):
            factor = 0.5 + place
            terms.append(f"{factor}*sum({name})")
            total = total + factor * self.values[name].sum()
        self.lines.append("loss L = " + " + ".join(terms))
        if not total.requires_grad or not torch.isfinite(total):
            raise Rejected
        if self.second:
            self.claim_hessian(total)
            return
        total.backward()
        for name in self.parameters:
            gradient = self.values[name].grad
            if gradient is not None and (not torch.isfinite(gradient).all() or gradient.abs().max() > 1e6):
                raise Rejected
        self.values["L"] = total

    def claim_hessian(self, total):
        """A claim for each block of the Hessian by the parameters."""
        parameters = [self.values[name] for name in self.parameters]
        first = torch.autograd.grad(total, parameters, create_graph=True, allow_unused=True)
        for row, gradient in zip(self.parameters, first):
            for column in self.parameters[: self.parameters.index(row) + 1]:
                a, b = self.values[row], self.values[column]
                block = torch.zeros(a.numel(), b.numel())
                if gradient is not None and gradient.requires_grad:
                    for place, entry in enumerate(gradient.reshape(-1)):
                        part = torch.autograd.grad(entry, b, retain_graph=True, allow_unused=True)[0]
                        block[place] = 0 if part is None else part.reshape(-1)
                if not torch.isfinite(block).all() or block.abs().max() > 1e6:
                    raise Rejected
                below = f"∂{row}²" if row == column else f"∂{row}∂{column}"
                slack = TOLERANCE * max(1e-2, block.abs().max().item())
                self.lines.append(f"expect ∂²L/{below} = {text_of(block.reshape(a.shape + b.shape))} ± {slack!r}")


F = torch.nn.functional
UNARY = [
    ("exp(-abs({a}))", lambda x: torch.exp(-x.abs())),
    ("ln(abs({a}) + 0.5)", lambda x: torch.log(x.abs() + 0.5)),
    ("log(square({a}) + 1)", lambda x: torch.log(x * x + 1)),
    ("sqrt(abs({a}) + 0.1)", lambda x: torch.sqrt(x.abs() + 0.1)),
    ("square({a})", lambda x: x * x),
    ("abs({a})", torch.abs),
    ("-{a}", torch.neg),
    ("sin({a})", torch.sin),
    ("cos({a})", torch.cos),
    ("tan(tanh({a}))", lambda x: torch.tan(torch.tanh(x))),
    ("tanh({a})", torch.tanh),
    ("sigmoid({a})", torch.sigmoid),
    ("σ({a})", torch.sigmoid),
    ("relu({a})", torch.relu),
    ("softplus({a})", lambda x: torch.logaddexp(x, torch.zeros(()))),
    ("silu({a})", F.silu),
    ("swish({a})", F.silu),
    ("erf({a})", torch.erf),
    ("gelu(tanh({a}))", lambda x: F.gelu(torch.tanh(x))),
    ("gelu(min({a}, 3) + abs({a}))", lambda x: F.gelu(torch.minimum(x, torch.tensor(3.0)) + x.abs())),
    ("sign({a}) * {a}", lambda x: torch.sign(x) * x),
    ("floor({a}) + {a}", lambda x: torch.floor(x) + x),
    ("ceil({a}) * {a}", lambda x: torch.ceil(x) * x),
    ("round({a}) - {a}", lambda x: torch.round(x) - x),
    ("exp2(-abs({a}))", lambda x: torch.exp2(-x.abs())),
    ("expm1(tanh({a}))", lambda x: torch.expm1(torch.tanh(x))),
    ("log1p(abs({a}))", lambda x: torch.log1p(x.abs())),
    ("log2(abs({a}) + 0.5)", lambda x: torch.log2(x.abs() + 0.5)),
    ("log10(square({a}) + 1)", lambda x: torch.log10(x * x + 1)),
    ("rsqrt(abs({a}) + 0.2)", lambda x: torch.rsqrt(x.abs() + 0.2)),
    ("reciprocal(abs({a}) + 0.5)", lambda x: torch.reciprocal(x.abs() + 0.5)),
    ("asin(0.9*tanh({a}))", lambda x: torch.asin(0.9 * torch.tanh(x))),
    ("acos(0.9*sin({a}))", lambda x: torch.acos(0.9 * torch.sin(x))),
    ("atan({a})", torch.atan),
    ("sinh(tanh({a}))", lambda x: torch.sinh(torch.tanh(x))),
    ("cosh(sin({a}))", lambda x: torch.cosh(torch.sin(x))),
    ("asinh({a})", torch.asinh),
    ("acosh(abs({a}) + 1.5)", lambda x: torch.acosh(x.abs() + 1.5)),
    ("atanh(0.9*tanh({a}))", lambda x: torch.atanh(0.9 * torch.tanh(x))),
    ("logsigmoid({a})", F.logsigmoid),
    ("relu6(3*{a})", lambda x: F.relu6(3 * x)),
    ("hardtanh({a})", F.hardtanh),
    ("selu({a})", F.selu),
    ("mish({a})", F.mish),
    ("clip({a}, low=-1, high=1)", lambda x: x.clamp(-1, 1)),
    ("clip({a}, high=0)", lambda x: x.clamp(max=0)),
]
BINARY = [
    ("{a} + {b}", torch.add),
    ("{a} - {b}", torch.sub),
    ("{a} * {b}", torch.mul),
    ("{a} / (abs({b}) + 0.5)", lambda x, y: x / (y.abs() + 0.5)),
    ("max({a}, {b})", torch.maximum),
    ("min({a}, {b})", torch.minimum),
    ("pow(abs({a}) + 0.5, tanh({b}))", lambda x, y: (x.abs() + 0.5) ** torch.tanh(y)),
    ("(abs({a}) + 0.5)^(tanh({b}))", lambda x, y: (x.abs() + 0.5) ** torch.tanh(y)),
    # Where both are 0 the sign of the zeros would decide.
    ("atan2({a}, abs({b}) + 0.1)", lambda x, y: torch.atan2(x, y.abs() + 0.1)),
    ("atan2(abs({a}) + 0.1, {b})", lambda x, y: torch.atan2(x.abs() + 0.1, y)),
    ("clip({a}, low={b})", torch.maximum),
    ("({a} < {b}) * {a}", lambda x, y: (x < y) * x),
    ("({a} == {b}) + {b}", lambda x, y: (x == y) + y),
]


def splitmix(seed, count):
    """SplitMix64 over the seed: so many numbers from 0 on and below 1."""
    mask = (1 << 64) - 1
    state = seed & mask
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield ((z ^ (z >> 31)) >> 11) / 2**53


def text_of(tensor):
    return text(tensor.tolist())


def text(value):
    if isinstance(value, list):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    return repr(int(value)) if value == int(value) else repr(value)


def draw(seed, second=False):
    """The program of this number, or with claims of its second derivatives; rejected draws are made again with other random numbers."""
    for attempt in range(1000):
        program = Program(f"{seed}/{attempt}", second)
        shapes = program.random.choice(
            [[()] * 3, [(3,), (3,), ()], [(2, 3), (3,), (3, 2)], [(2, 2, 3), (3, 2), (2, 1, 3)], [(2, 2), (2, 2), (1,)]]
        )
        for shape in shapes:
            program.leaf(shape)
        steps = program.random.randrange(3, 16)
        failures = 0
        while len(program.values) < len(shapes) + steps and failures < 200:
            kind = program.random.choices(
                ["unary", "parametrized", "binary", "select", "reduction", "arrangement", "product_of_matrices", "network",
                 "window", "algebra"],
                [5, 3, 5, 1, 2, 5, 2, 4, 2, 3],
            )[0]
            try:
                getattr(program, kind)()
            except Rejected:
                failures += 1
        try:
            program.finish()
            return program
        except (Rejected, NotImplementedError):
            continue
    raise SystemExit(f"no program for seed {seed}")


def plain(number):
    return float({"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}.get(number, number))


def flat(value):
    return [entry for part in value for entry in flat(part)] if isinstance(value, list) else [plain(value)]


def differs(ours, theirs):
    theirs = theirs.detach().reshape(-1).tolist()
    ours = flat(ours)
    if len(ours) != len(theirs):
        return f"{len(ours)} numbers against {len(theirs)}"
    scale = max([1e-2] + [abs(number) for number in theirs])
    for place, (a, b) in enumerate(zip(ours, theirs)):
        if not abs(a - b) <= TOLERANCE * scale:
            return f"entry {place}: edgewise {a!r}, PyTorch {b!r}"
    return None


def compare(program, nodes):
    """What differs, as text."""
    found = []
    for name, value in program.values.items():
        node = nodes.get(name)
        if node is None:
            found.append(f"{name} is missing")
            continue
        if list(value.shape) != node["shape"]:
            found.append(f"{name} has shape {node['shape']}, not {list(value.shape)}")
            continue
        difference = differs(node["value"], value)
        if difference:
            found.append(f"value of {name}: {difference}")
        if value.requires_grad and name != "L":
            gradient = value.grad if value.grad is not None else torch.zeros(value.shape)
            difference = differs(node["gradient"], gradient)
            if difference:
                found.append(f"gradient of {name}: {difference}")
    return found


def check_hessians(options, folder):
    """The blocks of each program's Hessian, as claims that edgewise checks."""
    files = []
    for number in range(options.hessians):
        program = draw(f"second/{options.seed}/{number}", second=True)
        files.append(folder / f"second-{options.seed}-{number}.flow")
        files[-1].write_text("\n".join(program.lines) + "\n", encoding="utf-8")
    failed = 0
    for file in files:
        run = subprocess.run([options.edgewise, "check", str(file)], capture_output=True, text=True)
        claims = [line for line in run.stdout.splitlines() if "∂²L" in line]
        wrong = [line for line in claims if not line.startswith("✓")]
        if wrong or not claims:
            failed += 1
            print(file, *(wrong or [run.stderr]), sep="\n  ")
    print(f"{len(files)} Hessians, {failed} differ")
    return failed


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--edgewise", default="edgewise", help="the command to try")
    arguments.add_argument("--programs", type=int, default=300)
    arguments.add_argument("--hessians", type=int, default=0, help="programs whose second derivatives are compared too")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=pathlib.Path, help="a folder for the programs and what edgewise says of them")
    options = arguments.parse_args()
    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="edgewise-pytorch-"))
    (folder / "json").mkdir(parents=True, exist_ok=True)

    programs = {}
    for number in range(options.programs):
        name = f"program-{options.seed}-{number}"
        programs[name] = draw(f"{options.seed}/{number}")
        (folder / f"{name}.flow").write_text("\n".join(programs[name].lines) + "\n", encoding="utf-8")
    failed = 0
    names = list(programs)
    for begin in range(0, len(names), 50):
        batch = names[begin:begin + 50]
        files = [str(folder / f"{name}.flow") for name in batch]
        run = subprocess.run(
            [options.edgewise, "render", *files, "-T", "json", "-o", str(folder / "json")],
            capture_output=True, text=True,
        )
        if run.returncode != 0:
            print(run.stderr, file=sys.stderr)
        for name in batch:
            answer = folder / "json" / f"{name}.json"
            if not answer.exists():
                found = ["edgewise drew nothing"]
            else:
                nodes = {node["id"]: node for node in json.loads(answer.read_text(encoding="utf-8"))["nodes"]}
                found = compare(programs[name], nodes)
            if found:
                failed += 1
                print(f"{folder / name}.flow:", *found, sep="\n  ")
    print(f"{len(names)} programs, {sum(len(p.values) for p in programs.values())} nodes, {failed} programs differ")
    failed += check_hessians(options, folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
