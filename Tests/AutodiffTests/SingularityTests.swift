// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff
import Testing

@Suite("Kinks, ties, jumps, edges and values that are no numbers")
struct SingularityTests {
  /// What is found of `operation` on these operands.
  private func kinds(_ operation: Operation, _ operands: Tensor...) -> [Singularity.Kind] {
    var recorder = GraphRecorder()
    let leaves = operands.map { recorder.leaf($0) }
    let node = try! recorder.record(operation, leaves)
    let found = recorder.finish().forwardTrace().singularities(for: node)
    #expect(found.allSatisfy { $0.node == node })
    return found.map(\.kind)
  }
  private func kinds(_ primitive: Primitive, _ numbers: Double...) -> [Singularity.Kind] {
    numbers.count == 1
      ? kinds(Operation(primitive), Tensor(numbers[0]))
      : kinds(Operation(primitive), Tensor(numbers[0]), Tensor(numbers[1]))
  }
  private func vector(_ numbers: Double...) -> Tensor { Tensor(shape: [numbers.count], scalars: numbers) }
  private let over = Attributes.reduction(axes: nil, keepDimensions: false, ddof: 0)

  @Test("kinks at 0, and none beside it", arguments: [Primitive.map(.relu), .map(.abs)])
  func kinks(_ primitive: Primitive) {
    #expect(kinds(primitive, 0) == [.kink(at: 0)])
    #expect(kinds(primitive, -0.0) == [.kink(at: 0)])
    #expect(kinds(primitive, 1e-300).isEmpty)
    #expect(kinds(primitive, -1e-300).isEmpty)
    #expect(kinds(Operation(primitive), vector(1, 0, -1)) == [.kink(at: 0)])
  }

  @Test("leaky_relu and elu have a kink unless both sides have slope 1")
  func slopes() {
    #expect(kinds(Operation(.parametric(.leakyRelu), .number(0.01)), Tensor(0)) == [.kink(at: 0)])
    #expect(kinds(Operation(.parametric(.leakyRelu), .number(1)), Tensor(0)).isEmpty)
    #expect(kinds(Operation(.parametric(.elu), .number(0.5)), Tensor(0)) == [.kink(at: 0)])
    #expect(kinds(Operation(.parametric(.elu), .number(1)), Tensor(0)).isEmpty)
  }

  @Test("ties")
  func ties() {
    #expect(kinds(.pair(.maximum), 2, 2) == [.tie])
    #expect(kinds(.pair(.minimum), 2, 3).isEmpty)
    #expect(kinds(Operation(.pair(.maximum)), vector(1, 2), Tensor(2)) == [.tie])
    #expect(kinds(Operation(.reduce(.largest), over), vector(3, 1, 3)) == [.tie])
    #expect(kinds(Operation(.reduce(.largest), over), vector(1, 1, 3)).isEmpty)
    #expect(kinds(Operation(.reduce(.smallest), over), vector(1, 1, 3)) == [.tie])
    // By columns: [1, 2] and [5, 5].
    let columns = Attributes.reduction(axes: [0], keepDimensions: true, ddof: 0)
    let matrix = Tensor(shape: [2, 2], scalars: [1, 5, 2, 5])
    #expect(kinds(Operation(.reduce(.smallest), columns), matrix) == [.tie])
    let rows = Attributes.reduction(axes: [1], keepDimensions: false, ddof: 0)
    #expect(kinds(Operation(.reduce(.smallest), rows), matrix).isEmpty)
  }

  @Test("jumps")
  func jumps() {
    #expect(kinds(.map(.sign), 0) == [.jump])
    #expect(kinds(.map(.floor), 3) == [.jump])
    #expect(kinds(.map(.floor), 3.5).isEmpty)
    #expect(kinds(.compare(.less), 1, 1) == [.jump])
    #expect(kinds(.compare(.equal), 1, 1) == [.jump])
    #expect(kinds(.compare(.greaterOrEqual), 1, 2).isEmpty)
  }

  @Test("edges of domains, with the value that comes of them")
  func edges() {
    #expect(kinds(.map(.sqrt), 0) == [.domainEdge])
    #expect(kinds(.map(.log), 0) == [.domainEdge, .notFinite(-.infinity)])
    #expect(kinds(.pair(.divide), 1, 0) == [.domainEdge, .notFinite(.infinity)])
    #expect(kinds(.pair(.divide), 0, 2).isEmpty)
    #expect(kinds(.map(.tan), .pi / 2) == [.domainEdge])
    #expect(kinds(.map(.tan), 1.57).isEmpty)
    #expect(kinds(.map(.tan), 0).isEmpty)
    #expect(kinds(Operation(.parametric(.power), .number(0.5)), Tensor(0)) == [.domainEdge])
    #expect(kinds(Operation(.parametric(.power), .number(1.5)), Tensor(0)) == [.domainEdge])
    #expect(kinds(Operation(.parametric(.power), .number(-1)), Tensor(0)) == [.domainEdge, .notFinite(.infinity)])
    #expect(kinds(Operation(.parametric(.power), .number(3)), Tensor(0)).isEmpty)
    #expect(kinds(Operation(.parametric(.power), .number(0)), Tensor(0)).isEmpty)
    #expect(kinds(.pair(.pow), 0, 0.5) == [.domainEdge])
    #expect(kinds(.pair(.pow), 0, 0) == [.domainEdge])
    #expect(kinds(.pair(.pow), 0, 2).isEmpty)
  }

  @Test("norm at 0 and std of equal entries")
  func spreads() {
    #expect(kinds(Operation(.reduce(.norm), over), vector(0, 0)) == [.kink(at: 0)])
    #expect(kinds(Operation(.reduce(.norm), over), vector(0, 1)).isEmpty)
    #expect(kinds(Operation(.reduce(.standardDeviation), over), vector(0.1, 0.1, 0.1)) == [.kink(at: 0)])
    #expect(kinds(Operation(.reduce(.standardDeviation), over), vector(0.1, 0.2)).isEmpty)
    #expect(kinds(Operation(.reduce(.standardDeviation), over), vector(0.1)).isEmpty)
  }

  @Test("only the first value that is no number is named")
  func notFinite() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(-1)
    let root = try! recorder.record(.sqrt, x)
    let output = try! recorder.record(.exp, root)
    let found = recorder.finish().forwardTrace().singularities(for: output)
    #expect(found.map(\.node) == [root])
    guard case .notFinite(let value) = found[0].kind else {
      Issue.record("the root of −1 is no number")
      return
    }
    #expect(value.isNaN)
  }

  @Test("an overflow, and a leaf that is infinite from the start")
  func overflow() {
    #expect(kinds(.map(.exp), 1000) == [.notFinite(.infinity)])
    var recorder = GraphRecorder()
    let x = recorder.leaf(.infinity)
    let output = try! recorder.record(.square, x)
    #expect(
      recorder.finish().forwardTrace().singularities(for: output) == [
        Singularity(node: x, kind: .notFinite(.infinity))
      ])
  }

  @Test("what the output does not depend on does not count, nor a kink that no wanted leaf leads to")
  func dependence() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(0)
    let w = recorder.leaf(2)
    let kink = try! recorder.record(.relu, x)
    let unused = try! recorder.record(.sqrt, x)
    let output = try! recorder.record(.multiply, kink, w)
    let trace = recorder.finish().forwardTrace()
    #expect(trace.singularities(for: output) == [Singularity(node: kink, kind: .kink(at: 0))])
    #expect(trace.singularities(for: output, by: [x]).count == 1)
    #expect(trace.singularities(for: output, by: [w]).isEmpty)
    #expect(trace.singularities(for: unused) == [Singularity(node: unused, kind: .domainEdge)])
  }
}
