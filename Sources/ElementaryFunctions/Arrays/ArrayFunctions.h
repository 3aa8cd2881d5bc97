// Functions of arrays, eight numbers at a time: compiled once for every processor, and on x86-64 again for those with AVX2. What the
// formula in lanes does not cover is left to the function of one number, and so is what is left over at the end.

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

GENERIC Lanes log_of(Lanes x) { return log_easily(cell_of(x)); }

GENERIC Lanes tanh_of(Lanes x) {
  Lanes a = magnitude(x);
  Lanes y = choose(a < 0x1p-5, tanh_series(a), tanh_easily(choose(a > 20, (Lanes){} + 20, a)));
  return with_sign(y, x);
}

GENERIC Lanes sin_of(Lanes x, uint64_t rows) {
  LaneWords row;
  LanePair r = circular_rest(x, &row), y = sin_pair(row + rows, r);
  return y.high + y.low;
}

/// Defines an array's function: y of x, but where it is `rare`.
#define ARRAY_FUNCTION(name, formula, rare) \
  static void name##_array(const double *from, const int32_t *places, double *to, size_t count) { \
    size_t i = 0; \
    for (; i + LANES <= count; i += LANES) { \
      Lanes x; \
      if (places) { \
        for (int lane = 0; lane < LANES; lane++) x[lane] = from[places[i + lane]]; \
      } else { \
        __builtin_memcpy(&x, from + i, sizeof x); \
      } \
      Lanes y = formula; \
      LaneChoices is_rare = rare; \
      __builtin_memcpy(to + i, &y, sizeof y); \
      if (RARELY(__builtin_reduce_or(is_rare))) { \
        for (int lane = 0; lane < LANES; lane++) { \
          if (is_rare[lane]) to[i + lane] = elementary_##name(x[lane]); \
        } \
      } \
    } \
    for (; i < count; i++) to[i] = elementary_##name(from[places ? (size_t)places[i] : i]); \
  }

ARRAY_FUNCTION(exp, exp_easily(x), ~(magnitude(x) < 640))
// A comparison with the least normal number and infinity would be taken for one of bits, which takes longer.
ARRAY_FUNCTION(log, log_of(x), ~((x >= 0x1p-1020) & (x < 0x1p1022)))
ARRAY_FUNCTION(tanh, tanh_of(x), NOWHERE)
ARRAY_FUNCTION(sigmoid, sigmoid_easily(x), ~(magnitude(x) < 600))
ARRAY_FUNCTION(softplus, softplus_easily(x), ~(magnitude(x) < 600))
ARRAY_FUNCTION(sin, sin_of(x, 0), ~((magnitude(x) < 0x1p17) & (magnitude(y) > 0x1p-12)))
ARRAY_FUNCTION(cos, sin_of(x, 8), ~((magnitude(x) < 0x1p17) & (magnitude(y) > 0x1p-12)))
