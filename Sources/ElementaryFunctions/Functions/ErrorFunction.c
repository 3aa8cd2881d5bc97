#include "Scalar.h"
#include "../Constants/ErrorFunction.h"

/// Σ c[i]·t^i for i < 8.
static double eight_terms(const double *c, double t, double t2) {
  return ((c[0] + t * c[1]) + t2 * (c[2] + t * c[3])) + (t2 * t2) * ((c[4] + t * c[5]) + t2 * (c[6] + t * c[7]));
}

/// erf x in two parts, for |x| ≤ 1/4: x·2/√π, of which the upper digits' product is exact, and x³·(a polynomial in x²).
static Pair erf_series(double x) {
  double b = x * x, b2 = b * b, x_upper = upper(x);
  double series = ((ERF_3 + b * ERF_5) + b2 * (ERF_7 + b * ERF_9)) + (b2 * b2) * ((ERF_11 + b * ERF_13) + b2 * ERF_15);
  return (Pair){x_upper * ERF_1_HIGH, (x - x_upper) * ERF_1_HIGH + (x * ERF_1_LOW + (x * b) * series)};
}

/// erf a in two parts, for 1/4 ≤ a < 1: a polynomial about the middle of one of 16 cells, where the value is all but a double.
static Pair erf_cell(double a) {
  const double *row = erf_rows[(bits(a) - bits(0.25)) >> 49];
  double t = a - row[0], t2 = t * t, t4 = t2 * t2;
  return (Pair){row[1], t * (eight_terms(row + 2, t, t2) + (t4 * t4) * (row[10] + t * row[11]))};
}

/// e^(a²)·erfc a in two parts, for a ≥ 1/2.
///
/// Below 8 as erf_cell; from there on 1/(a·√π)·(1 + a polynomial in 1/a²).
static Pair scaled_erfc(double a) {
  if (a < 8) {
    const double *row = erfc_rows[(bits(a) - bits(0.5)) >> 49];
    double t = a - row[0], t2 = t * t, t4 = t2 * t2;
    double rest = eight_terms(row + 2, t, t2) + (t4 * t4) * ((row[10] + t * row[11]) + t2 * (row[12] + t * row[13]));
    return ordered_sum(row[1], t * rest);
  }
  double u = 1 / (a * a), u2 = u * u, u4 = u2 * u2;
  double low = (ERFC_1 + u * ERFC_2) + u2 * (ERFC_3 + u * ERFC_4);
  double high = (ERFC_5 + u * ERFC_6) + u2 * (ERFC_7 + u * ERFC_8);
  double rest = u * (low + u4 * (high + u4 * (ERFC_9 + u * ERFC_10)));
  Pair q = quotient((Pair){INVERSE_SQRT_PI, INVERSE_SQRT_PI_LOW}, (Pair){a, 0});
  return ordered_sum(q.high, q.low + (q.high + q.low) * rest);
}

/// erfc a in two parts, of which `doublings` are to be applied, for 1/2 ≤ a < 28.
static Pair tail(double a, int *doublings) {
  Pair square = exact_product(a, a);
  *doublings = 0;
  double high = -square.high;
  // e^−a² and e^(−a² + 512·ln 2), which is not subnormal.
  if (a > 24) {
    *doublings = -512;
    Pair raised = ordered_sum(high, 512 * LN2_HIGH);
    high = raised.high;
    square.low -= raised.low + 512 * LN2_LOW;
  }
  Pair e = exp_pair(high, -square.low), f = scaled_erfc(a);
  double f_upper = upper(f.high);
  double first = e.high * f_upper;
  return ordered_sum(first, e.high * ((f.high - f_upper) + f.low) + e.low * f.high);
}

double elementary_erf(double x) {
  double a = magnitude(x);
  if (a < 0x1p-900) {
    Pair y = erf_series(a * 0x1p200);
    return with_sign(scaled(y.high, y.low, -200), x);
  }
  if (a < 1) {
    Pair y = a < 0.25 ? erf_series(a) : erf_cell(a);
    return with_sign(y.high + y.low, x);
  }
  if (!(a < 6)) return x != x ? x : with_sign(1, x);
  int doublings;
  Pair y = tail(a, &doublings), rest = ordered_sum(1, -y.high);
  return with_sign(rest.high + (rest.low - y.low), x);
}

double elementary_erfc(double x) {
  double a = magnitude(x);
  if (x != x) return x;
  if (a < 0.5) {
    Pair y = a < 0.25 ? erf_series(a) : erf_cell(a);
    Pair sum = ordered_sum(1, x < 0 ? y.high : -y.high);
    return sum.high + (sum.low + (x < 0 ? y.low : -y.low));
  }
  if (a > 28) return x < 0 ? 2 : 0;
  int doublings;
  Pair y = tail(a, &doublings);
  if (x > 0) return scaled(y.high, y.low, doublings);
  // Below the last digit of 2 is what is left for a > 6.
  if (a > 6) return 2;
  Pair sum = ordered_sum(2, -y.high);
  return sum.high + (sum.low - y.low);
}
