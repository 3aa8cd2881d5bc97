#pragma once
#include <stddef.h>
#include <stdint.h>
typedef struct Elementary { char unused; } Elementary;
#define DECL(n) double elementary_##n(double x) __attribute__((swift_name("Elementary." #n "(_:)"), const));
DECL(exp) DECL(exp2) DECL(expm1) DECL(log) DECL(log2) DECL(log10) DECL(log1p) DECL(sin) DECL(cos) DECL(tan) DECL(asin) DECL(acos) DECL(atan) DECL(sinh) DECL(cosh) DECL(tanh) DECL(asinh) DECL(acosh) DECL(atanh) DECL(erf) DECL(erfc) DECL(sigmoid) DECL(softplus)
double elementary_pow(double x, double y) __attribute__((swift_name("Elementary.pow(_:_:)"), const));
double elementary_atan2(double y, double x)__attribute__((swift_name("Elementary.atan2(_:_:)"), const));
#define ARR(n) void elementary_##n##_array(const double * _Nonnull from, const int32_t * _Nullable places, double * _Nonnull to, size_t count) __attribute__((swift_name("Elementary." #n "(_:at:to:count:)")));
ARR(exp) ARR(log) ARR(tanh) ARR(sigmoid) ARR(softplus) ARR(sin) ARR(cos)
