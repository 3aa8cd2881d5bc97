#include "Scalar.h"

/// ln a in two parts, to 2^−68 of it; the second is below 2^−24 of the first, and known later.
///
/// As log_sum, but with 1/c in two parts of 26 digits and more, so that r has twice the digits; r²/2 likewise; and a polynomial of a degree more.
static inline Pair fine_log(double a) {
  int doublings = 0;
  if (RARELY(a < 0x1p-1021)) {
    doublings = 54;
    a *= 0x1p54;
  }
  Cell cell = cell_of(a);
  double k = cell.k - doublings, d = cell.distance, d_upper = upper(d), inverse, inverse_low, ln_low, unused;
  look_up(log_fine_rows, (bits(a) - LOG_ORIGIN) >> 40 & 0xfe0, &inverse, &inverse_low, &ln_low, &unused);
  Pair r = ordered_sum(d_upper * inverse, (d - d_upper) * inverse + d * inverse_low);
  double r_upper = upper(r.high), half = 0.5 * (r_upper * r_upper), x = r.high, x2 = x * x, x3 = x * x2;
  double half_rest = 0.5 * ((x - r_upper) * (x + r_upper)) + x * r.low;
  Pair sum = ordered_sum(k * LN2_HIGH + cell.ln, x), two = ordered_sum(sum.high, -half);
  Pair three = ordered_sum(two.high, x3 * LOG_FINE_3);
  double series = x * LOG_FINE_4 + x2 * ((LOG_FINE_5 + x * LOG_FINE_6) + x2 * (LOG_FINE_7 + x * LOG_FINE_8));
  double rest = ((k * LN2_LOW + ln_low) + (r.low - half_rest)) + x3 * series;
  return (Pair){three.high, ((three.low + two.low) + sum.low) + rest};
}

/// 0 if y is no integer, 1 if it is odd, 2 if it is even.
static int parity(double y) {
  int exponent = (int)(bits(y) >> 52 & 0x7ff) - 1023;
  if (exponent < 0) return 0;
  if (exponent > 52) return 2;
  uint64_t last = (uint64_t)1 << (52 - exponent);
  if (bits(y) & (last - 1)) return 0;
  // Of 1 itself the last digit is the hidden one.
  return exponent == 0 || bits(y) & last ? 1 : 2;
}

/// What is 0, infinite or no number: IEEE 754's table.
__attribute__((noinline)) static double rare_pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x != x || y != y) return x + y;
  double a = magnitude(x);
  if (magnitude(y) == INFINITE) return a == 1 ? 1 : (a < 1) == (y < 0) ? INFINITE : 0;
  double result = (a == 0) == (y < 0) ? INFINITE : 0;
  return parity(y) == 1 ? with_sign(result, x) : result;
}

double elementary_pow(double x, double y) {
  double a = magnitude(x), sign = 1;
  if (RARELY(!(a > 0 && a < INFINITE && magnitude(y) < INFINITE && y != 0))) return rare_pow(x, y);
  if (x < 0) {
    int kind = parity(y);
    if (kind == 0) return undefined(x);
    if (kind == 1) sign = -1;
  }
  Pair ln = fine_log(a);
  double power = y * ln.high;
  if (RARELY(!(magnitude(power) < 1000))) return sign * (power > 0 ? INFINITE : 0);
  double y_upper = upper(y), ln_upper = upper(ln.high);
  double high = y_upper * ln_upper, low = (y_upper * (ln.high - ln_upper) + (y - y_upper) * ln.high) + y * ln.low;
  if (RARELY(!(magnitude(power) < 640))) return sign * wide_exp(high, low, 0);
  Pair e = exp_pair(high, low);
  return sign * (e.high + e.low);
}
