// What the Embedded Swift library and wasi-libc expect of each other.
#include <stdint.h>
#include <stdlib.h>

uintptr_t __stack_chk_guard = 0x5bd1e995;
void __stack_chk_fail(void) { __builtin_trap(); }

// Swift reads numbers with the C locale; wasi-libc has no other.
const char *_swift_stdlib_strtod_clocale(const char *text, double *value) {
  char *end = 0;
  *value = strtod(text, &end);
  return end;
}
