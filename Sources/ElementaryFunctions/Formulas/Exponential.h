// e^x = 2^(k/128)·e^r, where k is the integer nearest to 128x/ln 2, so that |r| ≤ ln 2/256.
//
// The power of two is a row of a table (a number t of 26 digits, with k's whole part added to its exponent) and a tail: e^tail is
// what t lacks. x − k·EXP_STEP is exact, since EXP_STEP has 35 digits and k at most 18; the rest of the step and the tail are
// added to it. e^r − 1 is a polynomial. What is added to t in the end is below 2^−8 of it, so that its errors hardly show.
// (Tang's method, 1989.)

/// y rounded to an integer; k is the integer as a number. The low bits of the word are it too.
GENERIC WORD rounded(REAL y, REAL *k) {
  REAL shifted = y + 0x1.8p52;
  *k = shifted - 0x1.8p52;
  return bits(shifted);
}

/// 2^(k/128), but for the tail.
GENERIC REAL exp_scale(WORD k, REAL *tail) {
  REAL base;
  look_up(exp_rows, (k << 4) & 0x7f0, tail, &base);
  return number(bits(base) + (k << 45));
}

/// e^r − 1, for |r| ≤ ln 2/256.
GENERIC REAL exp_series(REAL r) {
  REAL square = r * r;
  return r + square * ((EXP_2 + r * EXP_3) + square * (EXP_4 + r * EXP_5));
}

/// e^(x + low) in two parts, for |x| < 640; the first has 26 digits, and the second is below 2^−8 of it.
GENERIC PAIR exp_pair(REAL x, REAL low) {
  REAL k, tail;
  WORD w = rounded(x * EXP_INVERSE_STEP, &k);
  REAL scale = exp_scale(w, &tail);
  REAL r = ((x - k * EXP_STEP) - (k * EXP_STEP_LOW - low)) + tail;
  return (PAIR){scale, scale * exp_series(r)};
}

GENERIC REAL exp_easily(REAL x) {
  REAL k, tail;
  WORD w = rounded(x * EXP_INVERSE_STEP, &k);
  REAL scale = exp_scale(w, &tail);
  REAL r = ((x - k * EXP_STEP) - k * EXP_STEP_LOW) + tail;
  return scale + scale * exp_series(r);
}

/// e^x − 1 in two parts, to 2^−68 of it; for −640 < x < 709.
///
/// Near 0 the scale is 1 and the series is all there is. Elsewhere scale − 1 is exact in two parts, and so is the scale's product
/// with the upper digits of r.
GENERIC PAIR expm1_pair(REAL x) {
  REAL k, tail;
  WORD w = rounded(x * EXP_INVERSE_STEP, &k);
  REAL scale = exp_scale(w, &tail);
  REAL exact = x - k * EXP_STEP, rest = tail - k * EXP_STEP_LOW;
  REAL r = exact + rest, square = r * r, r_upper = upper(exact);
  REAL low = ((exact - r_upper) + rest) +
             square * ((EXPM1_2 + r * EXPM1_3) + square * ((EXPM1_4 + r * EXPM1_5) + square * EXPM1_6));
  PAIR power = ordered_sum(scale * r_upper, scale * low);
  PAIR less = exact_sum(scale, (REAL){} - 1);
  PAIR sum = ordered_sum(less.high, power.high);
  return ordered_sum(sum.high, sum.low + (less.low + power.low));
}

/// tanh a = 1 − 2/(e^2a + 1), for a ≥ 2^−5.
///
/// The quotient q is cut to a multiple t of 2^−26, so that 1 − t is exact; what is left of q is (2 − t·d)/d, where the divisor
/// d = 1 + scale + power, and the products with its first part are exact too.
GENERIC REAL tanh_easily(REAL a) {
  REAL k, tail;
  WORD w = rounded(a * (2 * EXP_INVERSE_STEP), &k);
  REAL scale = exp_scale(w, &tail);
  REAL r = (((a + a) - k * EXP_STEP) - k * EXP_STEP_LOW) + tail;
  REAL power = scale * exp_series(r), more = scale + 1;
  REAL q = 2 / (more + power), t = (q + 0x1.8p26) - 0x1.8p26;
  REAL rest = (2 - t * more) - t * power;
  return (1 - t) - rest * (q * 0.5);
}

/// tanh a, for a ≤ 2^−5.
GENERIC REAL tanh_series(REAL a) {
  REAL square = a * a;
  return a + (a * square) * ((TANH_3 + square * TANH_5) + (square * square) * ((TANH_7 + square * TANH_9) + (square * square) * TANH_11));
}

/// 1/(1 + e^−x), for |x| < 600: with e = e^−|x|, 1/(1 + e) or e/(1 + e).
///
/// The quotient 1/(1 + e) is cut to 26 digits t, and what is left of it is (1 − t·(1 + e))/(1 + e), as in tanh.
GENERIC REAL sigmoid_easily(REAL x) {
  REAL a = number(bits(x) | SIGN_BIT);
  PAIR e = exp_pair(a, (REAL){});
  REAL q = 1 / ((1 + e.high) + e.low), t = upper(q);
  REAL rest = (((1 - t) - t * e.high) - t * e.low) * q;
  return choose(x >= 0, t + rest, t * e.high + (rest * e.high + q * e.low));
}
