#pragma once
#include <stddef.h>
#include <stdint.h>

typedef void ArrayFunction(const double *from, const int32_t *places, double *to, size_t count);

/// The functions of arrays as compiled for one kind of processor.
typedef struct { ArrayFunction *exp, *log, *tanh, *sigmoid, *softplus, *sin, *cos; } Arrays;

__attribute__((visibility("hidden"))) extern const Arrays arrays_for_all;
#if defined(__x86_64__)
__attribute__((visibility("hidden"))) extern const Arrays arrays_for_avx2;
#endif

#define ARRAYS {exp_array, log_array, tanh_array, sigmoid_array, softplus_array, sin_array, cos_array}
