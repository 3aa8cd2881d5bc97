// What the Embedded Swift library, wasi-libc and the builtins expect of each other.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

uintptr_t __stack_chk_guard = 0x5bd1e995;
void __stack_chk_fail(void) { __builtin_trap(); }

// Swift reads numbers with the C locale; wasi-libc has no other.
const char *_swift_stdlib_strtod_clocale(const char *text, double *value) {
  char *end = 0;
  *value = strtod(text, &end);
  return end;
}

// Seeds of hashes, on which no output depends. What wasi-libc would ask for them brings all of printf along.
void arc4random_buf(void *bytes, size_t count) { memset(bytes, 0x5b, count); }
