import CTapes
import Edgewise
import Platform

extension TapeGraph {
  static let pairs: [Primitive.Pair] = [.add, .subtract, .multiply, .divide]
  static let maps: [Primitive.Map] = [.tanh, .exp, .log, .square, .relu]

  var nodeCount: Int { Int(count) }

  /// The same graph, recorded by the engine's own recorder.
  func recorded() throws -> Graph {
    var recorder = GraphRecorder()
    for i in 0..<nodeCount {
      // The leaf is 0.
      let operation = Int(operations[i]) - 1
      if operation < 0 {
        _ = recorder.leaf(values[i])
      } else if operation < Self.pairs.count {
        _ = try recorder.record(Self.pairs[operation], Int(first[i]), Int(second[i]))
      } else {
        _ = try recorder.record(Self.maps[operation - Self.pairs.count], Int(first[i]))
      }
    }
    return recorder.finish()
  }
}

/// Stops where contenders disagree: a fast wrong answer is no answer.
func requireSame(_ ours: Double, _ theirs: Double, _ what: String, scale: Double = 1) {
  // `x / y` and `x · (1/y)` differ in their last bit, and a deep graph makes more of it.
  guard abs(ours - theirs) > 1e-9 * max(1, abs(theirs), scale) else { return }
  print("\(what): \(ours) is not \(theirs)")
  exit(70)
}

/// The same of all leaves' gradients, beside the largest of them.
func requireSameGradients(_ tape: GradientTape, _ graph: TapeGraph, _ name: String, _ theirs: (Int32) -> Double) {
  let scale = (0..<graph.leaves).map { abs(theirs($0)) }.max() ?? 1
  for leaf in 0..<graph.leaves {
    requireSame(tape.gradient(of: Int(leaf)), theirs(leaf), "\(name), gradient of \(leaf)", scale: scale)
  }
}

/// A gradient step: leaf values in, the value and every gradient out.
func measureSteps(_ report: inout Report) throws {
  let graphs: [(String, TapeGraph)] = [
    ("dag 10^3", tape_dag(1_000, 1)), ("dag 10^4", tape_dag(10_000, 1)), ("dag 10^5", tape_dag(100_000, 1)),
    ("dag 10^6", tape_dag(1_000_000, 1)), ("mlp 65,000", tape_mlp(100, 1)), ("mlp 324,000", tape_mlp(500, 1)),
  ]
  for (name, graph) in graphs {
    let count = graph.nodeCount
    let tape = GradientTape(try graph.recorded(), output: count - 1)
    tape.step()
    if count < 2_000 {
      let flat = tape_flat_make()
      tape_flat_record(flat, [graph])
      tape_flat_step(flat)
      requireSame(tape.value, tape_flat_value(flat), name)
      requireSameGradients(tape, graph, name) { tape_flat_gradient(flat, $0) }
      let rounds = Rounds(21, ours: { tape.step() }, theirs: { tape_flat_step(flat) })
      report.ratio(
        "step, \(name) : flat C tape", nanoseconds(rounds.ours, per: count), nanoseconds(rounds.theirs, per: count),
        rounds.ratio, atMost: 1.1)
      tape_flat_free(flat)
    } else {
      let runs = tape_run_make([graph])
      tape_run_step(runs)
      requireSame(tape.value, tape_run_value(runs), name)
      requireSameGradients(tape, graph, name) { tape_run_gradient(runs, $0) }
      let rounds = Rounds(ours: { tape.step() }, theirs: { tape_run_step(runs) })
      // The C tape calls the C library's functions one by one; in `mlp` there are none.
      let bound = !name.hasPrefix("dag") ? 1.15 : tape_has_avx2() != 0 ? 0.75 : 1
      report.ratio(
        "step, \(name) : run C tape", nanoseconds(rounds.ours, per: count), nanoseconds(rounds.theirs, per: count),
        rounds.ratio, atMost: bound)
      tape_run_free(runs)
    }
    if name.hasPrefix("dag"), count > 2_000, tape_has_avx2() != 0 {
      let floor = tape_floor_make([graph])
      let rounds = Rounds(ours: { tape.step() }, theirs: { tape_floor_step(floor) })
      report.ratio(
        "step, \(name) : stream floor", nanoseconds(rounds.ours, per: count),
        nanoseconds(rounds.theirs, per: count), rounds.ratio, atMost: 5)
      tape_floor_free(floor)
    }
    if let cppad = tape_cppad_make([graph]) {
      tape_cppad_step(cppad)
      requireSame(tape.value, tape_cppad_value(cppad), "\(name), CppAD")
      let rounds = Rounds(ours: { tape.step() }, theirs: { tape_cppad_step(cppad) })
      report.ratio(
        "step, \(name) : CppAD", nanoseconds(rounds.ours, per: count), nanoseconds(rounds.theirs, per: count),
        rounds.ratio, atMost: nil)
      tape_cppad_free(cppad)
    }
    if name == "dag 10^6", tape_heap() > 0 {
      // What was recorded before has grown the recorder's own arrays, which are kept.
      let before = tape_heap()
      let recorded = try graph.recorded()
      let between = tape_heap()
      let graphBytes = Double(between - before) / Double(count)
      let tape = GradientTape(recorded, output: count - 1)
      tape.step()
      let stepBytes = Double(tape_heap() - between) / Double(count)
      withExtendedLifetime((recorded, tape)) {}
      report.figure("bytes a node during a step, \(name)", fixed(stepBytes, 1), "≤ 48", stepBytes <= 48)
      report.figure("bytes a node of the recorded graph, \(name)", fixed(graphBytes, 1), "≤ 24", graphBytes <= 24)
    }
  }
  for (_, graph) in graphs { tape_graph_free(graph) }
}

/// Recording through the operators that a Swift caller writes, beside pushes onto the C tape.
func measureRecording(_ report: inout Report) {
  for (name, graph) in [("dag 10^3", tape_dag(1_000, 1)), ("dag 10^5", tape_dag(100_000, 1))] {
    let count = graph.nodeCount
    let flat = tape_flat_make()
    let nodes = UnsafeMutablePointer<Node>.allocate(capacity: count)
    defer { nodes.deallocate() }
    let rounds = Rounds(
      ours: {
        let builder = GraphBuilder()
        for i in 0..<Int(graph.leaves) { (nodes + i).initialize(to: builder.leaf(graph.values[i])) }
        for i in Int(graph.leaves)..<count {
          let a = nodes[Int(graph.first[i])]
          let b = nodes[Int(graph.second[i])]
          let node: Node
          switch graph.operations[i] {
          case 1: node = a + b
          case 2: node = a - b
          case 3: node = a * b
          case 4: node = a / b
          case 5: node = tanh(a)
          case 6: node = exp(a)
          case 7: node = log(a)
          case 8: node = square(a)
          default: node = relu(a)
          }
          (nodes + i).initialize(to: node)
        }
      }, theirs: { tape_flat_record(flat, [graph]) })
    report.ratio(
      "recording with operators, \(name) : C push", nanoseconds(rounds.ours, per: count),
      nanoseconds(rounds.theirs, per: count), rounds.ratio, atMost: 1.5)
    tape_flat_free(flat)
    tape_graph_free(graph)
  }
}
