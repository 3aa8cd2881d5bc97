// The plain tapes that Edgewise is measured against, and the graphs on which.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { TAPE_LEAF, TAPE_ADD, TAPE_SUBTRACT, TAPE_MULTIPLY, TAPE_DIVIDE, TAPE_TANH, TAPE_EXP, TAPE_LOG, TAPE_SQUARE, TAPE_RELU };

// A graph as it is handed to every contender: leaves first, operands before their users.
typedef struct {
  int32_t count, leaves;
  const uint8_t *operations;
  const int32_t *first, *second;
  const double *values;  // of the leaves
} TapeGraph;

// 64 layers of all operations, operands from the previous four layers, summed up at the end.
TapeGraph tape_dag(int64_t count, uint64_t seed);
// A network 2-16-16-1 with hinge loss on so many samples, scalar by scalar.
TapeGraph tape_mlp(int64_t samples, uint64_t seed);
// The loss of the two-knob predictor on five deliveries, 48 nodes; the first two leaves are its knobs.
TapeGraph tape_deliveries(void);
void tape_graph_free(TapeGraph graph);

// Struct of arrays, one switch per node forward, no branch backward.
typedef struct FlatTape FlatTape;
FlatTape *tape_flat_make(void);
// Records `graph` anew; memory is used again.
void tape_flat_record(FlatTape *tape, const TapeGraph *graph);
void tape_flat_step(FlatTape *tape);
// A step, then `leaves[i] -= rate · gradient` for the first `parameters` leaves; so many times.
void tape_flat_descend(FlatTape *tape, int32_t parameters, double rate, int64_t steps);
double tape_flat_leaf(const FlatTape *tape, int32_t node);
void tape_flat_set_leaf(FlatTape *tape, int32_t node, double value);
double tape_flat_value(const FlatTape *tape);
double tape_flat_gradient(const FlatTape *tape, int32_t node);
void tape_flat_free(FlatTape *tape);

// The same sorted into runs of one operation within a level.
typedef struct RunTape RunTape;
RunTape *tape_run_make(const TapeGraph *graph);
void tape_run_step(RunTape *tape);
double tape_run_value(const RunTape *tape);
double tape_run_gradient(const RunTape *tape, int32_t node);
void tape_run_free(RunTape *tape);

// What a step on the run tape costs at least: its arrays streamed through, with nothing computed.
typedef struct FloorTape FloorTape;
FloorTape *tape_floor_make(const TapeGraph *graph);
void tape_floor_step(FloorTape *tape);
void tape_floor_free(FloorTape *tape);

// Whether the processor has AVX2, and glibc's tunables leave it.
int tape_has_avx2(void);
// The bytes that are allocated now; 0 where nobody counts them.
size_t tape_heap(void);

// CppAD on the same graph, where its headers are installed; else null.
typedef struct CppADTape CppADTape;
CppADTape *tape_cppad_make(const TapeGraph *graph);
void tape_cppad_step(CppADTape *tape);
double tape_cppad_value(const CppADTape *tape);
double tape_cppad_gradient(const CppADTape *tape, int32_t node);
void tape_cppad_free(CppADTape *tape);

#ifdef __cplusplus
}
#endif
