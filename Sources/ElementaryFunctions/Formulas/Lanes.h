// The words that the formulas are written in, for eight numbers at once.
#pragma once
#include "Number.h"

// What is passed is inlined, so that nobody sees in which registers.
#pragma clang diagnostic ignored "-Wpsabi"

enum { LANES = 8 };
typedef double Lanes __attribute__((vector_size(64)));
typedef uint64_t LaneWords __attribute__((vector_size(64)));
typedef int64_t LaneChoices __attribute__((vector_size(64)));
typedef double FourLanes __attribute__((vector_size(32)));
typedef double TwoLanes __attribute__((vector_size(16)));

GENERIC LaneWords bits(Lanes x) { return (LaneWords)x; }
GENERIC Lanes number(LaneWords w) { return (Lanes)w; }

GENERIC Lanes choose(LaneChoices condition, Lanes then, Lanes otherwise) {
  LaneWords mask = (LaneWords)condition;
  return (Lanes)((mask & (LaneWords)then) | (~mask & (LaneWords)otherwise));
}

GENERIC LaneChoices is_odd(LaneWords w) { return (LaneChoices)(0 - (w & 1)); }
GENERIC Lanes root(Lanes x) { return __builtin_elementwise_sqrt(x); }
GENERIC Lanes apart(Lanes x) { return x; }

GENERIC Lanes high_exponent(LaneWords w, LaneWords *exponent) {
  *exponent = w & 0xfff0000000000000u;
  // Few processors convert 64 bits: the digits are written behind those of 2^52. 1024 makes them positive.
  return number((w + 0x4000000000000000u) >> 52 | 0x4330000000000000u) - (0x1p52 + 1024);
}

GENERIC FourLanes row_at(const Row4 *rows, uint64_t bytes) {
  FourLanes row;
  __builtin_memcpy(&row, (const char *)rows + bytes, sizeof row);
  return row;
}

GENERIC TwoLanes row_at(const Row2 *rows, uint64_t bytes) {
  TwoLanes row;
  __builtin_memcpy(&row, (const char *)rows + bytes, sizeof row);
  return row;
}

#define JOINED(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7)

/// The columns of four rows.
GENERIC void columns(const Row4 *rows, uint64_t i, uint64_t j, uint64_t k, uint64_t l, FourLanes column[4]) {
  FourLanes p = row_at(rows, i), q = row_at(rows, j), r = row_at(rows, k), s = row_at(rows, l);
  FourLanes pq_even = __builtin_shufflevector(p, q, 0, 4, 2, 6), pq_odd = __builtin_shufflevector(p, q, 1, 5, 3, 7);
  FourLanes rs_even = __builtin_shufflevector(r, s, 0, 4, 2, 6), rs_odd = __builtin_shufflevector(r, s, 1, 5, 3, 7);
  column[0] = __builtin_shufflevector(pq_even, rs_even, 0, 1, 4, 5);
  column[1] = __builtin_shufflevector(pq_odd, rs_odd, 0, 1, 4, 5);
  column[2] = __builtin_shufflevector(pq_even, rs_even, 2, 3, 6, 7);
  column[3] = __builtin_shufflevector(pq_odd, rs_odd, 2, 3, 6, 7);
}

GENERIC void columns(const Row2 *rows, uint64_t i, uint64_t j, uint64_t k, uint64_t l, FourLanes column[2]) {
  TwoLanes p = row_at(rows, i), q = row_at(rows, j), r = row_at(rows, k), s = row_at(rows, l);
  FourLanes pr = __builtin_shufflevector(p, r, 0, 1, 2, 3), qs = __builtin_shufflevector(q, s, 0, 1, 2, 3);
  column[0] = __builtin_shufflevector(pr, qs, 0, 4, 2, 6);
  column[1] = __builtin_shufflevector(pr, qs, 1, 5, 3, 7);
}

GENERIC void look_up(const Row4 *rows, LaneWords bytes, Lanes *a, Lanes *b, Lanes *c, Lanes *d) {
  FourLanes left[4], right[4];
  columns(rows, bytes[0], bytes[1], bytes[2], bytes[3], left);
  columns(rows, bytes[4], bytes[5], bytes[6], bytes[7], right);
  *a = JOINED(left[0], right[0]);
  *b = JOINED(left[1], right[1]);
  *c = JOINED(left[2], right[2]);
  *d = JOINED(left[3], right[3]);
}

GENERIC void look_up(const Row2 *rows, LaneWords bytes, Lanes *a, Lanes *b) {
  FourLanes left[2], right[2];
  columns(rows, bytes[0], bytes[1], bytes[2], bytes[3], left);
  columns(rows, bytes[4], bytes[5], bytes[6], bytes[7], right);
  *a = JOINED(left[0], right[0]);
  *b = JOINED(left[1], right[1]);
}

#undef REAL
#undef WORD
#undef PAIR
#undef CELL
#define REAL Lanes
#define WORD LaneWords
#define PAIR LanePair
#define CELL LaneCell
