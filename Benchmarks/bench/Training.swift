import CTapes
import Edgewise

/// Training steps of the two-knob predictor on five deliveries: beside the flat C tape on the same 48 nodes, and as tensors.
func measureTraining(_ report: inout Report) throws {
  let (steps, rate) = (10_000, 0.05)
  let graph = tape_deliveries()
  defer { tape_graph_free(graph) }
  let flat = tape_flat_make()
  defer { tape_flat_free(flat) }
  tape_flat_record(flat, [graph])
  let recorded = try graph.recorded()
  let scalars = TrainingRun(
    name: "scalars", loss: graph.nodeCount - 1, parameters: [0, 1], rule: .gradientDescent, learningRate: rate,
    steps: steps)
  func descend(_ run: TrainingRun, _ graph: Graph) -> [Int: Tensor] {
    var loop = DescentLoop(run, in: graph)
    while loop.outcome == nil { loop.update() }
    return loop.parameters
  }
  func descendInC() {
    for knob: Int32 in 0..<2 { tape_flat_set_leaf(flat, knob, graph.values[Int(knob)]) }
    tape_flat_descend(flat, 2, rate, Int64(steps))
  }
  func speed(_ seconds: Double) -> String { fixed(Double(steps) / seconds / 1e6, 1) + " M/s" }

  let ours = descend(scalars, recorded)
  descendInC()
  for knob in 0..<2 {
    requireSame(ours[knob]?.scalars[0] ?? .nan, tape_flat_leaf(flat, Int32(knob)), "knob \(knob)")
  }
  // The median wanders by some hundredths.
  let rounds = Rounds(41, seconds: 0.01, ours: { _ = descend(scalars, recorded) }, theirs: descendInC)
  report.ratio(
    "training steps, 48 nodes : flat C tape", speed(rounds.ours), speed(rounds.theirs), rounds.ratio, atMost: 1.05)

  var recorder = GraphRecorder()
  let (inputs, targets) = ([2, 3, 1.5, 1, 4, 5, 0.8, 0.5, 3.2, 2.5], [5, 3.2, 9.5, 2.1, 6.8])
  let x = recorder.leaf(Tensor(shape: [5, 2], scalars: inputs))
  let y = recorder.leaf(Tensor(shape: [5], scalars: targets))
  let w = recorder.leaf(Tensor(shape: [2], scalars: [0.8, 1.5]))
  let predictions = try recorder.record(Operation(.product(.matmul)), [x, w])
  let squares = try recorder.record(.square, recorder.record(.subtract, predictions, y))
  let loss = try recorder.record(
    Operation(.reduce(.mean), .reduction(axes: nil, keepDimensions: false, ddof: 0)), [squares])
  let deliveries = recorder.finish()
  var tensors = scalars
  (tensors.loss, tensors.parameters) = (loss, [w])
  let knobs = descend(tensors, deliveries)[w]?.scalars ?? []
  for knob in 0..<2 { requireSame(knobs[knob], tape_flat_leaf(flat, Int32(knob)), "knob \(knob), tensors") }
  let tensorRounds = Rounds(41, seconds: 0.01, ours: { _ = descend(tensors, deliveries) }, theirs: descendInC)
  report.ratio(
    "training steps, five deliveries : flat C tape", speed(tensorRounds.ours), speed(tensorRounds.theirs),
    tensorRounds.ratio, atMost: 4)
}
