#!/usr/bin/env python3
"""Every printed derivative between single numbers against SymPy's, at ten points each: of all graphs and of random programs.

    pip install sympy
    python3 Tests/pytorch/formulas.py [--edgewise BINARY] [--programs 300] [--seed 1] [--programs-only]

What a node computes is read from the tape (`--detail operations`), so that the only text that is read is the formula's. Points outside
of a function's domain do not count. Without SymPy it says so and ends with 0.
"""

import argparse
import json
import pathlib
import random
import re
import signal
import subprocess
import sys

try:
    import mpmath
    import sympy
except ImportError:
    print("formulas.py: skipped, SymPy is missing")
    sys.exit(0)

ROOT = pathlib.Path(__file__).parents[2]
mpmath.mp.dps = 40
POINTS = 10
# Seconds for a formula: |x| of what is long takes SymPy minutes.
LONGEST = 10


class Held(sympy.Function):
    """A value that passes no derivative: of detach, floor and the like."""

    def fdiff(self, argindex=1):
        return sympy.Integer(0)


def flat(number):
    """The kind of step that is 0 to differentiate, by its name."""

    class Flat(sympy.Function):
        def fdiff(self, argindex=1):
            return sympy.Integer(0)

    Flat.__name__ = number
    return Flat


STEPS = {name: flat(name) for name in ("floor_", "ceil_", "round_", "sign_")}
one = sympy.Integer(1)


def number(value):
    if value == sympy.pi.evalf(17) or abs(value - float(sympy.pi)) == 0:
        return sympy.pi
    return sympy.Rational(str(value)) if value == value and abs(value) != float("inf") else sympy.Float(value)


def indicator(condition):
    return sympy.Piecewise((one, condition), (sympy.Integer(0), True))


def stepwise(name):
    return lambda x: STEPS[name](x)


def gelu_tanh(x):
    return x * (1 + sympy.tanh(sympy.sqrt(2 / sympy.pi) * (x + sympy.Rational("0.044715") * x**3))) / 2


MAPS = {
    "negate": lambda x: -x, "exp": sympy.exp, "expm1": lambda x: sympy.exp(x) - 1, "log": sympy.log,
    "log1p": lambda x: sympy.log(1 + x), "log2": lambda x: sympy.log(x) / sympy.log(2),
    "log10": lambda x: sympy.log(x) / sympy.log(10), "sqrt": sympy.sqrt, "square": lambda x: x**2, "abs": sympy.Abs,
    "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "asin": sympy.asin, "acos": sympy.acos, "atan": sympy.atan,
    "sinh": sympy.sinh, "cosh": sympy.cosh, "tanh": sympy.tanh, "asinh": sympy.asinh, "acosh": sympy.acosh,
    "atanh": sympy.atanh, "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)), "relu": lambda x: sympy.Piecewise((x, x > 0), (0, True)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)), "silu": lambda x: x / (1 + sympy.exp(-x)), "erf": sympy.erf,
    "gelu": lambda x: x * (1 + sympy.erf(x / sympy.sqrt(2))) / 2, "gelu_tanh": gelu_tanh, "identity": lambda x: x,
    "detach": Held, "floor": stepwise("floor_"), "ceil": stepwise("ceil_"), "round": stepwise("round_"),
    "sign": stepwise("sign_"),
}
PAIRS = {
    "add": lambda a, b: a + b, "subtract": lambda a, b: a - b, "multiply": lambda a, b: a * b, "divide": lambda a, b: a / b,
    "pow": lambda a, b: a**b, "atan2": sympy.atan2, "max": lambda a, b: sympy.Piecewise((a, a > b), (b, True)),
    "min": lambda a, b: sympy.Piecewise((a, a < b), (b, True)), "less": lambda a, b: indicator(a < b),
    "greater": lambda a, b: indicator(a > b), "less_equal": lambda a, b: indicator(a <= b),
    "greater_equal": lambda a, b: indicator(a >= b), "equal": lambda a, b: indicator(sympy.Eq(a, b)),
}


def apply(node, operands):
    """The node in SymPy; None for what is no function of single numbers."""
    name, attributes = node["operation"], node["attributes"]
    if name == "gelu" and attributes.get("approximate") == "tanh":
        name = "gelu_tanh"
    if name == "power":
        return operands[0] ** number(attributes["exponent"])
    if name == "leaky_relu":
        return sympy.Piecewise((operands[0], operands[0] > 0), (number(attributes["slope"]) * operands[0], True))
    if name == "elu":
        below = number(attributes["alpha"]) * (sympy.exp(operands[0]) - 1)
        return sympy.Piecewise((operands[0], operands[0] > 0), (below, True))
    if name == "where":
        return sympy.Piecewise((operands[1], sympy.Ne(operands[0], 0)), (operands[2], True))
    if len(operands) == 1 and name in MAPS:
        return MAPS[name](operands[0])
    if len(operands) == 2 and name in PAIRS:
        return PAIRS[name](*operands)
    return None


# What the flow language's functions are to a calculator with 40 digits.
def held(x):
    return x


def where(condition, a, b):
    return a if condition else b


def sign(x):
    return mpmath.sign(x)


def rounded(x):
    return mpmath.nint(x)


CALCULATOR = {name: getattr(mpmath, name) for name in (
    "exp expm1 log log10 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf floor ceil atan2 pi").split()}
CALCULATOR |= {
    "where": where, "sign": sign, "abs": abs, "max": max, "min": min, "round": rounded, "detach": held, "inf": mpmath.inf,
    "log1p": mpmath.log1p, "log2": lambda x: mpmath.log(x, 2), "square": lambda x: x * x,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)), "relu": lambda x: max(x, 0), "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "silu": lambda x: x / (1 + mpmath.exp(-x)), "leaky_relu": lambda x, slope=mpmath.mpf("0.01"): x if x > 0 else slope * x,
    "elu": lambda x, alpha=1: x if x > 0 else alpha * mpmath.expm1(x),
    "gelu": lambda x, approximate=None: CALCULATOR["tanhform"](x) if approximate else x * (1 + mpmath.erf(x / mpmath.sqrt(2))) / 2,
    "tanhform": lambda x: x * (1 + mpmath.tanh(mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf("0.044715") * x**3))) / 2,
}
IN_SYMPY = [
    {"Held": held, "floor_": mpmath.floor, "ceil_": mpmath.ceil, "round_": rounded, "sign_": sign}, "mpmath"]


def python(formula, names):
    """The flow language as Python: names that have brackets or points in them, `^`, and decimals with all their digits."""
    for index, name in sorted(enumerate(names), key=lambda pair: -len(pair[1])):
        formula = re.sub(r"(?<![\w.])" + re.escape(name) + r"(?![\w'′\[])", f"leaf_{index}_", formula)
    formula = re.sub(r"(?<![\w.])(\d+\.?\d*(?:e[-+]?\d+)?)", r"number('\1')", formula)
    return formula.replace("^", "**")


def read(edgewise, text, detail, folder):
    result = subprocess.run(
        [edgewise, "render", "-", "-T", "json", "--detail", detail], input=text, capture_output=True, text=True, cwd=folder)
    return json.loads(result.stdout) if result.returncode == 0 else None


class Tally:
    formulas = points = skipped = 0
    faults: list = []


def check(edgewise, text, folder, name, rng):
    tape, graph = read(edgewise, text, "operations", folder), read(edgewise, text, "named", folder)
    if tape is None or graph is None:
        return False
    nodes = {node["id"]: node for node in tape["nodes"]}
    named = {node["id"] for node in graph["nodes"]}
    by_target = {}
    for edge in graph["edges"]:
        by_target.setdefault(edge["to"], []).append(edge)
    for target, edges in by_target.items():
        if target == graph["output"] and len(edges) > 10:
            continue
        expressions = {}

        def expression(node, is_inside=False):
            if node in expressions:
                return expressions[node]
            if nodes[node]["shape"] != []:
                raise ValueError
            if node in named and (is_inside or nodes[node]["operation"] == "leaf"):
                result = sympy.Symbol(f"v{len(expressions)}_{abs(hash(node))}", real=True)
            elif nodes[node]["operation"] == "leaf":
                result = number(nodes[node]["value"])
            else:
                result = apply(nodes[node], [expression(operand, True) for operand in nodes[node]["operands"]])
                if result is None:
                    raise ValueError
            if node != target:
                expressions[node] = result
            return result

        signal.alarm(LONGEST)
        try:
            whole = expression(target)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        except TimeoutError:
            Tally.skipped += 1
            continue
        sources = [edge["from"] for edge in edges]
        symbols = [expressions.get(source, sympy.Symbol(f"unused_{place}", real=True)) for place, source in enumerate(sources)]
        try:
            value = sympy.lambdify(symbols, whole, IN_SYMPY)
        except (KeyError, TypeError, TimeoutError):  # A constant that is no number, as 1/0 is.
            continue
        for edge, symbol in zip(edges, symbols):
            # Where an infinite slope meets a 0 on the way, the number is NaN too.
            if edge["ascii"] is None or nodes[edge["from"]]["shape"] != [] or edge["derivative"] == "NaN":
                continue
            signal.alarm(LONGEST)
            try:
                slope = sympy.lambdify(symbols, sympy.diff(whole, symbol), IN_SYMPY)
            except (KeyError, TypeError):
                continue
            except TimeoutError:
                Tally.skipped += 1
                continue
            code = compile(python(edge["ascii"], sources + [target]), "formula", "eval")
            Tally.formulas += 1
            seen = tries = 0
            while seen < POINTS and tries < 8 * POINTS:
                tries += 1
                at = [mpmath.mpf(str(round(rng.choice([rng.gauss(0, 1.5), rng.uniform(0.1, 0.9), rng.uniform(1, 4)]), 6)))
                      for _ in sources]
                try:
                    wanted = slope(*at)
                    held_value = value(*at)
                    if not all(mpmath.isfinite(x) and mpmath.im(x) == 0 for x in (mpmath.mpmathify(wanted), mpmath.mpmathify(held_value))):
                        continue
                except (ZeroDivisionError, ValueError, OverflowError, TypeError, AttributeError):
                    continue
                except TimeoutError:
                    break
                seen += 1
                Tally.points += 1
                # A formula may name the result itself: 1 − h².
                names = {f"leaf_{index}_": x for index, x in enumerate(at + [held_value])}
                try:
                    found = eval(code, CALCULATOR | names | {"number": mpmath.mpf})
                    is_same = abs(found - wanted) <= mpmath.mpf("1e-12") * max(1, abs(wanted))
                except TimeoutError:
                    break
                except (ZeroDivisionError, ValueError, OverflowError, TypeError, NameError, AttributeError) as error:
                    found, is_same = error, False
                if not is_same:
                    Tally.faults.append(
                        f"{name}: ∂{target}/∂{edge['from']} = {edge['ascii']}\n  at {dict(zip(sources, map(str, at)))}: "
                        f"{found}, and by SymPy {wanted}")
                    break
            signal.alarm(0)
            Tally.skipped += seen < POINTS
    signal.alarm(0)
    return True


FUNCTIONS = (
    "exp log sqrt square abs sin cos tan tanh sigmoid relu leaky_relu elu expm1 log1p atan sinh cosh asinh exp2 reciprocal rsqrt log2 "
    "logsigmoid relu6 selu mish hardtanh softplus gelu silu erf sign floor detach asin").split()


def program(rng, index):
    """Three lines over four leaves, whose names end in a number, so that many programs are one file."""

    def expression(depth, names):
        if depth == 0:
            return rng.choice(names + ["2", "0.5", "3", "10", "1"])
        a, b = (expression(depth - 1 - rng.randrange(depth), names) for _ in range(2))
        kind = rng.randrange(16)
        forms = [
            f"({a} + {b})", f"({a} + {b})", f"({a} - {b})", f"{a}*({b})", f"{a}*({b})", f"({a})/({b})", f"({a})/({b})",
            f"({a})^{rng.randrange(2, 4)}", f"({a})^(-{rng.randrange(1, 3)})", f"max({a}, {b})", f"min({a}, {b})", f"-({a})",
            f"where({a} > {b}, {b}, {a})", f"({a})^({b})", f"atan2({a}, {b})"]
        return forms[kind] if kind < len(forms) else f"{rng.choice(FUNCTIONS)}({a})"

    names = [f"{letter}{index}" for letter in "abcd"]
    lines = [f"param {name} = {round(rng.uniform(0.2, 2), 3)}" for name in names]
    for place, letter in enumerate("pqr"):
        name = f"{letter}{index}"
        lines.append(f"{name} = {rng.choice(FUNCTIONS)}({expression(3, names)}) + {expression(2 + place, names)}")
        names = names + [name]
    return "\n".join(lines + [f"L{index} = p{index}*q{index} + r{index}"])


def give_up(*_):
    raise TimeoutError


def main():
    signal.signal(signal.SIGALRM, give_up)
    options = argparse.ArgumentParser()
    options.add_argument("--edgewise", default=str(ROOT / ".build/debug/edgewise"))
    options.add_argument("--programs", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--programs-only", action="store_true")
    options = options.parse_args()
    rng = random.Random(options.seed)
    for path in [] if options.programs_only else sorted(ROOT.glob("graphs/**/*.flow")):
        check(options.edgewise, path.read_text(), path.parent, path.name, rng)
    print(f"graphs: {Tally.formulas} formulas, {Tally.points} points, {len(Tally.faults)} faults", flush=True)
    done = 0
    while done < options.programs:
        programs = [program(rng, index) for index in range(done, min(done + 20, options.programs))]
        text = "\n".join(programs) + "\nloss L = " + " + ".join(f"L{done + place}" for place in range(len(programs)))
        if not check(options.edgewise, text, ROOT, f"programs from {done}", rng):
            print(f"not read:\n{text}")
            sys.exit(1)
        done += len(programs)
        print(f"{done} programs, {Tally.formulas} formulas, {len(Tally.faults)} faults", flush=True)
    print("\n".join(Tally.faults[:40]))
    print(
        f"in all: {done} programs, {Tally.formulas} formulas, {Tally.points} points, {Tally.skipped} with fewer than {POINTS} points in "
        f"the domain, {len(Tally.faults)} faults")
    sys.exit(1 if Tally.faults else 0)


main()
