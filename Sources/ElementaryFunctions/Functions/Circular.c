#include "Scalar.h"

/// 32 of the digits of a number in ten words, the lowest first: those before place `end`.
static uint64_t digits(const uint32_t *words, int end) {
  int place = (end - 32) >> 5, shift = end & 31;
  uint64_t low = place < 0 ? 0 : words[place], high = place + 1 < 0 || place > 8 ? 0 : words[place + 1];
  return (high << 32 | low) >> shift & 0xffffffffu;
}

/// x − k·π/16 in two parts to 2^−110 of it, and k, for any x that is finite and at least 1.
///
/// Payne and Hanek (1983). x = m·2^e with m whole. Digits of 2/π of weight 2^(2 − e) and more contribute multiples of 4 to 2x/π, and of
/// 32 to k, and are left out; the product of m with the 256 that follow has k's last five digits before its point, three places on. Behind it at most
/// 62 digits are all 0 or all 1, so that the next 106 are right.
__attribute__((noinline)) static Pair careful_rest(double x, uint64_t *row) {
  int e = (int)(bits(x) >> 52 & 0x7ff) - 1075, first = e > 2 ? (e - 2) / 32 : 0;
  uint64_t m = (bits(x) & 0x000fffffffffffffu) | 0x0010000000000000u;
  uint32_t product[10] = {0};
  for (int i = 0; i < 8; i++) {
    uint64_t low = product[i] + (m & 0xffffffffu) * two_over_pi_digits[first + 7 - i];
    uint64_t high = product[i + 1] + (m >> 32) * two_over_pi_digits[first + 7 - i] + (low >> 32);
    product[i] = (uint32_t)low;
    product[i + 1] = (uint32_t)high;
    product[i + 2] = (uint32_t)(high >> 32);
  }
  int point = 32 * (first + 8) - e - 3;
  uint64_t k = digits(product, point + 5) >> 27;
  // What is above a half is a step more, less the rest of it.
  int is_above = digits(product, point) >> 31 != 0;
  if (is_above) {
    uint64_t carry = 1;
    for (int i = 0; i < 10; i++) {
      carry += (uint32_t)~product[i];
      product[i] = (uint32_t)carry;
      carry >>= 32;
    }
    k++;
  }
  int zeros = 0;
  while (zeros < 96 && digits(product, point - zeros) == 0) zeros += 32;
  zeros += __builtin_clz((uint32_t)digits(product, point - zeros) | 1);
  uint64_t upper_digits = digits(product, point - zeros) << 32 | digits(product, point - zeros - 32);
  uint64_t lower_digits = digits(product, point - zeros - 64) << 32 | digits(product, point - zeros - 96);
  double unit = power_of_two(-53 - zeros);
  Pair part = {
    (double)(int64_t)(upper_digits >> 11) * unit,
    (double)(int64_t)((upper_digits & 0x7ff) << 42 | lower_digits >> 22) * (unit * 0x1p-53),
  };
  Pair r = exact_product(part.high, PI_16);
  r = ordered_sum(r.high, r.low + (part.high * PI_16_LOW + part.low * PI_16));
  int is_negative = is_above != (x < 0);
  *row = x < 0 ? 0 - k : k;
  return is_negative ? (Pair){-r.high, -r.low} : r;
}

static inline Pair rest_of(double x, uint64_t *row) {
  return magnitude(x) < 0x1p17 ? circular_rest(x, row) : careful_rest(x, row);
}

/// True where the reduction that is made for speed was not enough.
static inline int needs_care(double x, Pair y) {
  return magnitude(y.high) < 0x1p-13 && magnitude(x) > 1 && magnitude(x) < 0x1p17;
}

double elementary_sin(double x) {
  if (RARELY(magnitude(x) < 0x1p-27)) return x;
  if (RARELY(!(magnitude(x) < INFINITE))) return undefined(x);
  uint64_t row;
  Pair r = rest_of(x, &row), y = sin_pair(row, r);
  if (RARELY(needs_care(x, y))) {
    r = careful_rest(x, &row);
    y = sin_pair(row, r);
  }
  return y.high + y.low;
}

double elementary_cos(double x) {
  if (RARELY(!(magnitude(x) < INFINITE))) return undefined(x);
  uint64_t row;
  Pair r = rest_of(x, &row), y = sin_pair(row + 8, r);
  if (RARELY(needs_care(x, y))) {
    r = careful_rest(x, &row);
    y = sin_pair(row + 8, r);
  }
  return y.high + y.low;
}

double elementary_tan(double x) {
  if (RARELY(magnitude(x) < 0x1p-27)) return x;
  if (RARELY(!(magnitude(x) < INFINITE))) return undefined(x);
  uint64_t row;
  Pair r = rest_of(x, &row), sine = sin_pair(row, r), cosine = sin_pair(row + 8, r);
  if (RARELY(needs_care(x, sine) || needs_care(x, cosine))) {
    r = careful_rest(x, &row);
    sine = sin_pair(row, r);
    cosine = sin_pair(row + 8, r);
  }
  Pair y = quotient(ordered_sum(sine.high, sine.low), ordered_sum(cosine.high, cosine.low));
  return y.high + y.low;
}
