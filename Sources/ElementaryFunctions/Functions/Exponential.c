#include "Scalar.h"

double scaled(double high, double low, int doublings) {
  double sum = high + low;
  int exponent = (int)(bits(sum) >> 52 & 0x7ff) - 1023 + doublings;
  if (exponent >= -1022) {
    int half = doublings / 2;
    return sum * power_of_two(half) * power_of_two(doublings - half);
  }
  // Subnormal: rounded to the last place that there is, and only there, by adding a number whose last place it is.
  double grid = power_of_two(-1022 - doublings);
  Pair on_grid = ordered_sum(grid, high);
  double result = (on_grid.high + (on_grid.low + low)) - grid;
  return result * power_of_two(doublings / 2) * power_of_two(doublings - doublings / 2);
}

double wide_exp(double high, double low, int doublings) {
  if (!(magnitude(high) < 1500)) return high > 0 ? INFINITE : high < 0 ? 0 : high;
  double k, tail;
  int64_t w = (int64_t)(rounded(high * EXP_INVERSE_STEP, &k) << 32) >> 32;
  double scale = exp_scale((uint64_t)w & 127, &tail);
  double r = ((high - k * EXP_STEP) - (k * EXP_STEP_LOW - low)) + tail;
  int exponent = (int)(w >> 7) + doublings;
  if (exponent > 1024) return INFINITE;
  if (exponent < -1080) return 0;
  return scaled(scale, scale * exp_series(r), exponent);
}

double elementary_exp(double x) {
  if (RARELY(!(magnitude(x) < 640))) return wide_exp(x, 0, 0);
  return exp_easily(x);
}

double elementary_exp2(double x) {
  if (!(magnitude(x) < 1100)) return x > 0 ? INFINITE : x < 0 ? 0 : x;
  // x = k/128 + r exactly, and 2^r = e^(r·ln 2).
  double k, tail;
  uint64_t w = rounded(x * 128, &k);
  double r = (x - k * 0x1p-7) * LN2;
  if (magnitude(x) < 640) {
    double scale = exp_scale(w, &tail);
    return scale + scale * exp_series(r + tail);
  }
  double scale = exp_scale(w & 127, &tail);
  return scaled(scale, scale * exp_series(r + tail), (int)((int64_t)(w << 32) >> 32 >> 7));
}

double elementary_expm1(double x) {
  double a = magnitude(x);
  // Neither −0 nor what is subnormal would come through.
  if (RARELY(a < 0x1p-54)) return x;
  if (RARELY(!(a < 640))) return x < 0 ? -1 : wide_exp(x, 0, 0);
  Pair y = expm1_pair(x);
  return y.high + y.low;
}

double elementary_sinh(double x) {
  double a = magnitude(x);
  if (a < 0x1p-28 || !(a < INFINITE)) return x;
  // From 22 on the other exponential is below the last digit.
  if (a > 22) return with_sign(wide_exp(a, 0, -1), x);
  // With n = e^a − 1: (n + n/(n + 1))/2.
  Pair n = expm1_pair(a);
  Pair d = n.high < 1 ? ordered_sum(1, n.high) : ordered_sum(n.high, 1);
  d.low += n.low;
  Pair q = quotient(n, d), sum = ordered_sum(n.high, q.high);
  return with_sign(0.5 * (sum.high + (sum.low + (n.low + q.low))), x);
}

double elementary_cosh(double x) {
  double a = magnitude(x);
  if (!(a < INFINITE)) return a;
  if (a > 22) return wide_exp(a, 0, -1);
  Pair e = exp_pair(a, 0);
  e = ordered_sum(e.high, e.low);
  Pair q = quotient((Pair){1, 0}, e), sum = ordered_sum(e.high, q.high);
  return 0.5 * (sum.high + (sum.low + (e.low + q.low)));
}

double elementary_tanh(double x) {
  double a = magnitude(x);
  if (RARELY(a < 0x1p-5)) return with_sign(tanh_series(a), x);
  return with_sign(tanh_easily(a > 20 ? 20 : a), x);
}

double elementary_sigmoid(double x) {
  if (RARELY(!(magnitude(x) < 600))) return x > 0 ? 1 : wide_exp(x, 0, 0);
  return sigmoid_easily(x);
}
