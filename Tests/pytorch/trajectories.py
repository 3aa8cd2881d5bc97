#!/usr/bin/env python3
"""PyTorch's trajectories (float64) of the runs in Tests/TrainingTests/Fixtures/*.flow, written beside them as *.txt.

    pip install torch
    python3 Tests/pytorch/trajectories.py

The `train` lines are read from the flow files, so each run is said once; the losses are written here again, in PyTorch. A
schedule is PyTorch's own class, stepped after each update. Two things PyTorch has no class for: a cosine that has come to its
end stays there (CosineAnnealingLR would rise again, so it is stepped no more), and a warm-up before a plateau sets the rate
itself (SequentialLR takes no plateau).
"""

import ast
import pathlib
import re

import torch
from torch.optim import lr_scheduler

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "TrainingTests" / "Fixtures"
SHOWN = [0, 1, 2, 3, 5, 8, 11, 21, 34, 55, 78, 100]


def bowl(a, b, c):
    return (a - 3) ** 2 + 4 * (b + 1) ** 2 + 0.2 * (c - 2) ** 2 + 0.5 * (a - 3) * (b + 1) + 0.3 * (b + 1) * (c - 2) + 1


def network(W, b, v, c):
    X = torch.tensor([[0.1, 0.9], [0.8, 0.2], [0.7, 0.6], [-0.4, 0.3], [0.5, -0.7]])
    y = torch.tensor([0.9, 0.7, -0.2, 0.4, 0.3])
    return torch.nn.functional.mse_loss(torch.tanh(X @ W + b) @ v + c, y)


def optimizer(call, parameters, decay):
    options = {option.arg: ast.literal_eval(option.value) for option in call.keywords}
    lr, beta, eps = options["lr"], options.get("beta", 0.9), options.get("eps", 1e-8)
    betas = (options.get("beta1", 0.9), options.get("beta2", 0.999))
    match call.func.id:
        case "gd":
            return torch.optim.SGD(parameters, lr, weight_decay=decay)
        case "momentum" | "nesterov" as name:
            return torch.optim.SGD(parameters, lr, momentum=beta, nesterov=name == "nesterov", weight_decay=decay)
        case "adagrad":
            return torch.optim.Adagrad(parameters, lr, eps=options.get("eps", 1e-10), weight_decay=decay)
        case "rmsprop":
            alpha = options.get("alpha", 0.99)
            return torch.optim.RMSprop(parameters, lr, alpha=alpha, eps=eps, weight_decay=decay)
        case "adam":
            return torch.optim.Adam(parameters, lr, betas, eps, weight_decay=decay)
        case "adamw":
            return torch.optim.AdamW(parameters, lr, betas, eps, weight_decay=options.get("weight_decay", 0.01))
    raise ValueError(call.func.id)


def schedule(call, optimizer):
    """PyTorch's object, and for how many updates it is stepped."""
    options = {option.arg: option.value for option in call.keywords}
    number = {name: ast.literal_eval(value) for name, value in options.items() if name != "then"}
    match call.func.id:
        case "step":
            return lr_scheduler.StepLR(optimizer, number["every"], number["gamma"]), None
        case "exponential":
            return lr_scheduler.ExponentialLR(optimizer, number["gamma"]), None
        case "cosine":
            return lr_scheduler.CosineAnnealingLR(optimizer, number["steps"], number.get("to", 0)), number["steps"]
        case "plateau":
            factor, patience = number.get("factor", 0.1), number.get("patience", 10)
            return lr_scheduler.ReduceLROnPlateau(optimizer, factor=factor, patience=patience), None
        case "warmup":
            n = number["steps"]
            rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / n, total_iters=n - 1)
            if "then" not in options:
                return rise, None
            after, end = schedule(options["then"], optimizer)
            return lr_scheduler.SequentialLR(optimizer, [rise, after], [n]), None if end is None else n + end
    raise ValueError(call.func.id)


def is_plateau(call):
    return call is not None and call.func.id == "plateau"


def trajectory(call, loss, leaves):
    """The lines of one run: step, learning rate, loss and all parameters' numbers."""
    options = {option.arg: option.value for option in call.keywords}
    start = {option.arg: ast.literal_eval(option.value) for option in options["start"].keywords} if "start" in options else {}
    parameters = [torch.tensor(start.get(name, value), dtype=torch.float64, requires_grad=True) for name, value in leaves.items()]
    rule = optimizer(call.args[0], parameters, ast.literal_eval(options["weight_decay"]) if "weight_decay" in options else 0)
    wanted = options.get("schedule")
    base = rule.param_groups[0]["lr"]
    rise = 0
    if wanted is not None and wanted.func.id == "warmup":
        inner = {option.arg: option.value for option in wanted.keywords}
        if is_plateau(inner.get("then")):
            rise, wanted = ast.literal_eval(inner["steps"]), inner["then"]
    rates, end = schedule(wanted, rule) if wanted is not None else (None, None)
    lines = []
    steps = ast.literal_eval(options["steps"])
    for k in range(steps + 1):
        if k < rise:
            rule.param_groups[0]["lr"] = base * (k + 1) / rise
        elif k == rise and rise:
            rule.param_groups[0]["lr"] = base
        rule.zero_grad()
        value = loss(*parameters)
        # The loss after an update is what a plateau looks at.
        if is_plateau(wanted) and k > rise:
            rates.step(value.item())
        if k in SHOWN:
            numbers = [rule.param_groups[0]["lr"], value.item()]
            numbers += [entry for parameter in parameters for entry in parameter.detach().reshape(-1).tolist()]
            lines.append(" ".join([str(k)] + [repr(number) for number in numbers]))
        if k == steps:
            break
        value.backward()
        if "clip_norm" in options:
            torch.nn.utils.clip_grad_norm_(parameters, ast.literal_eval(options["clip_norm"]))
        rule.step()
        if rates is not None and not is_plateau(wanted) and (end is None or k < end):
            rates.step()
    return lines


def main():
    for loss in (bowl, network):
        text = (FIXTURES / f"{loss.__name__}.flow").read_text(encoding="utf-8")
        leaves = {name: ast.literal_eval(value) for name, value in re.findall(r"^param\s+(\w+) = (.*)$", text, re.M)}
        lines = [
            f"# PyTorch {torch.__version__.split('+')[0]}, float64, on the processor; made by Tests/pytorch/trajectories.py.",
            f"# The runs of {loss.__name__}.flow: step, learning rate of the next update, loss, " + ", ".join(leaves) + ".",
        ]
        for name, call in re.findall(r'^train "([^"]*)" L using (.*)$', text, re.M):
            lines += ["", name] + trajectory(ast.parse(f"train({call})", mode="eval").body, loss, leaves)
        (FIXTURES / f"{loss.__name__}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
