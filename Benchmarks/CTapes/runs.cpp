// The run tape: nodes sorted by level and operation, one loop a run, no branch per node.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "CTapes.h"

namespace {
struct Run { uint8_t op; int s, e; };
}

struct RunTape {
  int n, leaves;
  std::vector<int32_t> a, b, place;
  std::vector<double> v, da, db, adj;
  std::vector<Run> runs;
};

RunTape *tape_run_make(const TapeGraph *g) {
  auto *t = new RunTape;
  const int n = g->count, leaves = g->leaves;
  t->n = n;
  t->leaves = leaves;
  t->a.resize(n); t->b.resize(n); t->place.resize(n);
  t->v.resize(n); t->da.resize(n); t->db.resize(n); t->adj.resize(n);
  std::vector<int> level(n, 0);
  int levels = 0;
  for (int i = leaves; i < n; i++) {
    level[i] = 1 + std::max(level[g->first[i]], level[g->second[i]]);
    levels = std::max(levels, level[i]);
  }
  std::vector<int> count((levels + 1) * 10 + 1, 0);
  for (int i = 0; i < n; i++) count[level[i] * 10 + g->operations[i] + 1]++;
  for (size_t i = 1; i < count.size(); i++) count[i] += count[i - 1];
  for (size_t i = 10; i + 1 < count.size(); i++)
    if (count[i + 1] > count[i]) t->runs.push_back({(uint8_t)(i % 10), count[i], count[i + 1]});
  for (int i = 0; i < n; i++) t->place[i] = count[level[i] * 10 + g->operations[i]]++;
  for (int i = 0; i < n; i++) {
    t->a[t->place[i]] = t->place[g->first[i]];
    t->b[t->place[i]] = t->place[g->second[i]];
  }
  for (int i = 0; i < leaves; i++) t->v[i] = g->values[i];
  // What never changes is written once.
  for (auto &r : t->runs)
    for (int i = r.s; i < r.e; i++) {
      t->da[i] = 1;
      t->db[i] = r.op == TAPE_ADD ? 1 : r.op == TAPE_SUBTRACT ? -1 : 0;
    }
  return t;
}

#define LOOP for (int i = s; i < e; i++)

static void forward(const std::vector<Run> &runs, const int32_t *__restrict A, const int32_t *__restrict B, double *v,
                    double *__restrict da, double *__restrict db) {
  for (auto &r : runs) {
    const int s = r.s, e = r.e;
    switch (r.op) {
    case TAPE_ADD: LOOP v[i] = v[A[i]] + v[B[i]]; break;
    case TAPE_SUBTRACT: LOOP v[i] = v[A[i]] - v[B[i]]; break;
    case TAPE_MULTIPLY: LOOP { double x = v[A[i]], y = v[B[i]]; v[i] = x * y; da[i] = y; db[i] = x; } break;
    case TAPE_DIVIDE: LOOP { double x = v[A[i]], y = v[B[i]], q = 1 / y, z = x * q; v[i] = z; da[i] = q; db[i] = -z * q; } break;
    case TAPE_TANH: LOOP { double z = tanh(v[A[i]]); v[i] = z; da[i] = 1 - z * z; } break;
    case TAPE_EXP: LOOP { double z = exp(v[A[i]]); v[i] = z; da[i] = z; } break;
    case TAPE_LOG: LOOP { double x = v[A[i]]; v[i] = log(x); da[i] = 1 / x; } break;
    case TAPE_SQUARE: LOOP { double x = v[A[i]]; v[i] = x * x; da[i] = 2 * x; } break;
    case TAPE_RELU: LOOP { double x = v[A[i]]; v[i] = x > 0 ? x : 0; da[i] = x > 0 ? 1 : 0; } break;
    }
  }
}

static void reverse(const std::vector<Run> &runs, int n, const int32_t *A, const int32_t *B, const double *da,
                    const double *db, double *adj, int output) {
  memset(adj, 0, 8ull * n);
  adj[output] = 1;
  for (size_t k = runs.size(); k-- > 0;) {
    const int s = runs[k].s, e = runs[k].e;
    switch (runs[k].op) {
    case TAPE_ADD: for (int i = e - 1; i >= s; i--) { double g = adj[i]; adj[A[i]] += g; adj[B[i]] += g; } break;
    case TAPE_SUBTRACT: for (int i = e - 1; i >= s; i--) { double g = adj[i]; adj[A[i]] += g; adj[B[i]] -= g; } break;
    case TAPE_MULTIPLY:
    case TAPE_DIVIDE:
      for (int i = e - 1; i >= s; i--) { double g = adj[i]; adj[A[i]] += g * da[i]; adj[B[i]] += g * db[i]; }
      break;
    default: for (int i = e - 1; i >= s; i--) adj[A[i]] += adj[i] * da[i];
    }
  }
}

void tape_run_step(RunTape *t) {
  forward(t->runs, t->a.data(), t->b.data(), t->v.data(), t->da.data(), t->db.data());
  reverse(t->runs, t->n, t->a.data(), t->b.data(), t->da.data(), t->db.data(), t->adj.data(), t->place[t->n - 1]);
}
double tape_run_value(const RunTape *t) { return t->v[t->place[t->n - 1]]; }
double tape_run_gradient(const RunTape *t, int32_t node) { return t->adj[t->place[node]]; }
void tape_run_free(RunTape *t) { delete t; }
