// The words that the formulas are written in, for one number; Lanes.h has them for eight. A formula that is included after
// either says REAL, WORD and PAIR, and is compiled for both.
#pragma once
#include <stddef.h>
#include <stdint.h>

// A product is never fused with a sum, whatever the processor could: this is what makes the bits the same everywhere.
#pragma STDC FP_CONTRACT OFF

#define GENERIC static inline __attribute__((overloadable, always_inline, unused))
#define RARELY(x) __builtin_expect(!!(x), 0)
#define SIGN_BIT 0x8000000000000000u

GENERIC uint64_t bits(double x) {
  union { double x; uint64_t w; } both = {x};
  return both.w;
}

GENERIC double number(uint64_t w) {
  union { uint64_t w; double x; } both = {w};
  return both.x;
}

/// 2^n, for −1022 ≤ n ≤ 1023.
GENERIC double power_of_two(int n) { return number((uint64_t)(n + 1023) << 52); }

GENERIC double choose(int condition, double then, double otherwise) { return condition ? then : otherwise; }

GENERIC int is_odd(uint64_t w) { return w & 1; }

GENERIC double root(double x) { return __builtin_elementwise_sqrt(x); }

/// x, about which the compiler knows nothing: so that it does not pack sums of one number in pairs, which takes longer.
GENERIC double apart(double x) {
#if defined(__x86_64__)
  __asm__("" : "+x"(x));
#endif
  return x;
}

/// The first twelve digits of w as a number with a sign; in place they are the exponent.
GENERIC double high_exponent(uint64_t w, uint64_t *exponent) {
  *exponent = w & 0xfff0000000000000u;
  return (double)(int32_t)((int64_t)w >> 52);
}

typedef struct { double a, b; } Row2;
typedef struct { double a, b, c, d; } Row4;

// Rows are found by their distance in bytes from the first.

GENERIC void look_up(const Row2 *rows, uint64_t bytes, double *a, double *b) {
  const Row2 *row = (const Row2 *)((const char *)rows + bytes);
  *a = row->a;
  *b = row->b;
}

GENERIC void look_up(const Row4 *rows, uint64_t bytes, double *a, double *b, double *c, double *d) {
  const Row4 *row = (const Row4 *)((const char *)rows + bytes);
  *a = row->a;
  *b = row->b;
  *c = row->c;
  *d = row->d;
}

#define REAL double
#define WORD uint64_t
#define PAIR Pair
#define CELL Cell
