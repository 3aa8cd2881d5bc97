"""Where the elementary functions are tried, and what mpmath says they are there."""

import struct

import mpmath as m

from mpmath import mp, mpf

INFINITY = float("inf")


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def number(w):
    return struct.unpack("<d", struct.pack("<Q", w & 0xFFFFFFFFFFFFFFFF))[0]


class SplitMix64:
    """The tests' generator, so that points need not be written down."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return z ^ (z >> 31)


class Range:
    """Numbers whose exponents are uniform from `low` to `high`, and their negatives if it is signed."""

    def __init__(self, low, high, signed=True):
        self.low, self.high, self.signed = low, high, signed

    def draw(self, random):
        w = random.next()
        exponent = self.low + (random.next() >> 11) % (self.high - self.low + 1)
        sign = w & (1 << 63) if self.signed else 0
        return number(sign | exponent + 1023 << 52 | w & ((1 << 52) - 1))


class Function:
    def __init__(self, name, value, ranges, special, increasing=None, second=None):
        self.name, self.value, self.ranges, self.special = name, value, ranges, special
        self.second = second

    def points(self, seed, count):
        """The fixture's: drawn from one range after the other."""
        random = SplitMix64(seed)
        for i in range(count):
            x = self.ranges[i % len(self.ranges)].draw(random)
            yield (x,) if self.second is None else (x, self.second[i % len(self.second)].draw(random))

    def exact(self, *x):
        with mp.workprec(160):
            return self.value(*(mpf(a) for a in x))


def sigmoid(x):
    return 1 / (1 + m.exp(-x))


def softplus(x):
    return m.log1p(m.exp(x)) if x < 0 else x + m.log1p(m.exp(-x))


def circular(f):
    # So many digits of π as the largest x needs.
    def value(x):
        with mp.workprec(1400):
            return f(x)

    return value


def inverse(f):
    # Near 1, and near 0, digits go.
    def value(x):
        with mp.workprec(400):
            return f(x)

    return value


wide = Range(-1022, 1023)
unit = Range(-40, 2)
small = Range(-1022, -1)
positive = Range(-1022, 1023, signed=False)
near_one = Range(-4, 4, signed=False)
turns = [m.pi / 2 * k for k in (1, 2, 3, 4, 5, 10, 100, 12345, 1e8, 1e15, 6381956970095103 * 2**797)]

FUNCTIONS = [
    Function("exp", m.exp, [Range(-60, 9), Range(-4, 3)], [0, 709.782712893384, -708.396418532264, -745.133219101941]),
    Function("exp2", lambda x: mpf(2) ** x, [Range(-60, 9), Range(-4, 3)], [0, 1, 10, 1024, -1022, -1074, -1075]),
    Function("expm1", inverse(m.expm1), [Range(-1022, 9), Range(-20, 3)], [0, 1, -37, 709.782712893384, 0.00541, -0.00541]),
    Function("log", inverse(m.log), [positive, near_one], [1, 2.2250738585072014e-308, 1.79e308, 0.701171875, 1.0039, 0.998]),
    Function("log2", inverse(lambda x: m.log(x, 2)), [positive, near_one], [1, 2, 1024, 0.5, 2.2250738585072014e-308, 1.79e308]),
    Function("log10", inverse(m.log10), [positive, near_one], [1, 10, 1000, 0.1, 1e22, 2.2250738585072014e-308, 1.79e308]),
    Function("log1p", inverse(m.log1p), [Range(-1022, -1), Range(-60, 1023, signed=False)], [0, -1, 1e-16, -1e-16, 0.002, -0.002]),
    Function("sin", circular(m.sin), [wide, Range(-20, 17)], [0, *turns, 1e22, 131072]),
    Function("cos", circular(m.cos), [wide, Range(-20, 17)], [0, *turns, 1e22, 131072]),
    Function("tan", circular(m.tan), [wide, Range(-20, 17)], [0, *turns, *(t / 2 for t in turns[:6]), 1e22, 131072]),
    Function("asin", inverse(m.asin), [small, Range(-8, -1)], [0, 0.5, 1]),
    Function("acos", inverse(m.acos), [small, Range(-8, -1)], [0, 0.5, -0.5, 1, -1]),
    Function("atan", inverse(m.atan), [wide, unit], [0, 1, 1 / 32, 3 / 32, 2.0**54]),
    Function("sinh", inverse(m.sinh), [Range(-1022, 9), Range(-20, 5)], [0, 22, 710.475860073943]),
    Function("cosh", m.cosh, [Range(-60, 9), Range(-20, 5)], [0, 22, 710.475860073943]),
    Function("tanh", inverse(m.tanh), [Range(-1022, 5), Range(-20, 4)], [0, 1 / 32, 19.06, 20]),
    Function("asinh", inverse(m.asinh), [wide, unit], [0, 0.5, 1, 2.0**28]),
    Function("acosh", inverse(m.acosh), [Range(0, 1023, signed=False), Range(0, 2, signed=False)], [1, 1.5, 2.0**28]),
    Function("atanh", inverse(m.atanh), [small, Range(-20, -1)], [0, 1, -1, 0.5]),
    Function("erf", inverse(m.erf), [Range(-1022, 2), Range(-8, 2)], [0, 0.25, 0.5, 1, 6]),
    Function("erfc", m.erfc, [Range(-60, 4), Range(-8, 4)], [0, 0.25, 0.5, 1, 8, 24, 26.543, -6]),
    Function("sigmoid", sigmoid, [Range(-60, 9), Range(-20, 5)], [0, 600, -600, -745]),
    Function("softplus", softplus, [Range(-60, 9), Range(-20, 5)], [0, -6.2, 600, -600, -745]),
    Function("pow", m.power, [Range(-30, 30, signed=False), near_one], [], second=[Range(-20, 5), Range(-20, 9)]),
    Function("atan2", m.atan2, [unit, wide], [], second=[unit, wide]),
]
