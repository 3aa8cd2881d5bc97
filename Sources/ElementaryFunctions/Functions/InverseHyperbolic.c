#include "Scalar.h"
#include "../Constants/InverseHyperbolic.h"

/// Σ c[i]·x^i for i < 13.
static inline double thirteen_terms(const double *c, double x) {
  double x2 = x * x, x4 = x2 * x2;
  double low = (c[0] + x * c[1]) + x2 * (c[2] + x * c[3]);
  double middle = (c[4] + x * c[5]) + x2 * (c[6] + x * c[7]);
  double high = (c[8] + x * c[9]) + x2 * (c[10] + x * c[11]);
  return low + x4 * (middle + x4 * (high + x4 * c[12]));
}

/// ln(x.high + x.low), for what is above 1.6 and below 2^60, where x.low is below 2^−24 of it.
static inline double log_of_pair(Pair x) {
  Cell cell = cell_of(x.high);
  double lacking = (x.low * shrinking(cell)) * (cell.inverse + cell.more);
  Pair y = log_sum(cell, cell.distance * cell.inverse, cell.distance * cell.more + lacking);
  return y.high + y.low;
}

/// ln(2x), for what is large.
static double log_of_twice(double x) {
  Cell cell = cell_of(x);
  cell.k += 1;
  return log_easily(cell);
}

double elementary_asinh(double x) {
  static const double series[] = {ASINH_3, ASINH_5, ASINH_7, ASINH_9, ASINH_11, ASINH_13, ASINH_15,
                                  ASINH_17, ASINH_19, ASINH_21, ASINH_23, ASINH_25, ASINH_27};
  double a = magnitude(x);
  if (a <= 0.5) return a < 0x1p-28 ? x : x + x * ((x * x) * thirteen_terms(series, x * x));
  if (!(a < INFINITE)) return x;
  if (a > 0x1p28) return with_sign(log_of_twice(a), x);
  // ln(a + √(a² + 1))
  Pair square = square_pair(a), sum = exact_sum(square.high, 1);
  Pair s = root_pair((Pair){sum.high, sum.low + square.low}), whole = ordered_sum(s.high, a);
  return with_sign(log_of_pair((Pair){whole.high, whole.low + s.low}), x);
}

double elementary_acosh(double x) {
  static const double series[] = {ACOSH_1, ACOSH_2, ACOSH_3, ACOSH_4, ACOSH_5, ACOSH_6, ACOSH_7,
                                  ACOSH_8, ACOSH_9, ACOSH_10, ACOSH_11, ACOSH_12, ACOSH_13};
  if (!(x >= 1)) return undefined(x);
  double t = x - 1;
  if (t <= 0.5) {
    // √(2t)·(1 + …)
    Pair s = root_pair((Pair){2 * t, 0});
    return s.high + (s.low + (s.high + s.low) * (t * thirteen_terms(series, t)));
  }
  if (!(x < INFINITE)) return x;
  if (x > 0x1p28) return log_of_twice(x);
  // ln(x + √(x² − 1))
  Pair square = square_pair(x), less = ordered_sum(square.high, -1);
  Pair s = root_pair((Pair){less.high, less.low + square.low}), whole = ordered_sum(x, s.high);
  return log_of_pair((Pair){whole.high, whole.low + s.low});
}

double elementary_atanh(double x) {
  double a = magnitude(x);
  if (a < 0x1p-28) return x;
  if (!(a < 1)) return a == 1 ? with_sign(INFINITE, x) : a > 1 ? undefined(x) : x;
  // (1 + a)/(1 − a) = 1 + 2a/(1 − a).
  Pair q = quotient((Pair){2 * a, 0}, ordered_sum(1, -a));
  q = ordered_sum(q.high, q.low);
  Pair sum = exact_sum(1, q.high);
  sum = ordered_sum(sum.high, sum.low + q.low);
  Pair y = log1p_pair(q, sum, cell_of(sum.high));
  return with_sign(0.5 * (y.high + y.low), x);
}
