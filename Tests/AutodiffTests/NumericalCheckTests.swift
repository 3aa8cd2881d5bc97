// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Testing

@testable import Autodiff

@Suite("The numerical check calls the wrong wrong and the right right")
struct NumericalCheckTests {
  /// The check of f at x.
  private func check(at x: Double, _ f: (Sketch.Node) -> Sketch.Node) -> NumericalCheck {
    let sketch = Sketch()
    let leaf = sketch.parameter("x", x)
    let model = sketch.model(output: f(leaf))
    return model.graph.forwardTrace().linearization().backwardTrace(from: model.output!).numericalCheck(of: [
      leaf.index
    ])
  }

  @Test("x² at 3: 6 beside the central difference with the step 6e-6·3")
  func plain() {
    let check = check(at: 3) { $0.squared }
    #expect(check.entries.count == 1)
    #expect(check.entryCount == 1)
    #expect(check.entries[0].analytic == 6)
    #expect(abs(check.entries[0].central - 6) < 1e-9)
    #expect(check.agrees && check.skipped.isEmpty)
  }

  @Test("what is detached stands still: x·detach(x²) at 3 has the slope 9 by both, and detach(x) alone 0")
  func detached() {
    let product = check(at: 3) { $0 * $0.squared(.detach) }
    #expect(product.entries.count == 1 && product.agrees)
    #expect(product.entries[0].analytic == 9)
    #expect(abs(product.entries[0].central - 9) < 1e-9)
    let alone = check(at: 3) { $0(.detach) }
    #expect(alone.entries.map(\.analytic) == [0] && alone.agrees)
  }

  @Test("a wrong gradient disagrees, by as little as the tolerance allows")
  func wrong() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 3)
    let model = sketch.model(output: (x.squared - 1)(.map(.exp)) * x(.map(.sin)))
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: model.output!)
    let right = backward.scalarAdjoint(of: x.index)
    var differences = CentralDifferences(of: backward)
    let place = CentralDifferences.Place(leaf: x.index, entry: 0, center: 3)
    for factor in [1, 1 + 9e-7] {
      #expect(differences.verdict(on: right * factor, at: place)?.agrees == true)
    }
    for factor in [1 + 1.1e-6, 1 - 1.1e-6, 1.01, 2, 0, -1] {
      #expect(differences.verdict(on: right * factor, at: place)?.agrees == false)
    }
  }

  @Test("where the function is much finer than the usual step, the right is not called wrong")
  func fine() {
    for x in [1e6, 1e8, 1e10, 1e12] {
      #expect(check(at: x) { $0(.map(.sin)) }.agrees)
      #expect(check(at: x) { $0(.map(.cos)) * 1e3 }.agrees)
    }
    let tiny = check(at: 1e-12) { x in x.sketch.record(.join(.stack), .axis(0), x, x.sketch.literal(0)).reduced(.norm)
    }
    #expect(tiny.agrees && tiny.entries.count == 1)
  }

  @Test("nor is the wrong called right there")
  func wrongWhereFine() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 1e6)
    let model = sketch.model(output: x(.map(.sin)))
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: model.output!)
    var differences = CentralDifferences(of: backward)
    let place = CentralDifferences.Place(leaf: x.index, entry: 0, center: 1e6)
    let right = backward.scalarAdjoint(of: x.index)
    for factor in [1.01, 0, -1] { #expect(differences.verdict(on: right * factor, at: place)?.agrees == false) }
  }

  @Test("a wrong gradient disagrees where central differences are hard, too")
  func wrongWhereSteep() {
    for (at, scale) in [(0.1, 5000.0), (0.3, 1.0), (1e-4, 1e3)] {
      let sketch = Sketch()
      let x = sketch.parameter("x", at)
      let model = sketch.model(output: (scale * x)(.map(.exp)))
      let backward = model.graph.forwardTrace().linearization().backwardTrace(from: model.output!)
      var differences = CentralDifferences(of: backward)
      let place = CentralDifferences.Place(leaf: x.index, entry: 0, center: at)
      let right = backward.scalarAdjoint(of: x.index)
      #expect(differences.verdict(on: right, at: place)?.agrees == true)
      #expect(differences.verdict(on: right * 1.001, at: place)?.agrees == false)
    }
  }

  @Test("a staircase, of which every step straddles a jump, is skipped and not called wrong")
  func staircase() {
    let check = check(at: 0.7351) { ($0 * 1e7)(.map(.floor)) / 1e7 }
    #expect(check.agrees)
  }

  @Test(
    "kinks, ties, jumps and edges hit exactly are skipped",
    arguments: [Primitive.map(.relu), .map(.abs), .map(.sign), .map(.floor), .map(.sqrt)])
  func exactly(_ primitive: Primitive) {
    let check = check(at: 0) { $0(primitive) }
    #expect(check.entries.isEmpty)
    #expect(check.skipped == [0])
    #expect(check.agrees)
  }

  @Test("a kink within the step is stepped over", arguments: [Primitive.map(.relu), .map(.abs)])
  func nearKink(_ primitive: Primitive) {
    for x in [1e-7, -1e-7, 1e-9, -5.9e-6] {
      let check = check(at: x) { $0(primitive) }
      #expect(check.agrees)
      #expect(check.entries.count == 1)
    }
  }

  @Test("near ties, jumps and poles are stepped over as well")
  func nearOthers() {
    for offset in [1e-7, -1e-7, 3e-6] {
      for check in [
        check(at: 0.5 + offset) { $0.sketch.record(.pair(.maximum), .none, $0, $0.sketch.literal(0.5)) },
        check(at: 0.5 + offset) { x in
          x.sketch.record(.join(.stack), .axis(0), x.squared, x.sketch.literal(0.25), x).reduced(.smallest)
        },
        check(at: 3 + offset) { $0(.map(.floor)) * $0 },
        check(at: 3 + offset) { x in
          x.sketch.record(
            .choose, .none, x.sketch.record(.compare(.less), .none, x, x.sketch.literal(3)), x, x.squared)
        },
        check(at: .pi / 2 + offset) { $0(.map(.tan)) },
        check(at: 1e-3 + offset) { 1 / ($0 - 1e-3) },
        check(at: abs(offset)) { $0.power(2.5) + $0(.map(.sqrt)) + $0.sketch.record(.pair(.pow), .none, $0, $0) },
        check(at: offset) { x in x.sketch.record(.join(.stack), .axis(0), x, x * 2).reduced(.norm) },
      ] {
        #expect(check.agrees)
        #expect(check.entries.count == 1)
      }
    }
  }

  @Test("a kink is skipped for the leaves that lead to it alone")
  func kinkOfOneLeaf() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(0)
    let w = recorder.leaf(2)
    let kink = try! recorder.record(.relu, x)
    let output = try! recorder.record(.add, kink, try! recorder.record(.square, w))
    let check = recorder.finish().forwardTrace().linearization().backwardTrace(from: output).numericalCheck(of: [
      w, x,
    ])
    #expect(check.skipped == [x])
    #expect(check.entries.map(\.leaf) == [w])
    #expect(check.entries[0].analytic == 4)
  }

  @Test("steep and wiggly functions are not called wrong")
  func steep() {
    #expect(check(at: 0.1) { (5000 * $0)(.map(.exp)) }.agrees)
    #expect(check(at: 1) { (50 * $0)(.map(.exp)) }.agrees)
    #expect(check(at: 0.3) { (1e6 * $0)(.map(.sin)) }.agrees)
    #expect(check(at: 1e-7) { 1 / $0 }.agrees)
    #expect(check(at: 1e-5) { ($0)(.map(.log)) }.agrees)
    #expect(check(at: 1e-8) { ($0)(.map(.sqrt)) }.agrees)
    #expect(check(at: 1.57079) { $0(.map(.tan)) }.agrees)
    #expect(check(at: 1e12) { ($0)(.map(.sqrt)) }.agrees)
  }

  @Test("steep functions are compared all the same, not given up")
  func steepIsCompared() {
    #expect(check(at: 0.3) { (1e4 * $0)(.map(.sin)) }.entries.count == 1)
    #expect(check(at: 1e-7) { 1 / $0 }.entries.count == 1)
    #expect(check(at: 0.1) { (5000 * $0)(.map(.exp)) }.entries.count == 1)
  }

  @Test("round-off in the output is not held against the gradient")
  func cancellation() {
    #expect(check(at: 1) { ($0 + 1e12) - 1e12 }.agrees)
    #expect(check(at: 1) { (($0 + 1e6).squared - 1e12) }.agrees)
    #expect(check(at: 2) { ($0 * 1e15)(.map(.tanh)) + $0 }.agrees)
  }

  @Test("values that are no numbers are skipped")
  func notFinite() {
    #expect(check(at: -1) { $0(.map(.sqrt)) }.skipped == [0])
    #expect(check(at: 1000) { $0(.map(.exp)) }.skipped == [0])
    #expect(check(at: -1) { $0(.map(.log)) * $0 }.agrees)
    // The largest x whose exponential is a number: one of the two ends is beyond.
    #expect(check(at: 709.782712893384) { $0(.map(.exp)) }.agrees)
  }

  @Test("of a large leaf a fixed sample of 200 entries, spread over all")
  func sample() {
    var recorder = GraphRecorder()
    let w = recorder.leaf(Tensor(shape: [100, 100], scalars: (0..<10_000).map { Double($0) / 1e4 }))
    let square = try! recorder.record(.square, w)
    let output = try! recorder.record(
      Operation(.reduce(.sum), .reduction(axes: nil, keepDimensions: false, ddof: 0)), [square])
    let backward = recorder.finish().forwardTrace().linearization().backwardTrace(from: output)
    let check = backward.numericalCheck(of: [w])
    #expect(check.entries.count == 200)
    #expect(check.entryCount == 10_000)
    #expect(check.agrees)
    let places = check.entries.map(\.entry)
    #expect(places == places.sorted() && Set(places).count == 200)
    // Not along one column of the matrix.
    #expect(Set(places.map { $0 % 100 }).count > 50)
    #expect(backward.numericalCheck(of: [w]).entries == check.entries)
  }

  @Test("the trace's own leaf values count, not the recorded ones")
  func bindings() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(1)
    let w = recorder.leaf(1)
    let output = try! recorder.record(.multiply, try! recorder.record(.square, x), w)
    let trace = recorder.finish().forwardTrace(at: [x: Tensor(3), w: Tensor(5)])
    let check = trace.linearization().backwardTrace(from: output).numericalCheck(of: [x, w])
    #expect(check.agrees)
    #expect(check.entries.map(\.analytic) == [30, 9])
  }

  @Test("a tensor as output is summed with its seed")
  func seeds() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(Tensor(shape: [2], scalars: [1, 2]))
    let output = try! recorder.record(.square, x)
    let seed = Tensor(shape: [2], scalars: [10, 100])
    let backward = recorder.finish().forwardTrace().linearization().backwardTrace(from: output, seed: seed)
    let check = backward.numericalCheck(of: [x])
    #expect(check.entries.map(\.analytic) == [20, 400])
    #expect(check.agrees)
  }
}
