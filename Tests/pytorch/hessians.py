"""Second derivatives by PyTorch (torch.autograd.functional.hessian, float64), as HessianTests.swift has them.

    python3 Tests/pytorch/hessians.py
"""
import torch
from torch.autograd.functional import hessian
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def row(values):
    return "[" + ", ".join(repr(float(v)) for v in torch.as_tensor(values).reshape(-1)) + "]"


X = torch.tensor([[2, 3], [1.5, 1], [4, 5], [0.8, 0.5], [3.2, 2.5]])
y = torch.tensor([5, 3.2, 9.5, 2.1, 6.8])
a = torch.tensor([[0.3, -0.7], [1.1, 0.4]])

functions = {
    "five deliveries": ([0.8, 1.5], lambda w: ((X @ w - y) ** 2).mean()),
    "rosenbrock": ([-1.2, 1.0], lambda w: (1 - w[0]) ** 2 + 100 * (w[1] - w[0] ** 2) ** 2),
    "layer": ([0.5, -0.3, 0.8], lambda w: torch.tanh(a @ w[:2] + w[2]).square().sum()),
    "softplus silu gelu": ([0.7, -1.3, 2.1], lambda w: F.softplus(w[0]) * F.silu(w[1]) * F.gelu(w[2])),
    "gelu tanh erf": ([0.7, -1.3], lambda w: F.gelu(w[0] * w[1], approximate="tanh") * torch.erf(w[0] - w[1])),
    "exp log sqrt": ([0.7, 1.3], lambda w: torch.exp(w[0] * w[1]) * torch.log(w[0] + w[1]) / torch.sqrt(w[1])),
    "sin cos tan sigmoid": (
        [0.7, 0.4], lambda w: torch.sin(w[0] * w[1]) * torch.cos(w[0]) / torch.tan(w[1]) + torch.sigmoid(w[0] - w[1])),
    "pow": ([1.7, 2.4], lambda w: w[0] ** w[1] + w[1] ** -2.5),
    "elu leaky": (
        [-0.7, -0.4], lambda w: F.elu(w[0] * 2, alpha=1.5) * F.leaky_relu(w[1]) ** 2 + F.elu(-w[0]) * w[1]),
    "logsumexp norm std": (
        [0.7, -0.4, 1.2], lambda w: torch.logsumexp(w, 0) * torch.linalg.vector_norm(w) + torch.std(w, correction=1)),
    "prod var max": ([0.7, -0.4, 1.2], lambda w: torch.prod(w) ** 2 + torch.var(w, correction=0) * torch.amax(w)),
}
for name, (at, f) in functions.items():
    print(f"{name}: {row(hessian(f, torch.tensor(at)))}")
    if name == "five deliveries":
        print("  eigenvalues", row(torch.linalg.eigvalsh(hessian(f, torch.tensor(at)))))
m = torch.tensor([[4.0, 1, -2, 0.5], [1, -3, 0, 2], [-2, 0, 1, 1.5], [0.5, 2, 1.5, 0]])
print("matrix", row(torch.linalg.eigvalsh(m)))
