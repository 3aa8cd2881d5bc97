// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff
import Testing

@Suite("Paths are counted, listed and summed")
struct PathTests {
  @Test("micrograd's README has 24 paths from a and 30 from b")
  func microgradReadme() {
    let animal = Zoo.microgradReadme
    let graph = animal.model.graph
    #expect(graph.pathCount(from: animal.node("a"), to: animal.output) == .exactly(24))
    #expect(graph.pathCount(from: animal.node("b"), to: animal.output) == .exactly(30))
    let linearization = graph.forwardTrace().linearization()
    for name in ["a", "b"] {
      let paths = linearization.paths(from: animal.node(name), to: animal.output, limit: 100)
      // The dead ReLU's paths.
      #expect(paths.count { $0.product == 0 } == 4)
    }
  }

  @Test("micrograd's sanity check: the fifteen products")
  func microgradSanity() {
    let animal = Zoo.microgradSanity
    let linearization = animal.model.graph.forwardTrace().linearization()
    let paths = linearization.paths(from: animal.node("x"), to: animal.output, limit: 100)
    let published: [Double] = [-20, -10, -20, -10, 0, 0, -8, -4, -10, 0, 0, 32, 16, 40, 40]
    #expect(paths.map(\.product).sorted() == published.sorted())
    let backward = linearization.backwardTrace(from: animal.output)
    #expect(backward.scalarAdjoint(of: animal.node("z")) == -8)
    #expect(backward.scalarAdjoint(of: animal.node("q")) == -3)
    #expect(backward.scalarAdjoint(of: animal.node("h")) == 1)
  }

  @Test("Olah: by c first, then by d")
  func olah() {
    let animal = Zoo.olah
    let linearization = animal.model.graph.forwardTrace().linearization()
    let paths = linearization.paths(from: animal.node("b"), to: animal.output, limit: 10)
    #expect(paths.map(\.product) == [2, 3])
    #expect(paths[0].nodes == [animal.node("b"), animal.node("c"), animal.node("e")])
    #expect(paths[0].slots == [1, 0])
    #expect(paths[1].slots == [0, 1])
    #expect(linearization.paths(from: animal.node("a"), to: animal.output, limit: 10).map(\.product) == [2])
    #expect(linearization.paths(from: animal.node("b"), to: animal.output, limit: 1) == [paths[0]])
    #expect(linearization.paths(from: animal.node("b"), to: animal.output, limit: 0).isEmpty)
    #expect(linearization.paths(from: animal.node("c"), to: animal.node("d"), limit: 10).isEmpty)
    #expect(linearization.paths(from: animal.output, to: animal.node("a"), limit: 10).isEmpty)
  }

  @Test("Mazur: by o1 and by o2")
  func mazur() {
    let animal = Zoo.all.first { $0.name == "Mazur" }!
    let linearization = animal.model.graph.forwardTrace().linearization()
    let products = linearization.paths(from: animal.node("w1"), to: animal.output, limit: 10).map(\.product)
    #expect(products.count == 2)
    #expect(isNear(products[0] * 1e4, 6.683960211443732))
    #expect(isNear(products[1] * 1e4, -2.2982828667002638))
  }

  @Test("a node to itself: one path without edges")
  func itself() {
    let animal = Zoo.olah
    let linearization = animal.model.graph.forwardTrace().linearization()
    #expect(animal.model.graph.pathCount(from: 1, to: 1) == .exactly(1))
    #expect(animal.model.graph.pathCount(from: 2, to: 1) == .exactly(0))
    #expect(linearization.paths(from: 1, to: 1, limit: 5) == [DerivativePath(nodes: [1], slots: [], product: 1)])
    #expect(linearization.pathSum(from: 1, to: 1) == Tensor(1))
    #expect(linearization.pathSum(from: 2, to: 1) == Tensor(0))
  }

  /// x ═ r1 ═ r2 ═ … of scalars.
  private func doublings(_ count: Int) -> Graph {
    var recorder = GraphRecorder()
    var node = recorder.leaf(1)
    for _ in 0..<count { node = try! recorder.record(.add, node, node) }
    return recorder.finish()
  }

  @Test("twenty doublings: 2^20 paths, and above 2^64 − 1 the logarithm")
  func doubling() {
    #expect(doublings(20).pathCount(from: 0, to: 20) == .exactly(1_048_576))
    #expect(doublings(63).pathCount(from: 0, to: 63) == .exactly(1 << 63))
    guard case .about(let sixtyFour) = doublings(64).pathCount(from: 0, to: 64),
      case .about(let many) = doublings(100_000).pathCount(from: 0, to: 100_000)
    else {
      Issue.record("2^64 does not fit")
      return
    }
    #expect(isNear(sixtyFour, 19.265919722494796))
    #expect(isNear(many, 30_102.999566398121))
    #expect(PathCount.exactly(24).description == "24")
    #expect(PathCount.about(log10: many).description == "≈ 10^30103")
  }

  @Test("2^64 − 1 itself is exact")
  func largestExactCount() {
    // The sum of x, r1, … r63 has 1 + 2 + … + 2^63 paths.
    var recorder = GraphRecorder()
    var node = recorder.leaf(1)
    var sum = node
    for _ in 0..<63 {
      node = try! recorder.record(.add, node, node)
      sum = try! recorder.record(.add, sum, node)
    }
    let more = try! recorder.record(.add, sum, 0)
    let graph = recorder.finish()
    #expect(graph.pathCount(from: 0, to: sum) == .exactly(.max))
    guard case .about = graph.pathCount(from: 0, to: more) else {
      Issue.record("one more does not fit")
      return
    }
  }

  @Test("an overflow that does not lead to the target is none")
  func overflowBeside() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(1)
    var node = x
    for _ in 0..<70 { node = try! recorder.record(.add, node, node) }
    let y = try! recorder.record(.exp, x)
    #expect(recorder.finish().pathCount(from: x, to: y) == .exactly(1))
  }

  @Test("a chain 100,000 deep")
  func deepChain() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(0.5)
    var node = x
    for _ in 0..<100_000 { node = try! recorder.record(.sin, node) }
    let graph = recorder.finish()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: node)
    #expect(graph.pathCount(from: x, to: node) == .exactly(1))
    let paths = backward.linearization.paths(from: x, to: node, limit: 10)
    #expect(paths.count == 1)
    #expect(paths[0].nodes.count == 100_001)
    let adjoint = backward.scalarAdjoint(of: x)
    // As Python multiplies the 100,000 cosines.
    #expect(abs(adjoint - 1.246263076909541e-06) <= 1e-9 * adjoint)
    #expect(abs(paths[0].product - adjoint) <= 1e-12 * adjoint)
    #expect(abs(backward.linearization.pathSum(from: x, to: node).scalars[0] - adjoint) <= 1e-9 * adjoint)
    let region = graph.regions(showing: (0..<graph.nodeCount).map { $0 == x || $0 == node })
    #expect(region.count == 1)
    let total = backward.linearization.totalDerivative(of: region[0], by: x).scalar!
    #expect(abs(total - adjoint) <= 1e-9 * adjoint)
  }

  @Test("a node used 10,000 times")
  func hub() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(2)
    var sum = recorder.leaf(0)
    for _ in 0..<10_000 { sum = try! recorder.record(.add, sum, try! recorder.record(.square, x)) }
    let graph = recorder.finish()
    let backward = graph.forwardTrace().linearization().backwardTrace(from: sum)
    #expect(backward.scalarAdjoint(of: x) == 40_000)
    #expect(graph.pathCount(from: x, to: sum) == .exactly(10_000))
    let paths = backward.linearization.paths(from: x, to: sum, limit: 100)
    #expect(paths.count == 100)
    #expect(paths.allSatisfy { $0.product == 4 })
    #expect(backward.linearization.pathSum(from: x, to: sum) == Tensor(40_000))
  }

  @Test("paths through tensors have a number when both ends have one")
  func tensors() {
    let animal = Zoo.all.first { $0.name == "log-sum-exp" }!
    let linearization = animal.model.graph.forwardTrace().linearization()
    let paths = linearization.paths(from: animal.node("y"), to: animal.output, limit: 5)
    #expect(paths.count == 1)
    #expect(isNear(paths[0].product, 2.0 / 3))
    let blitz = Zoo.all.first { $0.name == "PyTorch's blitz" }!
    let many = blitz.model.graph.forwardTrace().linearization()
    #expect(many.paths(from: blitz.node("a"), to: blitz.output, limit: 5).isEmpty)
  }
}
