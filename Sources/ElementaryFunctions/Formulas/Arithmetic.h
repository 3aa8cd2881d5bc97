// Sums, products and quotients to twice a double's digits: high + low, where low is about the error that high has.
// Dekker (1971) and Knuth are where the exact ones come from.

typedef struct { REAL high, low; } PAIR;

GENERIC REAL magnitude(REAL x) { return number(bits(x) & ~SIGN_BIT); }

/// x with the sign of `sign`, for x ≥ 0.
GENERIC REAL with_sign(REAL x, REAL sign) { return number(bits(x) | (bits(sign) & SIGN_BIT)); }

/// The first 26 digits of x: the product of two such is exact, and so is that with what is left of one, of 27 digits.
GENERIC REAL upper(REAL x) { return apart(number(bits(x) & 0xfffffffff8000000u)); }

/// a + b exactly, for |a| ≥ |b| or a = 0.
GENERIC PAIR ordered_sum(REAL a, REAL b) {
  REAL sum = a + b;
  return (PAIR){sum, (a - sum) + b};
}

/// a + b exactly.
GENERIC PAIR exact_sum(REAL a, REAL b) {
  REAL sum = a + b, rest = sum - a;
  return (PAIR){sum, (a - (sum - rest)) + (b - rest)};
}

/// a·b, but for some 2^−106 of it.
GENERIC PAIR exact_product(REAL a, REAL b) {
  REAL product = a * b, a_upper = upper(a), b_upper = upper(b);
  REAL a_lower = a - a_upper, b_lower = b - b_upper;
  return (PAIR){product, (((a_upper * b_upper - product) + a_upper * b_lower) + a_lower * b_upper) + a_lower * b_lower};
}

/// a² likewise.
GENERIC PAIR square_pair(REAL a) {
  REAL product = a * a, a_upper = upper(a);
  return (PAIR){product, (a_upper * a_upper - product) + (a - a_upper) * (a + a_upper)};
}

/// n/d to some 2^−75 of it; the high part has 26 digits.
GENERIC PAIR quotient(PAIR n, PAIR d) {
  REAL inverse = 1 / d.high, q = upper(n.high * inverse), d_upper = upper(d.high);
  REAL rest = ((n.high - q * d_upper) - q * (d.high - d_upper)) + (n.low - q * d.low);
  return (PAIR){q, rest * inverse};
}

/// √x likewise; the high part has 26 digits here too.
GENERIC PAIR root_pair(PAIR x) {
  REAL near = root(x.high), s = upper(near);
  REAL rest = (x.high - s * s) + x.low;
  return (PAIR){s, choose(near == 0, near, rest / (s + near))};
}
