// The flat tape: struct of arrays, both local derivatives stored on the way forward.
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "CTapes.h"

struct FlatTape {
  int n, cap, leaves;
  uint8_t *op;
  int32_t *a, *b;
  double *v, *da, *db, *adj;
};

static void grow(FlatTape *t) {
  t->cap = t->cap ? t->cap * 2 : 1024;
  size_t c = (size_t)t->cap;
  t->op = (uint8_t *)realloc(t->op, c);
  t->a = (int32_t *)realloc(t->a, c * 4);
  t->b = (int32_t *)realloc(t->b, c * 4);
  t->v = (double *)realloc(t->v, c * 8);
  t->da = (double *)realloc(t->da, c * 8);
  t->db = (double *)realloc(t->db, c * 8);
  t->adj = (double *)realloc(t->adj, c * 8);
}

static inline int push(FlatTape *t, uint8_t op, int a, int b, double v, double da, double db) {
  if (__builtin_expect(t->n == t->cap, 0)) grow(t);
  int i = t->n++;
  t->op[i] = op; t->a[i] = a; t->b[i] = b; t->v[i] = v; t->da[i] = da; t->db[i] = db;
  return i;
}

FlatTape *tape_flat_make(void) { return (FlatTape *)calloc(1, sizeof(FlatTape)); }

void tape_flat_record(FlatTape *t, const TapeGraph *g) {
  t->n = 0;
  t->leaves = g->leaves;
  for (int i = 0; i < g->leaves; i++) push(t, TAPE_LEAF, 0, 0, g->values[i], 0, 0);
  for (int i = g->leaves; i < g->count; i++) {
    const int a = g->first[i], b = g->second[i];
    const double x = t->v[a], y = t->v[b];
    switch (g->operations[i]) {
    case TAPE_ADD: push(t, TAPE_ADD, a, b, x + y, 1, 1); break;
    case TAPE_SUBTRACT: push(t, TAPE_SUBTRACT, a, b, x - y, 1, -1); break;
    case TAPE_MULTIPLY: push(t, TAPE_MULTIPLY, a, b, x * y, y, x); break;
    case TAPE_DIVIDE: { double r = 1 / y, q = x * r; push(t, TAPE_DIVIDE, a, b, q, r, -q * r); break; }
    case TAPE_TANH: { double z = tanh(x); push(t, TAPE_TANH, a, a, z, 1 - z * z, 0); break; }
    case TAPE_EXP: { double z = exp(x); push(t, TAPE_EXP, a, a, z, z, 0); break; }
    case TAPE_LOG: push(t, TAPE_LOG, a, a, log(x), 1 / x, 0); break;
    case TAPE_SQUARE: push(t, TAPE_SQUARE, a, a, x * x, 2 * x, 0); break;
    default: push(t, TAPE_RELU, a, a, x > 0 ? x : 0, x > 0, 0); break;
    }
  }
}

static void forward(FlatTape *t) {
  const uint8_t *op = t->op;
  const int32_t *A = t->a, *B = t->b;
  double *v = t->v, *da = t->da, *db = t->db;
  for (int i = t->leaves; i < t->n; i++) {
    double x = v[A[i]], y = v[B[i]], z, p, q = 0;
    switch (op[i]) {
    case TAPE_ADD: z = x + y; p = 1; q = 1; break;
    case TAPE_SUBTRACT: z = x - y; p = 1; q = -1; break;
    case TAPE_MULTIPLY: z = x * y; p = y; q = x; break;
    case TAPE_DIVIDE: p = 1 / y; z = x * p; q = -z * p; break;
    case TAPE_TANH: z = tanh(x); p = 1 - z * z; break;
    case TAPE_EXP: z = exp(x); p = z; break;
    case TAPE_LOG: z = log(x); p = 1 / x; break;
    case TAPE_SQUARE: z = x * x; p = 2 * x; break;
    case TAPE_RELU: z = x > 0 ? x : 0; p = x > 0; break;
    default: z = v[i]; p = 0;
    }
    v[i] = z; da[i] = p; db[i] = q;
  }
}

static void reverse(FlatTape *t) {
  const int32_t *A = t->a, *B = t->b;
  const double *da = t->da, *db = t->db;
  double *adj = t->adj;
  memset(adj, 0, 8ull * t->n);
  adj[t->n - 1] = 1;
  for (int i = t->n - 1; i >= t->leaves; i--) {
    double g = adj[i];
    adj[A[i]] += g * da[i];
    adj[B[i]] += g * db[i];
  }
}

void tape_flat_step(FlatTape *t) { forward(t); reverse(t); }

void tape_flat_descend(FlatTape *t, int32_t parameters, double rate, int64_t steps) {
  for (int64_t k = 0; k < steps; k++) {
    forward(t);
    reverse(t);
    for (int32_t i = 0; i < parameters; i++) t->v[i] -= rate * t->adj[i];
  }
}

double tape_flat_leaf(const FlatTape *t, int32_t node) { return t->v[node]; }
void tape_flat_set_leaf(FlatTape *t, int32_t node, double value) { t->v[node] = value; }
double tape_flat_value(const FlatTape *t) { return t->v[t->n - 1]; }
double tape_flat_gradient(const FlatTape *t, int32_t node) { return t->adj[node]; }

void tape_flat_free(FlatTape *t) {
  free(t->op); free(t->a); free(t->b); free(t->v); free(t->da); free(t->db); free(t->adj);
  free(t);
}
