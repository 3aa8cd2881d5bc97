#include "CTapes.h"

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
int tape_has_avx2(void) { return CPU_FEATURE_ACTIVE(AVX2) != 0; }
#else
int tape_has_avx2(void) { return 0; }
#endif

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
#include <malloc.h>
size_t tape_heap(void) {
    struct mallinfo2 all = mallinfo2();
    return all.uordblks + all.hblkhd;
}
#else
size_t tape_heap(void) { return 0; }
#endif
