#include "CTapes.h"

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
int tape_has_avx2(void) { return CPU_FEATURE_ACTIVE(AVX2) != 0; }
#else
int tape_has_avx2(void) { return 0; }
#endif
