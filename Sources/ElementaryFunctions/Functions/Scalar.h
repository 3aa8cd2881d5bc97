// The formulas for one number.
#pragma once
#include "ElementaryFunctions.h"
#include "../Formulas/Number.h"
#include "../Constants/Exponential.h"
#include "../Constants/Logarithm.h"
#include "../Constants/Hyperbolic.h"
#include "../Constants/Circular.h"
#include "../Formulas/Arithmetic.h"
#include "../Formulas/Exponential.h"
#include "../Formulas/Logarithm.h"
#include "../Formulas/Circular.h"

#define INFINITE __builtin_inf()

/// x, where a function has no value: an operation on NaN is one.
static inline double undefined(double x) { return (x - x) / (x - x); }

/// e^(high + low), for all numbers; `doublings` are added to the exponent, and there is one rounding. In Exponential.c.
__attribute__((visibility("hidden"))) double wide_exp(double high, double low, int doublings);

/// 2^doublings·(high + low), rounded once.
__attribute__((visibility("hidden"))) double scaled(double high, double low, int doublings);
