#!/usr/bin/env python3
"""The course files in graphs/course by PyTorch (float64): writes the claims with numbers at the end of each.

    pip install numpy torch
    python3 Tests/pytorch/course.py            writes what stands below the line "# By PyTorch"
    python3 Tests/pytorch/course.py --verify   changes nothing, and fails if a claim is another

The leaves are the file's own: literals are read from it, and what the language draws is drawn here by the same rule (SplitMix64 over
the seed and the name). All that follows is PyTorch's: its layers and losses where it has them. Topics have seven digits; the layers
from 18 on, whose gradients are all claimed, have eleven.
"""

import argparse
import csv
import pathlib
import sys

import torch
from corpus import leaf
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent.parent.parent / "graphs" / "course"
MARK = "# By PyTorch (Tests/pytorch/course.py)."
grad = torch.autograd.grad


def uniform(name, shape, bound, seed=1):
    """The language's `uniform`: SplitMix64 from the seed exclusive-or the 64-bit FNV-1a hash of the name."""
    mask = (1 << 64) - 1
    state = 0xCBF29CE484222325
    for byte in name.encode():
        state = (state ^ byte) * 0x100000001B3 & mask
    state ^= seed
    numbers = []
    for _ in range(torch.Size(shape).numel()):
        state = state + 0x9E3779B97F4A7C15 & mask
        z = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        numbers.append(-bound + 2 * bound * ((z ^ z >> 31) >> 11) * 2.0**-53)
    return torch.tensor(numbers).reshape(shape).requires_grad_()


def number(value, digits):
    """A number to this many digits; one that is whole claims 1e-9 as it stands."""
    if abs(value - round(value)) < 1e-14 and abs(value) < 1e6:
        return str(round(value))
    mantissa, _, exponent = f"{value:#.{digits}g}".partition("e")
    return mantissa + (f"e{int(exponent)}" if exponent else "")


def text(value, digits):
    if isinstance(value, list):
        return "[" + ", ".join(text(entry, digits) for entry in value) + "]"
    return number(value, digits)


class File:
    """A course file: its leaves by name, and the claims about it."""

    def __init__(self, path):
        self.source = path.read_text(encoding="utf-8")
        self.digits = 7 if int(path.name[:2]) < 18 else 11
        self.claims = []
        self.leaves = {}
        for line in self.source.split("\n"):
            found = leaf(" ".join(line.split()))
            if found:
                self.leaves[found[0]] = torch.tensor(found[1]).requires_grad_()

    def __getitem__(self, names):
        values = [self.leaves[name] for name in names.split()]
        return values if len(values) > 1 else values[0]

    def value(self, name, tensor, tail=""):
        self.claims.append(f"expect {name} = {text(tensor.tolist(), self.digits)}{tail}")

    def values(self, **tensors):
        for name, tensor in tensors.items():
            self.value(name, tensor)

    def gradients(self, loss, result, **sources):
        """Of a leaf by its name; of a node by the tensor that is given."""
        names = list(sources)
        for name, gradient in zip(names, grad(loss, list(sources.values()), retain_graph=True)):
            self.value(f"d{result}/d{name}", gradient)

    def leafwise(self, loss, result, names):
        self.gradients(loss, result, **{name: self.leaves[name] for name in names.split()})

    def train(self, optimizer, loss, steps, shown):
        """Claims after these many steps, of the loss and of leaves."""
        for step in range(1, max(steps) + 1):
            optimizer.zero_grad()
            loss().backward()
            optimizer.step()
            if step in steps:
                tail = f" after {step} step{'s' * (step > 1)}"
                for name, tensor in shown().items():
                    self.value(name, tensor, tail)


def logistic_regression(f):
    X, y, w, b = f["X y w b"]
    loss = lambda: F.binary_cross_entropy_with_logits(X @ w + b, y)
    f.values(z=X @ w + b, ŷ=torch.sigmoid(X @ w + b), J=loss())
    f.leafwise(loss(), "J", "w b")
    f.value("d²J/dw²", torch.autograd.functional.hessian(lambda v: F.binary_cross_entropy_with_logits(X @ v + b, y), w))
    f.train(torch.optim.SGD([w, b], lr=0.5), loss, [1, 20], lambda: {"J": loss(), "w": w, "b": b})


def xor(f):
    X, Y, W1, b1, W2, b2 = f["X Y W₁ b₁ W₂ b₂"]
    out = lambda: torch.tanh(X @ W1 + b1) @ W2 + b2
    loss = lambda: F.mse_loss(out(), Y)
    f.values(out=out(), L=loss())
    f.leafwise(loss(), "L", "W₁ b₁ W₂ b₂")
    optimizer = torch.optim.SGD([W1, b1, W2, b2], lr=0.1, momentum=0.9)
    f.train(optimizer, loss, [1, 10, 200], lambda: {"L": loss(), "W₂": W2})


def batch_norm(f):
    x, γ, β, ε, t = f["x γ β ε t"]
    y = F.batch_norm(x, None, None, γ, β, training=True, eps=ε.item())
    loss = ((y - t) ** 2).sum() / 2
    f.values(μ=x.mean(0), v=x.var(0, unbiased=False), y=y, L=loss)
    f.leafwise(loss, "L", "x γ β")


def lstm(f):
    h0, c0, x, t = f["h₀ C₀ x t"]
    cell = nn.LSTMCell(2, 2, bias=True)
    # PyTorch's order is i f g o, and its weights of x and of h stand apart.
    gates = "ifCo"
    with torch.no_grad():
        cell.weight_hh.copy_(torch.cat([f[f"W_{g}"][:, :2] for g in gates]))
        cell.weight_ih.copy_(torch.cat([f[f"W_{g}"][:, 2:] for g in gates]))
        cell.bias_ih.copy_(torch.cat([f[f"b_{g}"] for g in gates]))
        cell.bias_hh.zero_()
    h, c = cell(x, (h0, c0))
    loss = ((h - t) ** 2).sum() / 2
    f.values(C=c, h=h, L=loss)
    of_x, of_h, of_b = grad(loss, [cell.weight_ih, cell.weight_hh, cell.bias_ih], retain_graph=True)
    for place, g in enumerate(gates):
        rows = slice(2 * place, 2 * place + 2)
        f.value(f"dL/dW_{g}", torch.cat([of_h[rows], of_x[rows]], 1))
        f.value(f"dL/db_{g}", of_b[rows])
    f.leafwise(loss, "L", "h₀ C₀ x")


def rnn(f):
    x, y, W_xh, W_hh, b_h, w_y, b_y = f["x y W_xh W_hh b_h w_y b_y"]
    h, outputs, states = torch.zeros(2), [], {}
    for t in range(3):
        h = torch.tanh(F.linear(x[t], W_xh) + F.linear(h, W_hh) + b_h)
        outputs.append(w_y @ h + b_y)
        states[f"h[{t + 1}]"] = h
    loss = ((torch.stack(outputs) - y) ** 2).sum() / 2
    for name, state in states.items():
        f.value(name, state)
    f.value("ŷ[3]", outputs[2])
    f.value("L", loss)
    f.leafwise(loss, "L", "W_xh W_hh b_h w_y b_y")
    for name, gradient in zip(states, grad(loss, list(states.values()), retain_graph=True)):
        f.value(f"dL/d{name}", gradient)


def attention(f):
    X, Y, W_Q, W_K, W_V = f["X Y W_Q W_K W_V"]
    Q, K, V = X @ W_Q, X @ W_K, X @ W_V
    O = F.scaled_dot_product_attention(Q[None], K[None], V[None])[0]
    loss = F.mse_loss(O, Y)
    f.values(A=torch.softmax(Q @ K.T / 2**0.5, 1), O=O, L=loss)
    f.leafwise(loss, "L", "W_Q W_K W_V X")


def convolution(f):
    x, k, b, w, t = f["x k b w t"]
    y = F.conv2d(x[None], k[None, None]) + b
    p = F.max_pool2d(F.relu(y), 2).reshape(-1)
    loss = (w @ p - t) ** 2 / 2
    f.values(y=y, p=p, ŷ=w @ p, L=loss)
    f.leafwise(loss, "L", "k b w x")


def reinforce(f):
    s, θ, R = f["s θ R"]
    loss = lambda: R * F.cross_entropy((θ.T @ s)[None], torch.tensor([1]))
    f.values(logits=θ.T @ s, p=torch.softmax(θ.T @ s, 0), L=loss())
    f.leafwise(loss(), "L", "θ")
    f.train(torch.optim.SGD([θ], lr=0.1), loss, [1, 10], lambda: {"L": loss(), "p": torch.softmax(θ.T @ s, 0)})


def vae(f):
    x, ε, μ, log_var, W, b = f["x ε μ log_var W b"]
    normal = torch.distributions.Normal
    KL = torch.distributions.kl_divergence(normal(μ, torch.exp(log_var / 2)), normal(0.0, 1.0)).sum()
    z = μ + torch.exp(log_var / 2) * ε
    loss = F.mse_loss(W @ z + b, x, reduction="sum") + KL
    f.values(z=z, x̂=W @ z + b, KL=KL, L=loss)
    f.leafwise(loss, "L", "μ log_var W b")


def lora(f):
    x, W0, A, B, y = f["x W₀ A B y"]
    h = lambda: F.linear(x, W0 + 2 * B @ A)
    loss = lambda: ((h() - y) ** 2).sum()
    f.values(h=h(), L=loss())
    f.leafwise(loss(), "L", "A B")
    f.train(torch.optim.SGD([A, B], lr=0.01), loss, [1, 20], lambda: {"L": loss(), "A": A, "B": B})


def ridge(f):
    X, y, w, λ = f["X y w λ"]
    loss = lambda: ((X @ w - y) ** 2).sum() + λ * (w**2).sum()
    best = torch.linalg.lstsq(torch.cat([X, λ.sqrt() * torch.eye(2)]), torch.cat([y, torch.zeros(2)])[:, None]).solution[:, 0]
    f.values(J=loss(), w_best=best)
    f.leafwise(loss(), "J", "w")
    f.train(torch.optim.SGD([w], lr=0.05), loss, [1, 10], lambda: {"w": w, "J": loss()})


def newton(f):
    x0 = f["x₀"]
    x, states = x0, [x0]
    for _ in range(4):
        y = x**3 - 2 * x - 5
        x = x - y / (3 * x**2 - 2)
        states.append(x)
    for place in (1, 2, 3):
        f.value(f"x[{place}]", states[place])
    f.value("droot/dx₀", grad(x, x0, retain_graph=True)[0])
    f.value("dx[2]/dx[1]", grad(states[2], states[1])[0])


def temperature(f):
    z, T = f["z T"]
    p = torch.softmax(z / T, 0)
    H = torch.distributions.Categorical(p).entropy()
    f.values(p=p, H=H)
    f.leafwise(H, "H", "z T")


def triplet(f):
    a, p, n = f["a p n"]
    distance = lambda u, v: ((u - v) ** 2).sum()
    loss = nn.TripletMarginWithDistanceLoss(distance_function=lambda u, v: distance(u, v)[None], margin=0.2)(a, p, n)
    f.values(d_p=distance(a, p), d_n=distance(a, n), L=loss)
    f.leafwise(loss, "L", "a p n")


def huber(f):
    y, ŷ = f["y ŷ"]
    loss = F.huber_loss(ŷ, y)
    f.value("ℓ", F.huber_loss(ŷ, y, reduction="none"))
    f.value("L", loss)
    f.leafwise(loss, "L", "ŷ")


def rope(f):
    q, k, θ, m, n = f["q k θ m n"]
    turned = lambda v, p: torch.view_as_real(torch.view_as_complex(v.reshape(2, 2)) * torch.polar(torch.ones(2), p * θ[::2])).reshape(4)
    q_m, k_n = turned(q, m), turned(k, n)
    s = q_m @ k_n / 2
    f.values(q_m=q_m, k_n=k_n, s=s)
    f.leafwise(s, "s", "q k")


def gaussian(f):
    x, μ, σ = f["x μ σ"]
    loss = lambda: -torch.distributions.Normal(μ, σ).log_prob(x).sum()
    f.value("NLL", loss())
    f.leafwise(loss(), "NLL", "μ σ")
    f.train(torch.optim.SGD([μ, σ], lr=0.02), loss, [1, 10], lambda: {"NLL": loss(), "μ": μ, "σ": σ})


def lenet(f):
    rows = list(csv.reader((FOLDER / "digit.csv").open(encoding="utf-8")))[1:]
    image = torch.tensor([[float(cell) for cell in row] for row in rows])[None].requires_grad_()
    shapes = {
        "K1": ([6, 1, 5, 5], 0.2), "b1": ([6], 0.2), "K2": ([16, 6, 5, 5], 0.08), "b2": ([16], 0.08), "W3": ([120, 400], 0.05),
        "b3": ([120], 0.05), "W4": ([84, 120], 0.09), "b4": ([84], 0.09), "W5": ([10, 84], 0.11), "b5": ([10], 0.11),
    }
    f.leaves = {name: uniform(name, shape, bound) for name, (shape, bound) in shapes.items()}
    K1, b1, K2, b2, W3, b3, W4, b4, W5, b5 = f.leaves.values()
    h1 = F.max_pool2d(F.relu(F.conv2d(image, K1, b1, padding=2)), 2)
    h2 = F.max_pool2d(F.relu(F.conv2d(h1, K2, b2)), 2)
    h3 = F.relu(F.linear(h2.reshape(-1), W3, b3))
    h4 = F.relu(F.linear(h3, W4, b4))
    z = F.linear(h4, W5, b5)
    loss = F.cross_entropy(z, torch.tensor(3))
    for name, tensor in (("h1", h1), ("h2", h2), ("h3", h3), ("h4", h4)):
        f.value(f"sum({name})", tensor.sum())
        f.value(f"norm({name})", tensor.norm())
    f.values(z=z, L=loss)
    gradients = dict(zip(f.leaves, grad(loss, list(f.leaves.values()), retain_graph=True)))
    for name, gradient in gradients.items():
        f.value(f"norm(dL/d{name})", gradient.norm())
        f.value(f"sum(dL/d{name})", gradient.sum())
    f.value("dL/dK1[0, 0]", gradients["K1"][0, 0])
    f.value("dL/dK2[7, 3]", gradients["K2"][7, 3])
    for name in ("b1", "b2", "b5"):
        f.value(f"dL/d{name}", gradients[name])
    f.value("dL/dimage[0, 14]", grad(loss, image)[0][0, 14])


def elman(f):
    x, h0, y = f["x h₀ y"]
    net = nn.RNN(2, 3)
    names = {"W_ih": net.weight_ih_l0, "b_ih": net.bias_ih_l0, "W_hh": net.weight_hh_l0, "b_hh": net.bias_hh_l0}
    with torch.no_grad():
        for name, parameter in names.items():
            parameter.copy_(f[name])
    states, _ = net(x, h0[None])
    loss = ((states[2] - y) ** 2).sum() / 2 + (states[0] ** 2).sum() / 10
    for step in range(3):
        f.value(f"h[{step + 1}]", states[step])
    f.value("L", loss)
    f.gradients(loss, "L", **names)
    f.leafwise(loss, "L", "h₀ x")


def gated(module, gates):
    """An LSTM or a GRU cell: the gates' weights stand below one another in PyTorch."""

    def run(f):
        x, y = f["x y"]
        cell = module(3, 2)
        blocks = {"W_i": cell.weight_ih, "b_i": cell.bias_ih, "W_h": cell.weight_hh, "b_h": cell.bias_hh}
        with torch.no_grad():
            for name, block in blocks.items():
                block.copy_(torch.cat([f[name + g] for g in gates]))
        if module is nn.LSTMCell:
            h, c = cell(x, (f["h₀"], f["c₀"]))
            loss = ((h - y) ** 2).sum() + (c**2).sum() / 2
            f.value("c", c)
        else:
            h = cell(x, f["h₀"])
            loss = ((h - y) ** 2).sum()
        f.values(h=h, L=loss)
        for (name, _), gradient in zip(blocks.items(), grad(loss, list(blocks.values()), retain_graph=True)):
            for place, g in enumerate(gates):
                f.value(f"dL/d{name}{g}", gradient[2 * place : 2 * place + 2])
        f.leafwise(loss, "L", "x h₀ c₀" if module is nn.LSTMCell else "x h₀")

    return run


def batch_norm_module(f):
    x, γ, β, w, ε = f["x γ β w ε"]
    layer = nn.BatchNorm1d(3, eps=ε.item())
    with torch.no_grad():
        layer.weight.copy_(γ)
        layer.bias.copy_(β)
    y = layer(x)
    loss = (w * y).sum()
    f.values(y=y, L=loss)
    f.gradients(loss, "L", x=x, γ=layer.weight, β=layer.bias)


def lora_layer(f):
    X, W0, A, B, α, r, Y = f["X W₀ A B α r Y"]
    H = F.linear(X, W0) + α / r * F.linear(F.linear(X, A), B)
    loss = F.mse_loss(H, Y)
    f.values(H=H, L=loss)
    f.leafwise(loss, "L", "A B X")


def vae_loss(f):
    x, ε, W_e, b_e, W_μ, b_μ, W_s, b_s, W_d, b_d, W_x, b_x = f["x ε W_e b_e W_μ b_μ W_s b_s W_d b_d W_x b_x"]
    h = F.relu(F.linear(x, W_e, b_e))
    μ, s = F.linear(h, W_μ, b_μ), F.linear(h, W_s, b_s)
    z = μ + torch.exp(s / 2) * ε
    out = torch.sigmoid(F.linear(F.relu(F.linear(z, W_d, b_d)), W_x, b_x))
    BCE = F.binary_cross_entropy(out, x.detach(), reduction="sum")
    normal = torch.distributions.Normal
    KLD = torch.distributions.kl_divergence(normal(μ, torch.exp(s / 2)), normal(0.0, 1.0)).sum()
    f.values(μ=μ, s=s, z=z, x̂=out, BCE=BCE, KLD=KLD, L=BCE + KLD)
    f.leafwise(BCE + KLD, "L", "W_e b_e W_μ b_μ W_s b_s W_d b_d W_x b_x")


def rope_scores(f):
    Q, K, w = f["Q K w"]
    turns = torch.polar(torch.ones(3, 4), torch.outer(torch.arange(3.0), 10000 ** (-torch.arange(0.0, 8, 2) / 8)))
    turned = lambda M: torch.view_as_real(torch.view_as_complex(M.reshape(3, 4, 2)) * turns).reshape(3, 8)
    S = turned(Q) @ turned(K).T / 8**0.5
    loss = (w * torch.softmax(S, 1)).sum()
    f.values(Q_x=turned(Q)[:, 0::2], K_y=turned(K)[:, 1::2], S=S, L=loss)
    f.leafwise(loss, "L", "Q K")


TOPICS = [
    logistic_regression, xor, batch_norm, lstm, rnn, attention, convolution, reinforce, vae, lora, ridge, newton, temperature, triplet,
    huber, rope, gaussian, lenet, elman, gated(nn.LSTMCell, "ifgo"), gated(nn.GRUCell, "rzn"), batch_norm_module, lora_layer, vae_loss,
    rope_scores,
]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--verify", action="store_true", help="change nothing, and fail if a claim is another")
    options = arguments.parse_args()
    files = sorted(FOLDER.glob("*.flow"))
    assert len(files) == len(TOPICS)
    count = 0
    for path, topic in zip(files, TOPICS):
        file = File(path)
        topic(file)
        count += len(file.claims)
        new = file.source.split("\n" + MARK)[0].rstrip("\n") + "\n\n" + "\n".join([MARK, *file.claims]) + "\n"
        if options.verify and new != file.source:
            sys.exit(f"{path.name}: PyTorch's numbers are others")
        path.write_text(new, encoding="utf-8")
    print(f"{count} claims in {len(files)} files")


if __name__ == "__main__":
    main()
