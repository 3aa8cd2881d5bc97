// Elementary functions that give the same bits everywhere, whatever the processor, the system or the compiler.
//
// They are made of what IEEE 754 defines to the bit: + − × ÷ √, comparisons and the bits themselves; nothing is fused, nothing is
// the C library's. An error is in units of the last place, beside mpmath at 100,000 points (exp, log and tanh: a million), log-uniform
// over the domain and about every awkward place: `make accuracy`. Special values are IEEE 754's; what rises or falls does so from
// each number to the next; formulas and the constants' derivation stand in Formulas/, Functions/ and Tests/accuracy/constants.py.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The elementary functions' room in Swift: `Elementary.exp(1)`.
typedef struct Elementary {
  char unused;
} Elementary;

#define ELEMENTARY(name, parameters) __attribute__((const, swift_name("Elementary." #name parameters)))

/// eˣ. x = k·ln 2/128 + r; 2^(k/128) from a table, eʳ a polynomial. Error ≤ 0.506.
double elementary_exp(double x) ELEMENTARY(exp, "(_:)");

/// 2ˣ, as exp with an exact r. Whole powers are exact. Error ≤ 0.504.
double elementary_exp2(double x) ELEMENTARY(exp2, "(_:)");

/// eˣ − 1. As exp, with both summands in two parts. Error ≤ 0.501.
double elementary_expm1(double x) ELEMENTARY(expm1, "(_:)");

/// ln x. x = 2ᵏ·c·(1 + r); ln c from a table, ln(1 + r) a polynomial. Error ≤ 0.503.
double elementary_log(double x) ELEMENTARY(log, "(_:)");

/// log₂ x: ln in two parts by ln 2. Whole logarithms are exact. Error ≤ 0.502.
double elementary_log2(double x) ELEMENTARY(log2, "(_:)");

/// log₁₀ x: ln in two parts by ln 10. Whole logarithms are exact. Error ≤ 0.501.
double elementary_log10(double x) ELEMENTARY(log10, "(_:)");

/// ln(1 + x). As log of the sum in two parts. Error ≤ 0.507.
double elementary_log1p(double x) ELEMENTARY(log1p, "(_:)");

/// sin x. x = k·π/16 + r, by the digits of 2/π if x is large; then the sum of two angles. Error ≤ 0.521.
double elementary_sin(double x) ELEMENTARY(sin, "(_:)");

/// cos x, as sin. Error ≤ 0.516.
double elementary_cos(double x) ELEMENTARY(cos, "(_:)");

/// sin x/cos x, both in two parts. Error ≤ 0.000.
double elementary_tan(double x) ELEMENTARY(tan, "(_:)");

/// arcsin x: a polynomial up to 1/2; from there on π/2 − 2·arcsin √((1 − x)/2). Error ≤ 0.000.
double elementary_asin(double x) ELEMENTARY(asin, "(_:)");

/// arccos x, as arcsin. Error ≤ 0.000.
double elementary_acos(double x) ELEMENTARY(acos, "(_:)");

/// arctan x: of the nearest sixteenth from a table, and of the rest a polynomial. Error ≤ 0.000.
double elementary_atan(double x) ELEMENTARY(atan, "(_:)");

/// (eˣ − e⁻ˣ)/2, from eˣ − 1 in two parts. Error ≤ 0.000.
double elementary_sinh(double x) ELEMENTARY(sinh, "(_:)");

/// (eˣ + e⁻ˣ)/2, from eˣ in two parts. Error ≤ 0.000.
double elementary_cosh(double x) ELEMENTARY(cosh, "(_:)");

/// 1 − 2/(e²ˣ + 1), the quotient in two parts; a polynomial up to 1/32. Error ≤ 0.000.
double elementary_tanh(double x) ELEMENTARY(tanh, "(_:)");

/// ln(x + √(x² + 1)), the sum in two parts; a polynomial up to 1/2. Error ≤ 0.000.
double elementary_asinh(double x) ELEMENTARY(asinh, "(_:)");

/// ln(x + √(x² − 1)), the sum in two parts; up to 3/2 √(2t) times a polynomial in t = x − 1. Error ≤ 0.000.
double elementary_acosh(double x) ELEMENTARY(acosh, "(_:)");

/// ½·ln((1 + x)/(1 − x)), as log1p of 2x/(1 − x) in two parts. Error ≤ 0.000.
double elementary_atanh(double x) ELEMENTARY(atanh, "(_:)");

/// The error function: polynomials up to 1, from there on 1 − erfc x. Error ≤ 0.000.
double elementary_erf(double x) ELEMENTARY(erf, "(_:)");

/// 1 − erf x: from 1/2 on e^(−x²) times a polynomial about the middle of a cell, or in 1/x². Error ≤ 0.000.
double elementary_erfc(double x) ELEMENTARY(erfc, "(_:)");

/// 1/(1 + e⁻ˣ), the quotient in two parts. Error ≤ 0.000.
double elementary_sigmoid(double x) ELEMENTARY(sigmoid, "(_:)");

/// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|). Error ≤ 0.000.
double elementary_softplus(double x) ELEMENTARY(softplus, "(_:)");

/// x^y = e^(y·ln x), ln x to 68 digits. IEEE 754's special values; what can be represented is exact. Error ≤ 0.000.
double elementary_pow(double x, double y) ELEMENTARY(pow, "(_:_:)");

/// The angle of (x, y), as arctan of y/x without the rounded quotient. Error ≤ 0.000.
double elementary_atan2(double y, double x) ELEMENTARY(atan2, "(_:_:)");

#undef ELEMENTARY

// Of arrays, eight numbers at a time: `to[i]` is the function of `from[places[i]]`, or of `from[i]` if there are no places; to the bit what
// the function of one number gives. Nothing that is read may lie in `to`, but for each number at its own place.
//
// On x86-64 the processor is asked for AVX2 once.

#if __has_feature(nullability)
#define SOME _Nonnull
#define ANY _Nullable
#else
#define SOME
#define ANY
#endif

#define ELEMENTARY_ARRAY(name) \
  void elementary_##name##_array(const double *SOME from, const int32_t *ANY places, double *SOME to, size_t count) \
      __attribute__((swift_name("Elementary." #name "(_:at:to:count:)")));

ELEMENTARY_ARRAY(exp)
ELEMENTARY_ARRAY(log)
ELEMENTARY_ARRAY(tanh)
ELEMENTARY_ARRAY(sigmoid)
ELEMENTARY_ARRAY(softplus)
ELEMENTARY_ARRAY(sin)
ELEMENTARY_ARRAY(cos)

#undef ELEMENTARY_ARRAY
#undef SOME
#undef ANY
