import Testing

@testable import Autodiff

/// Values and gradients that others have published.
@Suite struct PublishedTests {
  @Test("Delivery time: ŷ = 8, L = 9, gradient (12, 18)")
  func deliveryTime() throws {
    var g = GraphRecorder()
    let x1 = g.leaf(2), x2 = g.leaf(3), y = g.leaf(5), w1 = g.leaf(1), w2 = g.leaf(2)
    let prediction = try g.record(.add, g.record(.multiply, w1, x1), g.record(.multiply, w2, x2))
    let e = try g.record(.subtract, prediction, y)
    let loss = try g.record(Operation(.power, .number(2)), [e])
    let graph = g.finish()
    let trace = graph.forwardTrace()
    #expect(trace.scalar(of: prediction) == 8)
    #expect(trace.scalar(of: loss) == 9)
    let linearization = trace.linearization()
    #expect(linearization.localDerivative(of: loss, slot: 0).scalar == 6)
    let backward = linearization.backwardTrace(from: loss)
    #expect(backward.scalarAdjoint(of: w1) == 12)
    #expect(backward.scalarAdjoint(of: w2) == 18)
    #expect(backward.contribution(of: e, slot: 1).scalars == [-6])
    let tangents = linearization.tangents(along: [w1: Tensor(1), w2: Tensor(1)])
    #expect(tangents[loss].scalar == 30)
    let tape = GradientTape(graph, output: loss)
    tape.step()
    #expect(tape.value == 9)
    #expect(tape.gradient(of: w1) == 12)
  }

  @Test("Five deliveries at once: L = 0.72884, as tensors")
  func fiveDeliveries() throws {
    var g = GraphRecorder()
    let x = g.leaf(Tensor(shape: [5, 2], scalars: [2, 3, 1.5, 1, 4, 5, 0.8, 0.5, 3.2, 2.5]))
    let y = g.leaf(Tensor(shape: [5], scalars: [5, 3.2, 9.5, 2.1, 6.8]))
    let w = g.leaf(Tensor(shape: [2], scalars: [0.8, 1.5]))
    let e = try g.record(.subtract, g.record(.matmul, x, w), y)
    let loss = try g.record(.mean, g.record(.square, e))
    let graph = g.finish()
    let trace = graph.forwardTrace()
    #expect(abs(trace.scalar(of: loss) - 0.72884) < 5e-6)
    // 2/n Xᵀe, by hand.
    let residuals = trace.value(of: e).scalars
    let rows: [[Double]] = [[2, 3], [1.5, 1], [4, 5], [0.8, 0.5], [3.2, 2.5]]
    let gradient = trace.linearization().backwardTrace(from: loss).adjoint(of: w).scalars
    for k in 0..<2 {
      let expected = zip(rows, residuals).reduce(0) { $0 + $1.0[k] * $1.1 } * 2 / 5
      #expect(abs(gradient[k] - expected) < 1e-12)
    }
  }
}
