#include "Arrays.h"

#if defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__)

#include "ArrayFunctions.h"

#else

// Where there are no lanes, one after the other.
#include "ElementaryFunctions.h"

#define ARRAY_FUNCTION(name) \
  static void name##_array(const double *from, const int32_t *places, double *to, size_t count) { \
    for (size_t i = 0; i < count; i++) to[i] = elementary_##name(from[places ? (size_t)places[i] : i]); \
  }

ARRAY_FUNCTION(exp)
ARRAY_FUNCTION(log)
ARRAY_FUNCTION(tanh)
ARRAY_FUNCTION(sigmoid)
ARRAY_FUNCTION(softplus)
ARRAY_FUNCTION(sin)
ARRAY_FUNCTION(cos)

#endif

const Arrays arrays_for_all = ARRAYS;
