// CppAD on the same graph, recorded once and replayed; only where its headers are installed.
#include "CTapes.h"

#if __has_include(<cppad/cppad.hpp>)
#include <cmath>
#include <cppad/cppad.hpp>
#include <vector>

struct CppADTape {
  CppAD::ADFun<double> function;
  std::vector<double> leaves, value, seed, gradient;
};

CppADTape *tape_cppad_make(const TapeGraph *g) {
  using Number = CppAD::AD<double>;
  auto *t = new CppADTape;
  t->leaves.assign(g->values, g->values + g->leaves);
  t->seed = {1.0};
  std::vector<Number> x(t->leaves.begin(), t->leaves.end());
  CppAD::Independent(x);
  std::vector<Number> v(g->count);
  for (int i = 0; i < g->leaves; i++) v[i] = x[i];
  for (int i = g->leaves; i < g->count; i++) {
    const Number &a = v[g->first[i]], &b = v[g->second[i]];
    switch (g->operations[i]) {
    case TAPE_ADD: v[i] = a + b; break;
    case TAPE_SUBTRACT: v[i] = a - b; break;
    case TAPE_MULTIPLY: v[i] = a * b; break;
    case TAPE_DIVIDE: v[i] = a / b; break;
    case TAPE_TANH: v[i] = tanh(a); break;
    case TAPE_EXP: v[i] = exp(a); break;
    case TAPE_LOG: v[i] = log(a); break;
    case TAPE_SQUARE: v[i] = a * a; break;
    default: v[i] = CppAD::CondExpGt(a, Number(0), a, Number(0)); break;
    }
  }
  std::vector<Number> y = {v[g->count - 1]};
  t->function.Dependent(x, y);
  return t;
}

void tape_cppad_step(CppADTape *t) {
  t->value = t->function.Forward(0, t->leaves);
  t->gradient = t->function.Reverse(1, t->seed);
}
double tape_cppad_value(const CppADTape *t) { return t->value[0]; }
double tape_cppad_gradient(const CppADTape *t, int32_t node) { return t->gradient[node]; }
void tape_cppad_free(CppADTape *t) { delete t; }

#else

CppADTape *tape_cppad_make(const TapeGraph *) { return nullptr; }
void tape_cppad_step(CppADTape *) {}
double tape_cppad_value(const CppADTape *) { return 0; }
double tape_cppad_gradient(const CppADTape *, int32_t) { return 0; }
void tape_cppad_free(CppADTape *) {}

#endif
