#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "ArrayFunctions.h"
#pragma clang attribute pop
#include "Arrays.h"

const Arrays arrays_for_avx2 = ARRAYS;
#endif
