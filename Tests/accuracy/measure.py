#!/usr/bin/env python3
"""The elementary functions beside mpmath: `make accuracy`. It takes some ten minutes.

    pip install mpmath
    python3 Tests/accuracy/measure.py LIBRARY [--points 100000] [function …]
    python3 Tests/accuracy/measure.py --fixtures

Points are log-uniform over the domain, and about the places where a formula changes, a result overflows or a digit is lost. Exit
status 1 if an error is above one unit in the last place. exp, log and tanh get ten times the points.

`--fixtures` writes what the tests read: the last 32 bits of the correctly rounded values, in hexadecimal.
"""

import argparse
import ctypes
import math
import pathlib
import random
import sys
import time

from mpmath import frexp, ldexp, mp, mpf

from points import FUNCTIONS, INFINITY, bits, number

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "ElementaryFunctionsTests/Fixtures"


def error(y, exact):
    """In units of the exact value's last place."""
    if math.isnan(y) or isinstance(exact, complex) or exact != exact:
        return 0 if math.isnan(y) and exact != exact else INFINITY
    limit = mpf(2) ** 1024
    if abs(exact) >= limit - mpf(2) ** 970:
        return 0 if y == (INFINITY if exact > 0 else -INFINITY) else INFINITY
    if math.isinf(y):
        return INFINITY
    _, e = frexp(exact) if exact else (0, -1074)
    return float(abs(mpf(y) - exact) / ldexp(mpf(1), max(e - 53, -1074)))


def places(function, count):
    """Log-uniform points, then neighbours of the special ones, at distances of all magnitudes."""
    yield from function.points(1, count)
    if function.second is not None:
        return
    draw = random.Random(1)
    low, high = domain(function)
    for center in function.special:
        for sign in (1, -1) if low < 0 else (1,):
            w = bits(abs(float(center))) | (bits(-0.0) if float(center) * sign < 0 else 0)
            for distance in range(-100, 101):
                yield (number(w + distance),)
            for _ in range(count // 200):
                yield (number(w + draw.randrange(-1, 2, 2) * 2 ** draw.randrange(0, 45)),)


def domain(function):
    return {
        "log": (0, INFINITY), "log2": (0, INFINITY), "log10": (0, INFINITY), "log1p": (-1, INFINITY), "asin": (-1, 1),
        "acos": (-1, 1), "atanh": (-1, 1), "acosh": (1, INFINITY),
    }.get(function.name, (-INFINITY, INFINITY))  # fmt: skip


def measure(function, call, count):
    low, high = domain(function)
    worst, where, tried = 0, None, 0
    for x in places(function, count):
        if math.isnan(x[0]) or not low < x[0] < high or math.isinf(x[0]):
            continue
        tried += 1
        e = error(call(*x), function.exact(*x))
        if e > worst:
            worst, where = e, x
    return worst, where, tried


def write_fixtures():
    FIXTURES.mkdir(exist_ok=True)
    for seed, function in enumerate(FUNCTIONS):
        words = [f"{bits(float(function.exact(*x))) & 0xffffffff:08x}" for x in function.points(seed, 1000)]
        lines = ["".join(words[i : i + 14]) for i in range(0, 1000, 14)]
        (FIXTURES / f"{function.name}.bits").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library", nargs="?")
    parser.add_argument("functions", nargs="*")
    parser.add_argument("--points", type=int, default=100_000)
    parser.add_argument("--fixtures", action="store_true")
    options = parser.parse_args()
    if options.fixtures:
        return write_fixtures()
    library = ctypes.CDLL(str(pathlib.Path(options.library).resolve()))
    failed = False
    print("function     points   max error  at")
    for function in FUNCTIONS:
        if options.functions and function.name not in options.functions:
            continue
        call = getattr(library, f"elementary_{function.name}")
        call.restype = ctypes.c_double
        call.argtypes = [ctypes.c_double] * (1 if function.second is None else 2)
        count = options.points * (10 if function.name in ("exp", "log", "tanh") else 1)
        worst, where, tried = measure(function, call, count)
        failed |= worst > 1
        print(f"{function.name:9} {tried:9,}  {worst:6.4f} ulp  {', '.join(x.hex() for x in where or ())}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
