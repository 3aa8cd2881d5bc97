#include "Scalar.h"
#include "../Constants/InverseCircular.h"

/// asin x − x, for |x| ≤ 1/2, as a multiple of x; b is x².
static inline double asin_series(double b) {
  double b2 = b * b, b4 = b2 * b2;
  double low = (ASIN_3 + b * ASIN_5) + b2 * (ASIN_7 + b * ASIN_9);
  double middle = (ASIN_11 + b * ASIN_13) + b2 * (ASIN_15 + b * ASIN_17);
  double high = (ASIN_19 + b * ASIN_21) + b2 * (ASIN_23 + b * ASIN_25);
  return b * (low + b4 * (middle + b4 * (high + b4 * (ASIN_27 + b * ASIN_29))));
}

/// acos a in two parts, for 1/2 < a ≤ 1: twice the arc sine of √((1 − a)/2).
static inline Pair large_acos(double a) {
  double b = 0.5 * (1 - a), s = root(b), s_upper = upper(s);
  double rest = s == 0 ? 0 : (b - s_upper * s_upper) / (s + s_upper);
  return (Pair){2 * s_upper, 2 * (rest + s * asin_series(b))};
}

/// high + low − x, for what is at most the first.
static inline double less(double high, double low, Pair x) {
  Pair sum = ordered_sum(high, -x.high);
  return sum.high + (sum.low + (low - x.low));
}

double elementary_asin(double x) {
  double a = magnitude(x);
  if (a < 0x1p-27) return x;
  if (a <= 0.5) return x + x * asin_series(x * x);
  if (!(a <= 1)) return a > 1 ? undefined(x) : x;
  return with_sign(less(PI_2, PI_2_LOW, large_acos(a)), x);
}

double elementary_acos(double x) {
  double a = magnitude(x);
  if (a <= 0.5) return less(PI_2, PI_2_LOW, (Pair){x, x * asin_series(x * x)});
  if (!(a <= 1)) return a > 1 ? undefined(x) : x;
  Pair y = large_acos(a);
  return x < 0 ? less(PI, PI_LOW, y) : y.high + y.low;
}

/// The angle of the point (x, y), 0 ≤ y ≤ x, in two parts, where c = j/16 is near y/x.
///
/// atan(y/x) = atan c + atan t, where t = (y − c·x)/(x + c·y), so that |t| ≤ 1/31. c has five digits, so that its products with the halves
/// of x and y are exact; and so is y − c·(the upper half of x), since the two are near each other or c is 0.
static inline Pair low_angle(double y, double x, double c, uint64_t row) {
  double x_upper = upper(x), y_upper = upper(y);
  Pair n = exact_sum(y - c * x_upper, -c * (x - x_upper)), d = ordered_sum(x, c * y_upper);
  Pair t = quotient(n, (Pair){d.high, d.low + c * (y - y_upper)});
  double near = t.high + t.low, square = near * near;
  double series = (ATAN_3 + square * ATAN_5) + (square * square) * ((ATAN_7 + square * ATAN_9) + (square * square) * ATAN_11);
  double angle, angle_low;
  look_up(atan_rows, row * sizeof(Row2), &angle, &angle_low);
  Pair sum = ordered_sum(angle, t.high);
  return (Pair){sum.high, sum.low + (angle_low + (t.low + (near * square) * series))};
}

/// The multiple of 1/16 that is nearest to a ratio; its number.
static inline double sixteenth(double ratio, uint64_t *row) {
  double shifted = 16 * ratio + 0x1.8p52;
  *row = bits(shifted) & 31;
  return (shifted - 0x1.8p52) * 0.0625;
}

double elementary_atan(double x) {
  double a = magnitude(x);
  if (a < 0x1p-27) return x;
  if (!(a < 0x1p54)) return x != x ? x : with_sign(PI_2, x);
  uint64_t row;
  if (a <= 1) {
    double c = sixteenth(a, &row);
    Pair y = low_angle(a, 1, c, row);
    return with_sign(y.high + y.low, x);
  }
  double c = sixteenth(1 / a, &row);
  return with_sign(less(PI_2, PI_2_LOW, low_angle(1, a, c, row)), x);
}

/// The angle of a point in the first quadrant, where nothing overflows.
static Pair angle(double y, double x) {
  uint64_t row;
  if (y <= x) {
    double c = sixteenth(y / x, &row);
    return low_angle(y, x, c, row);
  }
  double c = sixteenth(x / y, &row);
  Pair rest = low_angle(x, y, c, row), sum = ordered_sum(PI_2, -rest.high);
  return (Pair){sum.high, sum.low + (PI_2_LOW - rest.low)};
}

double elementary_atan2(double y, double x) {
  double a = magnitude(y), b = magnitude(x);
  if (x != x || y != y) return x + y;
  int is_left = bits(x) >> 63 != 0;
  Pair result;
  if (a == 0 || b == INFINITE) {
    // On the axis, or as good as on it; two infinities are at 45 degrees.
    result = a == INFINITE ? (Pair){PI_2 * 0.5, PI_2_LOW * 0.5} : (Pair){0, 0};
  } else if (b == 0 || a == INFINITE) {
    result = (Pair){PI_2, PI_2_LOW};
  } else {
    // Both to where nothing overflows; if one is far below the other its angle is their quotient, or as good as none.
    int doublings = (int)(bits(a > b ? a : b) >> 52);
    if (doublings == 0) {
      a *= 0x1p54;
      b *= 0x1p54;
      doublings = (int)(bits(a > b ? a : b) >> 52);
    }
    int half = (1023 - doublings) / 2;
    double near = power_of_two(half), far = power_of_two(1023 - doublings - half);
    double scaled_a = a * near * far, scaled_b = b * near * far;
    if (scaled_a < 0x1p-60 && !is_left) return with_sign(a / b, y);
    if (scaled_a < 0x1p-120) scaled_a = 0x1p-120;
    if (scaled_b < 0x1p-120) scaled_b = 0x1p-120;
    result = angle(scaled_a, scaled_b);
  }
  return with_sign(is_left ? less(PI, PI_LOW, result) : result.high + result.low, y);
}
