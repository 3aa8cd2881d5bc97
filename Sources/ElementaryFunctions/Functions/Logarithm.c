#include "Scalar.h"

/// The logarithm of what is 0, subnormal, negative, infinite or no number, or near the largest number or the least normal one.
__attribute__((noinline)) static double rare_log(double x) {
  if (x == 0) return -INFINITE;
  if (x < 0) return undefined(x);
  if (!(x < INFINITE)) return x;
  int doublings = x < 1 ? -54 : 1;
  Cell cell = cell_of(x * power_of_two(-doublings));
  cell.k += doublings;
  return log_easily(cell);
}

double elementary_log(double x) {
  uint64_t w = bits(x) - LOG_ORIGIN;
  int32_t k = (int32_t)((int64_t)w >> 52);
  if (RARELY((uint32_t)(k + 1021) >= 2045)) return rare_log(x);
  return log_easily(log_cell(x, w, (uint64_t)(int64_t)k << 52, k));
}

double elementary_log1p(double x) {
  if (RARELY(magnitude(x) < 0x1p-54)) return x;
  // Far out the 1 is below the last digit.
  if (RARELY(!(x > -1 && x < 0x1p60))) return x == -1 ? -INFINITE : x < -1 ? undefined(x) : elementary_log(x);
  Pair sum = exact_sum(1, x);
  Pair y = log1p_pair((Pair){x, 0}, sum, cell_of(sum.high));
  return y.high + y.low;
}

double elementary_softplus(double x) {
  if (RARELY(!(magnitude(x) < 600))) return x > 0 ? x : wide_exp(x, 0, 0);
  return softplus_easily(x);
}

/// ln z in two parts, to 2^−62 of it, for x = 2^k·z; k too.
static Pair mantissa_log(double x, double *k) {
  int doublings = 0;
  if (RARELY(x < 0x1p-1021)) {
    doublings = 54;
    x *= 0x1p54;
  }
  Cell cell = cell_of(x);
  *k = cell.k - doublings;
  cell.k = 0;
  return log_sum(cell, cell.distance * cell.inverse, cell.distance * cell.more);
}

/// x·(high + low) + k·(k_high + k_low), where `high` has 26 digits.
static inline double in_base(Pair x, double high, double low, double k, double k_high, double k_low) {
  double x_upper = upper(x.high);
  double rest = (x.high - x_upper) * high + (x.low * high + (x.high + x.low) * low);
  Pair whole = ordered_sum(k * k_high, x_upper * high);
  return whole.high + (whole.low + (k * k_low + rest));
}

double elementary_log2(double x) {
  if (RARELY(!(x > 0 && x < INFINITE))) return x == 0 ? -INFINITE : x < 0 ? undefined(x) : x;
  double k;
  Pair ln = mantissa_log(x, &k);
  return in_base(ln, INVERSE_LN2_HIGH, INVERSE_LN2_LOW, k, 1, 0);
}

double elementary_log10(double x) {
  if (RARELY(!(x > 0 && x < INFINITE))) return x == 0 ? -INFINITE : x < 0 ? undefined(x) : x;
  double k;
  Pair ln = mantissa_log(x, &k);
  return in_base(ln, INVERSE_LN10_HIGH, INVERSE_LN10_LOW, k, LOG10_2_HIGH, LOG10_2_LOW);
}
