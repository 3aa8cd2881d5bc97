#!/usr/bin/env python3
"""Derives the constants of Sources/ElementaryFunctions, and writes its folder Constants:

    pip install mpmath
    python3 Tests/accuracy/constants.py [Exponential Logarithm …]

All of them take five minutes. What a constant is for stands where it is used; each polynomial's largest error is printed.
"""

import pathlib
import struct
import sys

from mpmath import (
    acosh, asin, asinh, atan, cos, diff, erf, erfc, exp, expm1, floor, frexp, ldexp, log, log1p, mp, mpf, nint, pi, sin, sqrt, taylor, tanh, workprec,
)
from nearest import nearest

ROWS = 128
lines = []


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", float(x)))[0]


def number(w):
    return mpf(struct.unpack("<d", struct.pack("<Q", w & 0xFFFFFFFFFFFFFFFF))[0])


def rounded(x, count):
    """x with so many binary digits."""
    m, e = frexp(x)
    return ldexp(nint(ldexp(m, count)), e - count)


def double(x):
    """The nearest double, as a mpf."""
    return mpf(float(x))


def text(x):
    x = float(x)
    return "0" if x == 0 else x.hex().replace(".0000000000000p", "p")


def define(name, x):
    lines.append(f"#define {name} {text(x)}")


def defines(name, numbers, coefficients):
    for n, c in zip(numbers, coefficients):
        define(f"{name}_{n}", c)


def report(name, error):
    print(f"{name}: 2^{error:.1f}")


def comment(words):
    lines.append("")
    lines.append(f"// {words}")


def table(kind, name, rows):
    lines.append(f"static const {kind} {name}[{len(rows)}] = {{")
    per_line = 2 if len(rows[0]) == 2 else 1
    for i in range(0, len(rows), per_line):
        lines.append("  " + " ".join("{" + ", ".join(text(x) for x in row) + "}," for row in rows[i : i + per_line]))
    lines.append("};")


def exponential():
    comment("exp: 128/ln 2; ln 2/128 = EXP_STEP + EXP_STEP_LOW, the first of 35 digits; ln 2.")
    step = log(2) / ROWS
    high = rounded(step, 35)
    define("EXP_INVERSE_STEP", 1 / step)
    define("EXP_STEP", high)
    define("EXP_STEP_LOW", step - high)
    define("LN2", log(2))
    h = step / 2 * (1 + mpf(2) ** -20)

    def rest(r):
        return (expm1(r) - r) / r**2

    comment("(e^r - 1 - r)/r² on |r| ≤ ln 2/256: by its error beside 1; and beside r, for e^r - 1.")
    c, e = nearest(rest, [0, 1, 2, 3], -h, h, lambda r: r**2 + (h / 20) ** 2)
    report("exp", e)
    defines("EXP", [2, 3, 4, 5], c)
    c, e = nearest(rest, [0, 1, 2, 3, 4], -h, h, lambda r: abs(r) + h / 20)
    report("expm1", e)
    defines("EXPM1", [2, 3, 4, 5, 6], c)
    comment("Row j: ln(2^(j/128)/t), t with j·2^45 taken off its bits, where t is 2^(j/128) in 26 digits.")
    rows = []
    for j in range(ROWS):
        exact = mpf(2) ** (mpf(j) / ROWS)
        t = double(rounded(exact, 26))
        rows.append((log(exact / t), number(bits(t) - (j << 45))))
    table("Row2", "exp_rows", rows)


def logarithm():
    comment("log: ln 2 = LN2_HIGH + LN2_LOW, the first a multiple of 2^-42; the least z of the first cell, as bits.")
    high = nint(log(2) * 2**42) / mpf(2) ** 42
    define("LN2_HIGH", high)
    define("LN2_LOW", log(2) - high)
    one = bits(1)
    # The cells are 2^45 wide in the bits, and one has 1 in its middle.
    origin = bits(mpf("0.703125"))
    origin = one - ((one - origin) >> 45 << 45) - (1 << 44)
    lines.append(f"#define LOG_ORIGIN {hex(origin)}u")
    rows, fine, h = [], [], mpf(0)
    for i in range(ROWS):
        low, high = number(origin + (i << 45)), number(origin + ((i + 1) << 45))
        if low < 1 < high:
            c, ln, short = mpf(1), mpf(0), mpf(1)
        else:
            middle = (low + high) / 2
            short = rounded(1 / middle, 8)
            # A double c near the middle whose logarithm is all but a multiple of 2^-42.
            first = int(nint(log(middle) * 2**42))
            limit = min(mpf(2) ** -66, abs(log(middle)) * mpf(2) ** -63)
            best = None
            for n in range(first, first + 2_000_000_000, 25_013):
                candidate = double(exp(mpf(n) / 2**42))
                distance = abs(log(candidate) - mpf(n) / 2**42)
                if best is None or distance < best[0]:
                    best = (distance, candidate, mpf(n) / 2**42)
                if distance < limit:
                    break
            _, c, ln = best
        h = max(h, abs(low / c - 1), abs(high / c - 1))
        middle_part = double(1 / c - short)
        rows.append((c, short, middle_part, ln))
        high = double(rounded(1 / c, 26))
        fine.append((high, 1 / c - high, log(c) - ln, 0))
    comment("Row i, for the cell about c: c, 1/c in 8 digits and the rest of it, ln c.")
    table("Row4", "log_rows", rows)
    comment("1/c in two parts, the first of 26 digits; what is left of ln c.")
    table("Row4", "log_fine_rows", fine)

    def rest(r):
        return (log1p(r) - r + r * r / 2) / r**3

    comment(f"(ln(1 + r) - r + r²/2)/r³ on |r| ≤ {float(h):.6f}, by its error beside r; the second for pairs.")
    c, e = nearest(rest, [0, 1, 2, 3, 4], -h, h, lambda r: (abs(r) + h / 20) ** 2)
    report("log", e)
    defines("LOG", [3, 4, 5, 6, 7], c)
    c, e = nearest(rest, [0, 1, 2, 3, 4, 5], -h, h, lambda r: (abs(r) + h / 20) ** 2)
    report("log, fine", e)
    defines("LOG_FINE", [3, 4, 5, 6, 7, 8], c)
    comment("1/ln 2 and 1/ln 10 in two parts, the first of 26 digits; log10 2 likewise, the first a multiple of 2^-42.")
    for name, x in [("INVERSE_LN2", 1 / log(2)), ("INVERSE_LN10", 1 / log(10))]:
        high = rounded(x, 26)
        define(name + "_HIGH", high)
        define(name + "_LOW", x - high)
    high = nint(log(2) / log(10) * 2**42) / mpf(2) ** 42
    define("LOG10_2_HIGH", high)
    define("LOG10_2_LOW", log(2) / log(10) - high)


def hyperbolic():
    comment("(tanh a - a)/a³ on a ≤ 2^-5, in powers of a², by its error beside 1/a.")

    def rest(b):
        a = sqrt(b)
        return (tanh(a) - a) / a**3

    c, e = nearest(rest, [0, 1, 2, 3, 4], mpf(0), mpf(2) ** -10, lambda b: b + mpf(2) ** -14)
    report("tanh", e)
    defines("TANH", [3, 5, 7, 9, 11], c)


def inverse_hyperbolic():
    comment("(asinh(x)/x - 1)/x² on x ≤ 1/2, in powers of x².")

    def area(b):
        x = sqrt(b)
        return (asinh(x) / x - 1) / b

    c, e = nearest(area, list(range(13)), mpf(0), mpf("0.2501"), lambda b: b + mpf(2) ** -8)
    report("asinh", e)
    defines("ASINH", range(3, 29, 2), c)
    comment("(acosh(1 + t)/√(2t) - 1)/t on t ≤ 1/2.")
    c, e = nearest(
        lambda t: (acosh(1 + t) / sqrt(2 * t) - 1) / t, list(range(13)), mpf(0), mpf("0.501"), lambda t: t + mpf(2) ** -8
    )
    report("acosh", e)
    defines("ACOSH", range(1, 14), c)


def circular():
    comment("sin, cos: 16/π; π/16 = PI_16_A + PI_16_B + PI_16_C, the first two of 33 digits.")
    step = pi / 16
    a = rounded(step, 33)
    b = rounded(step - a, 33)
    define("SIXTEEN_OVER_PI", 1 / step)
    define("PI_16_A", a)
    define("PI_16_B", b)
    define("PI_16_C", step - a - b)
    h = (step / 2 * (1 + mpf(2) ** -10)) ** 2

    def sine(b):
        r = sqrt(b)
        return (sin(r) - r) / r**3

    def cosine(b):
        return (cos(sqrt(b)) - 1) / b

    comment("(sin r - r)/r³ and (cos r - 1)/r² on r ≤ π/32, in powers of r².")
    c, e = nearest(sine, [0, 1, 2, 3], mpf(0), h, lambda b: b)
    report("sin", e)
    defines("SIN", [3, 5, 7, 9], c)
    c, e = nearest(cosine, [0, 1, 2, 3], mpf(0), h, lambda b: b)
    report("cos", e)
    defines("COS", [2, 4, 6, 8], c)
    comment("Row j: sin(jπ/16) in two parts; cos(jπ/16) likewise, the first of 26 digits.")
    rows = []
    for j in range(32):
        s = sin(j * step) if j % 16 else mpf(0)
        c = cos(j * step) if j % 16 != 8 else mpf(0)
        c_high = double(rounded(c, 26)) if c else c
        rows.append((double(s), s - double(s), c_high, c - c_high))
    table("Row4", "circular_rows", rows)
    comment("The binary digits of 2/π behind the point, 32 a word; π/16, π/2 and π in two parts.")
    with workprec(1400):
        words = [int(floor(2 / pi * mpf(2) ** (32 * (i + 1)))) % 2**32 for i in range(40)]
    lines.append(f"static const uint32_t two_over_pi_digits[{len(words)}] = {{")
    for i in range(0, len(words), 8):
        lines.append("  " + " ".join(f"0x{w:08x}," for w in words[i : i + 8]))
    lines.append("};")
    for name, x in [("PI_16", step), ("PI_2", pi / 2), ("PI", pi)]:
        define(name, x)
        define(name + "_LOW", x - double(x))


def inverse_circular():
    comment("(asin(x)/x - 1)/x² on x ≤ 1/2, in powers of x².")

    def arc(b):
        x = sqrt(b)
        return (asin(x) / x - 1) / b

    c, e = nearest(arc, list(range(14)), mpf(0), mpf("0.2501"), lambda b: b + mpf(2) ** -8)
    report("asin", e)
    defines("ASIN", range(3, 31, 2), c)
    comment("atan: row j, atan(j/16) in two parts; (atan t - t)/t³ on t ≤ 1/31, in powers of t².")
    rows = []
    for j in range(17):
        x = atan(mpf(j) / 16)
        rows.append((double(x), x - double(x)))
    table("Row2", "atan_rows", rows)

    def rest(b):
        t = sqrt(b)
        return (atan(t) - t) / t**3

    h = mpf(1) / 31**2
    c, e = nearest(rest, [0, 1, 2, 3, 4], mpf(0), h, lambda b: b + h / 20)
    report("atan", e)
    defines("ATAN", [3, 5, 7, 9, 11], c)


def cells(name, f, first, count, degree):
    """Eight cells from each power of two on: the cell's middle, the value there, the coefficients of the rest."""
    rows = []
    for cell in range(count):
        scale = first * 2 ** (cell // 8)
        low, high = scale * (8 + cell % 8) / 8, scale * (9 + cell % 8) / 8
        # A double near the middle where the value is all but a double.
        middle, best = (low + high) / 2, None
        for n in range(3000):
            candidate = double(middle + scale * n * mpf(2) ** -44)
            value = f(candidate)
            distance = abs(value - double(value)) / value
            if best is None or distance < best[0]:
                best = (distance, candidate, double(value))
        _, c, value = best
        t = max(c - low, high - c) * (1 + mpf(2) ** -30)
        coefficients, e = nearest(
            lambda x: (f(c + x) - value) / x, range(degree), -t, t, lambda x: (abs(x) + t / 20) / value
        )
        report(f"{name}, cell {cell}", e)
        rows.append([c, value] + coefficients)
    lines.append(f"static const double {name}_rows[{count}][{degree + 2}] = {{")
    for row in rows:
        words = [text(x) for x in row]
        for i in range(0, len(words), 4):
            end = "}," if i + 4 >= len(words) else ","
            lines.append(("  {" if i == 0 else "   ") + ", ".join(words[i : i + 4]) + end)
    lines.append("};")


def error_function():
    comment("2/√π in two parts, the first of 26 digits; (erf(a)/a - 2/√π)/a² on a ≤ 1/4, in powers of a².")
    slope = 2 / sqrt(pi)
    high = rounded(slope, 26)
    define("ERF_1_HIGH", high)
    define("ERF_1_LOW", slope - high)

    def small(b):
        a = sqrt(b)
        return (erf(a) / a - slope) / b

    c, e = nearest(small, list(range(7)), mpf(0), mpf("0.0626"), lambda b: b + mpf(2) ** -10)
    report("erf", e)
    defines("ERF", range(3, 17, 2), c)
    comment("erf on cells from 1/4 to 1: the cell's middle, the value there, the coefficients of the rest.")
    cells("erf", erf, mpf(1) / 4, 16, 10)

    def scaled(x):
        return exp(x * x) * erfc(x)

    comment("e^(x²)·erfc(x) on cells from 1/2 to 8.")
    cells("erfc", scaled, mpf(1) / 2, 32, 12)

    comment("x·√π·e^(x²)·erfc(x) - 1 for x ≥ 8, in powers of 1/x²; 1/√π in two parts.")

    def large(u):
        x = 1 / sqrt(u)
        return x * sqrt(pi) * scaled(x) - 1

    c, e = nearest(lambda u: large(u) / u, list(range(10)), mpf(1) / 784, mpf("0.01563"), lambda u: u)
    report("erfc, large", e)
    defines("ERFC", range(1, 11), c)
    define("INVERSE_SQRT_PI", 1 / sqrt(pi))
    define("INVERSE_SQRT_PI_LOW", 1 / sqrt(pi) - double(1 / sqrt(pi)))


PARTS = {
    "Exponential": exponential,
    "Logarithm": logarithm,
    "Hyperbolic": hyperbolic,
    "InverseHyperbolic": inverse_hyperbolic,
    "Circular": circular,
    "InverseCircular": inverse_circular,
    "ErrorFunction": error_function,
}


def main():
    folder = pathlib.Path(__file__).resolve().parents[2] / "Sources/ElementaryFunctions/Constants"
    for name in sys.argv[1:] or PARTS:
        lines[:] = ["// Derived by Tests/accuracy/constants.py; not written by hand.", "#pragma once"]
        PARTS[name]()
        (folder / f"{name}.h").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
