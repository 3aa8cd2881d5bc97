"""The polynomial Σ c[i]·x^p[i] that lies nearest to f on [a, b] by its largest weighted error, with coefficients that are doubles.

Least squares on Chebyshev's points, weighted anew by the error they leave until the largest is small (Lawson), in multiple
precision; then one coefficient after the other is rounded, and those behind it are fitted again.
"""

from mpmath import cos, log, lu_solve, matrix, mp, mpf, pi

mp.prec = 300


def fitted(values, points, powers, weights, rounds):
    count = len(powers)
    scale = max(abs(x) for x in points)
    rows = [[(x / scale) ** p for p in powers] for x in points]
    shares = [mpf(1)] * len(points)
    best = None
    for _ in range(rounds):
        a, b = matrix(count, count), matrix(count, 1)
        for row, value, weight, share in zip(rows, values, weights, shares):
            for i in range(count):
                t = row[i] * weight * weight * share
                b[i] += t * value
                for j in range(i, count):
                    a[i, j] += t * row[j]
        for i in range(count):
            for j in range(i):
                a[i, j] = a[j, i]
        c = lu_solve(a, b)
        errors = [
            abs(sum(c[j] * row[j] for j in range(count)) - value) * weight
            for row, value, weight in zip(rows, values, weights)
        ]
        worst = max(errors)
        if best is None or worst < best[0]:
            best = (worst, [c[j] / scale**p for j, p in enumerate(powers)])
        if worst == 0:
            break
        shares = [s * (e / worst + mpf(10) ** -3) for s, e in zip(shares, errors)]
        total = sum(shares)
        shares = [s / total for s in shares]
    return best[1]


def nearest(f, powers, a, b, weight=lambda x: 1, given=(), rounds=20):
    """The coefficients, and the base-2 logarithm of the largest error; `given` are coefficients that are fixed."""
    a, b = mpf(a), mpf(b)
    # An even number, so that none stands in the middle, where many an f is 0/0.
    count = 12 * len(powers)
    points = [(a + b) / 2 + (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / count) for i in range(count)]
    values = [f(x) for x in points]
    weights = [mpf(weight(x)) for x in points]
    done = [(mpf(c), p) for c, p in zip(given, powers)]
    rest = list(powers[len(done) :])
    while rest:
        left = [v - sum(c * x**p for c, p in done) for x, v in zip(points, values)]
        c = fitted(left, points, rest, weights, rounds)
        done.append((mpf(float(c[0])), rest.pop(0)))
    worst = max(
        abs(sum(c * x**p for c, p in done) - v) * w for x, v, w in zip(points, values, weights)
    )
    return [float(c) for c, _ in done], float(log(worst, 2))
