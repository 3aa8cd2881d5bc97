// The graphs: `dag`, `mlp` and the deliveries.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

#include "CTapes.h"

namespace {

struct Builder {
  std::vector<uint8_t> operations;
  std::vector<int32_t> first, second;
  std::vector<double> leaves, values;

  int push(int operation, int a, int b, double value) {
    operations.push_back((uint8_t)operation);
    first.push_back(a);
    second.push_back(b);
    values.push_back(value);
    return (int)operations.size() - 1;
  }

  int leaf(double value) {
    leaves.push_back(value);
    return push(TAPE_LEAF, 0, 0, value);
  }

  int add(int a, int b) { return push(TAPE_ADD, a, b, values[a] + values[b]); }
  int subtract(int a, int b) { return push(TAPE_SUBTRACT, a, b, values[a] - values[b]); }
  int square(int a) { return push(TAPE_SQUARE, a, a, values[a] * values[a]); }
  int multiply(int a, int b) { return push(TAPE_MULTIPLY, a, b, values[a] * values[b]); }
  int relu(int a) { return push(TAPE_RELU, a, a, values[a] > 0 ? values[a] : 0); }

  template <class T> static const T *copy(const std::vector<T> &from) {
    T *to = (T *)malloc(std::max<size_t>(from.size(), 1) * sizeof(T));
    memcpy(to, from.data(), from.size() * sizeof(T));
    return to;
  }

  TapeGraph graph() const {
    return {(int32_t)operations.size(), (int32_t)leaves.size(), copy(operations), copy(first), copy(second), copy(leaves)};
  }
};

}  // namespace

TapeGraph tape_dag(int64_t count, uint64_t seed) {
  std::mt19937_64 random(seed);
  auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  Builder g;
  const int layers = 64;
  const int width = (int)std::max<int64_t>(4, count / (layers + 1));
  for (int i = 0; i < width; i++) g.leaf(0.2 + 1.8 * uniform());
  std::vector<int> order(width);
  for (int i = 0; i < width; i++) order[i] = i;
  // The sum at the end takes width − 1 nodes.
  while ((int64_t)g.operations.size() + width + width - 1 <= count) {
    const int base = (int)g.operations.size() - width;
    std::shuffle(order.begin(), order.end(), random);
    const int low = std::max(0, base - 3 * width), high = base + width;
    for (int j = 0; j < width; j++) {
      const int a = base + order[j], b = low + (int)(uniform() * (high - low));
      const double x = g.values[a], y = g.values[b];
      int operation = 1 + (int)(uniform() * 9), tries = 0;
      double z = 0;
      // Values stay below 8 and away from poles: draw again, or take tanh.
      for (;;) {
        bool fits = true;
        switch (operation) {
        case TAPE_ADD: z = x + y; break;
        case TAPE_SUBTRACT: z = x - y; break;
        case TAPE_MULTIPLY: z = x * y; break;
        case TAPE_DIVIDE: fits = std::fabs(y) > 0.2; z = x / y; break;
        case TAPE_TANH: z = std::tanh(x); break;
        case TAPE_EXP: fits = x < 1.5; z = std::exp(x); break;
        case TAPE_LOG: fits = x > 0.1; z = std::log(x); break;
        case TAPE_SQUARE: z = x * x; break;
        default: fits = std::fabs(x) > 1e-6; z = x > 0 ? x : 0; break;
        }
        if (fits && std::fabs(z) < 8) break;
        if (++tries > 20) { operation = TAPE_TANH; z = std::tanh(x); break; }
        operation = 1 + (int)(uniform() * 9);
      }
      g.push(operation, a, operation <= TAPE_DIVIDE ? b : a, z);
    }
  }
  std::vector<int> left;
  for (int j = 0; j < width; j++) left.push_back((int)g.operations.size() - width + j);
  while (left.size() > 1) {
    std::vector<int> sums;
    for (size_t i = 0; i + 1 < left.size(); i += 2) sums.push_back(g.add(left[i], left[i + 1]));
    if (left.size() & 1) sums.push_back(left.back());
    left = sums;
  }
  return g.graph();
}

TapeGraph tape_mlp(int64_t samples, uint64_t seed) {
  std::mt19937_64 random(seed);
  auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  std::normal_distribution<double> noise(0, 0.1);
  Builder g;
  const int sizes[4] = {2, 16, 16, 1};
  std::vector<std::vector<std::vector<int>>> weights(3);
  std::vector<std::vector<int>> biases(3);
  std::vector<int> parameters;
  for (int l = 0; l < 3; l++) {
    weights[l].resize(sizes[l + 1]);
    for (int o = 0; o < sizes[l + 1]; o++) {
      for (int i = 0; i < sizes[l]; i++) {
        weights[l][o].push_back(g.leaf(2 * uniform() - 1));
        parameters.push_back(weights[l][o].back());
      }
      biases[l].push_back(g.leaf(0));
      parameters.push_back(biases[l].back());
    }
  }
  std::vector<std::array<int, 3>> points;
  for (int64_t s = 0; s < samples; s++) {
    const double t = uniform() * M_PI;
    const bool upper = s & 1;
    const double x = upper ? 1 - std::cos(t) : std::cos(t), y = upper ? 0.5 - std::sin(t) : std::sin(t);
    const int px = g.leaf(x + noise(random)), py = g.leaf(y + noise(random));
    points.push_back({px, py, g.leaf(upper ? -1 : 1)});
  }
  const int one = g.leaf(1), share = g.leaf(1.0 / (double)samples), alpha = g.leaf(1e-4);
  int sum = -1;
  for (const auto &point : points) {
    std::vector<int> h = {point[0], point[1]};
    for (int l = 0; l < 3; l++) {
      std::vector<int> next;
      for (int o = 0; o < sizes[l + 1]; o++) {
        int activation = biases[l][o];
        for (int i = 0; i < sizes[l]; i++) activation = g.add(activation, g.multiply(weights[l][o][i], h[i]));
        next.push_back(l < 2 ? g.relu(activation) : activation);
      }
      h = next;
    }
    const int loss = g.relu(g.add(g.multiply(point[2], h[0]), one));
    sum = sum < 0 ? loss : g.add(sum, loss);
  }
  sum = g.multiply(sum, share);
  int squares = g.multiply(parameters[0], parameters[0]);
  for (size_t i = 1; i < parameters.size(); i++) squares = g.add(squares, g.multiply(parameters[i], parameters[i]));
  g.add(sum, g.multiply(squares, alpha));
  return g.graph();
}

TapeGraph tape_deliveries(void) {
  const double samples[5][3] = {{2, 3, 5}, {1.5, 1, 3.2}, {4, 5, 9.5}, {0.8, 0.5, 2.1}, {3.2, 2.5, 6.8}};
  Builder g;
  const int w1 = g.leaf(0.8), w2 = g.leaf(1.5);
  std::vector<std::array<int, 3>> leaves;
  for (const auto &s : samples) {
    const int x1 = g.leaf(s[0]), x2 = g.leaf(s[1]);
    leaves.push_back({x1, x2, g.leaf(s[2])});
  }
  const int share = g.leaf(0.2);
  int sum = -1;
  for (const auto &leaf : leaves) {
    const int p = g.multiply(w1, leaf[0]), q = g.multiply(w2, leaf[1]);
    const int error = g.square(g.subtract(g.add(p, q), leaf[2]));
    sum = sum < 0 ? error : g.add(sum, error);
  }
  g.multiply(sum, share);
  return g.graph();
}

void tape_graph_free(TapeGraph graph) {
  free((void *)graph.operations);
  free((void *)graph.first);
  free((void *)graph.second);
  free((void *)graph.values);
}
