// Functions of arrays, eight numbers at a time: compiled once for every processor, and on x86-64 again for those
// with AVX2. What the formula in lanes does not cover is left to the function of one number.

#include "ElementaryFunctions.h"
#include "../Formulas/Lanes.h"
#include "../Constants/Exponential.h"
#include "../Constants/Logarithm.h"
#include "../Constants/Hyperbolic.h"
#include "../Constants/Circular.h"
#include "../Formulas/Arithmetic.h"
#include "../Formulas/Exponential.h"
#include "../Formulas/Logarithm.h"
#include "../Formulas/Circular.h"

#define NOWHERE ((LaneChoices){})

GENERIC int any(LaneChoices condition) { return __builtin_reduce_or(condition) != 0; }

GENERIC Lanes log_of(Lanes x) { return log_easily(cell_of(x)); }

GENERIC Lanes tanh_of(Lanes x) {
  Lanes a = magnitude(x), y = tanh_easily(choose(a > 20, (Lanes){} + 20, a));
  LaneChoices is_small = a < 0x1p-5;
  if (RARELY(any(is_small))) y = choose(is_small, tanh_series(a), y);
  return with_sign(y, x);
}

GENERIC Lanes sin_of(Lanes x, uint64_t rows) {
  LaneWords row;
  LanePair r = circular_rest(x, &row), y = sin_pair(row + rows, r);
  return y.high + y.low;
}

/// So many take longer together than one after the other.
enum { FEW = 2 };

/// Eight numbers, or as many as there are, and the first of them again in the place of the others.
GENERIC Lanes gathered(const double *from, const int32_t *places, size_t i, size_t count) {
  Lanes x;
  if (count >= LANES && !places) {
    __builtin_memcpy(&x, from + i, sizeof x);
  } else if (count >= LANES) {
    for (size_t lane = 0; lane < LANES; lane++) x[lane] = from[places[i + lane]];
  } else {
    for (size_t lane = 0; lane < LANES; lane++) {
      size_t place = i + (lane < count ? lane : 0);
      x[lane] = from[places ? (size_t)places[place] : place];
    }
  }
  return x;
}

/// Defines an array's function: y of x, but where it is `rare`.
#define ARRAY_FUNCTION(name, formula, rare) \
  static void name##_array(const double *from, const int32_t *places, double *to, size_t count) { \
    for (size_t i = 0; i < count; i += LANES) { \
      size_t rest = count - i < LANES ? count - i : LANES; \
      if (rest <= FEW) { \
        for (; i < count; i++) to[i] = elementary_##name(from[places ? (size_t)places[i] : i]); \
        return; \
      } \
      Lanes x = gathered(from, places, i, rest), y = formula; \
      LaneChoices is_rare = rare; \
      if (rest == LANES) { \
        __builtin_memcpy(to + i, &y, sizeof y); \
      } else { \
        for (size_t lane = 0; lane < rest; lane++) to[i + lane] = y[lane]; \
      } \
      if (RARELY(any(is_rare))) { \
        for (size_t lane = 0; lane < rest; lane++) { \
          if (is_rare[lane]) to[i + lane] = elementary_##name(x[lane]); \
        } \
      } \
    } \
  }

ARRAY_FUNCTION(exp, exp_easily(x), ~(magnitude(x) < 640))
// A comparison with the least normal number and infinity would be taken for one of bits, which takes longer.
ARRAY_FUNCTION(log, log_of(x), ~((x >= 0x1p-1020) & (x < 0x1p1022)))
ARRAY_FUNCTION(tanh, tanh_of(x), NOWHERE)
ARRAY_FUNCTION(sigmoid, sigmoid_easily(x), ~(magnitude(x) < 600))
ARRAY_FUNCTION(softplus, softplus_easily(x), ~(magnitude(x) < 600))
ARRAY_FUNCTION(sin, sin_of(x, 0), ~((magnitude(x) < 0x1p17) & (magnitude(y) > 0x1p-12)))
ARRAY_FUNCTION(cos, sin_of(x, 8), ~((magnitude(x) < 0x1p17) & (magnitude(y) > 0x1p-12)))
