#include "Arrays.h"
#include "ElementaryFunctions.h"

#if defined(__x86_64__)
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
// glibc's view, which its tunables can narrow (GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2).
static int has_avx2(void) { return CPU_FEATURE_ACTIVE(AVX2) != 0; }
#else
static int has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") != 0;
}
#endif
#endif

/// The fastest that this processor has; their bits are the same.
static const Arrays *arrays(void) {
#if defined(__x86_64__)
  static const Arrays *chosen;
  const Arrays *known = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
  if (!known) {
    known = has_avx2() ? &arrays_for_avx2 : &arrays_for_all;
    __atomic_store_n(&chosen, known, __ATOMIC_RELAXED);
  }
  return known;
#else
  return &arrays_for_all;
#endif
}

#define DISPATCHED(name) \
  void elementary_##name##_array(const double *from, const int32_t *places, double *to, size_t count) { \
    arrays()->name(from, places, to, count); \
  }

DISPATCHED(exp)
DISPATCHED(log)
DISPATCHED(tanh)
DISPATCHED(sigmoid)
DISPATCHED(softplus)
DISPATCHED(sin)
DISPATCHED(cos)
