// The stream floor: what the run tape must at least read and write of its arrays, in order, with an addition in the place of each
// operation and no look at operands. No tape with these arrays is faster.
#include <algorithm>
#include <cstring>
#include <vector>

#include "CTapes.h"

namespace {
struct Run { uint8_t op; int s, e; };
}

struct FloorTape {
  int n;
  std::vector<int32_t> a, b;
  std::vector<double> v, da, db, adj;
  std::vector<Run> runs;
};

FloorTape *tape_floor_make(const TapeGraph *g) {
  auto *t = new FloorTape;
  const int n = g->count;
  t->n = n;
  t->a.resize(n); t->b.resize(n);
  t->v.assign(n, 1); t->da.assign(n, 0.5); t->db.assign(n, 0.25); t->adj.resize(n);
  for (int i = 0; i < n; i++) {
    t->a[i] = i & 1023;
    t->b[i] = i & 511;
  }
  std::vector<int> level(n, 0);
  int levels = 0;
  for (int i = g->leaves; i < n; i++) {
    level[i] = 1 + std::max(level[g->first[i]], level[g->second[i]]);
    levels = std::max(levels, level[i]);
  }
  std::vector<int> count((levels + 1) * 10 + 1, 0);
  for (int i = 0; i < n; i++) count[level[i] * 10 + g->operations[i] + 1]++;
  for (size_t i = 1; i < count.size(); i++) count[i] += count[i - 1];
  for (size_t i = 10; i + 1 < count.size(); i++)
    if (count[i + 1] > count[i]) t->runs.push_back({(uint8_t)(i % 10), count[i], count[i + 1]});
  return t;
}

#define LOOP for (int i = r.s; i < r.e; i++)

void tape_floor_step(FloorTape *t) {
  const int32_t *__restrict A = t->a.data(), *__restrict B = t->b.data();
  double *__restrict v = t->v.data(), *__restrict da = t->da.data(), *__restrict db = t->db.data();
  double *__restrict adj = t->adj.data();
  for (auto &r : t->runs) {
    switch (r.op) {
    case TAPE_ADD:
    case TAPE_SUBTRACT: LOOP v[i] = A[i] + B[i]; break;
    case TAPE_MULTIPLY:
    case TAPE_DIVIDE: LOOP { double x = A[i], y = B[i]; v[i] = x + y; da[i] = x; db[i] = y; } break;
    default: LOOP { double x = A[i]; v[i] = x; da[i] = x; }
    }
  }
  asm volatile("" : : "r"(v) : "memory");
  memset(adj, 0, 8ull * t->n);
  for (auto &r : t->runs) {
    switch (r.op) {
    case TAPE_ADD:
    case TAPE_SUBTRACT: LOOP adj[i] += A[i] + B[i]; break;
    case TAPE_MULTIPLY:
    case TAPE_DIVIDE: LOOP adj[i] += A[i] * da[i] + B[i] * db[i]; break;
    default: LOOP adj[i] += A[i] * da[i];
    }
  }
  asm volatile("" : : "r"(adj) : "memory");
}

void tape_floor_free(FloorTape *t) { delete t; }
