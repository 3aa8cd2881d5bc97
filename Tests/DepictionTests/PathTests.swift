// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Autodiff
import Foundation
import Testing

@testable import Depiction

@Suite("Paths are counted and listed")
struct PathTests {
  /// A graph's paths, operation by operation.
  private struct Paths {
    let model: Model
    let chain: ChainGraph

    init(_ model: Model) {
      self.model = model
      chain = ChainGraph(AnnotatedGraph(of: model, as: Depiction(detail: .operations)), output: model.output!)
    }

    /// One of `graphs/`.
    init(file: String) throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "graphs")
      self.init(try DepictionTests.model(String(contentsOf: folder.appending(path: file + ".flow"), encoding: .utf8)))
    }

    /// Up to the last node.
    init(_ graph: Graph) { self.init(Model(graph: graph, definitions: [], output: graph.nodeCount - 1)) }

    func bundle(from source: Int, to target: Int? = nil) -> PathBundle {
      chain.passage(from: source, to: target ?? model.output!)
    }
    func bundle(from name: String) -> PathBundle { bundle(from: model.node(named: name)!) }

    func products(from name: String) -> [Double] {
      bundle(from: name).paths(limit: 100).map { path in path.reduce(1) { $0 * chain.number(of: $1)! } }
    }
  }

  @Test("micrograd's README has 24 paths from a and 30 from b, four of each through the dead ReLU")
  func microgradReadme() throws {
    let paths = try Paths(file: "micrograd-readme")
    for (name, count) in [("a", 24), ("b", 30)] {
      #expect(paths.bundle(from: name).pathCount.paths == .exactly(UInt64(count)))
      #expect(paths.products(from: name).count == count)
      #expect(paths.products(from: name).count { $0 == 0 } == 4)
    }
  }

  @Test("micrograd's sanity check: the fifteen products")
  func microgradSanity() throws {
    let published: [Double] = [-20, -10, -20, -10, 0, 0, -8, -4, -10, 0, 0, 32, 16, 40, 40]
    #expect(try Paths(file: "micrograd-sanity").products(from: "x").sorted() == published.sorted())
  }

  @Test("Olah: by c first, then by d")
  func olah() throws {
    let paths = try Paths(file: "olah")
    func named(_ path: [ChainEdge]) -> [String] { path.map { paths.model.id(of: $0.source) } }
    #expect(paths.products(from: "b") == [2, 3])
    #expect(paths.bundle(from: "b").paths(limit: 10).map(named) == [["c", "b"], ["d", "b"]])
    #expect(paths.products(from: "a") == [2])
    #expect(paths.bundle(from: "b").paths(limit: 1).map(named) == [["c", "b"]])
    #expect(paths.bundle(from: "b").paths(limit: 0).isEmpty)
    let (c, d, a) = (paths.model.node(named: "c")!, paths.model.node(named: "d")!, paths.model.node(named: "a")!)
    #expect(paths.bundle(from: c, to: d).isEmpty)
    #expect(paths.bundle(from: paths.model.output!, to: a).isEmpty)
  }

  @Test("Mazur: by o1 and by o2")
  func mazur() throws {
    let products = try Paths(file: "mazur").products(from: "w1")
    #expect(products.count == 2)
    #expect(abs(products[0] * 1e4 - 6.683960211443732) < 1e-11)
    #expect(abs(products[1] * 1e4 + 2.2982828667002638) < 1e-11)
  }

  @Test("a node to itself: one path without edges")
  func itself() throws {
    let paths = try Paths(file: "olah")
    #expect(paths.bundle(from: 1, to: 1).pathCount.paths == .exactly(1))
    #expect(paths.bundle(from: 2, to: 1).pathCount.paths == .none)
  }

  @Test("where there is no edge no path leads: a condition, a comparison, what is detached")
  func noEdges() throws {
    let paths = Paths(
      try model("param x = 2\nparam k = 1\nlarge = k > x\noutput y = where(large, x, 2·x) + x·detach(k)"))
    #expect(paths.bundle(from: "k").isEmpty)
    #expect(paths.bundle(from: "large").isEmpty)
    #expect(paths.products(from: "x") == [0, 2, 1])
  }

  /// x ═ r1 ═ r2 ═ … of scalars.
  private func doublings(_ count: Int) -> Paths {
    var recorder = GraphRecorder()
    var node = recorder.leaf(1)
    for _ in 0..<count { node = try! recorder.record(.add, node, node) }
    return Paths(recorder.finish())
  }

  @Test("twenty doublings: 2^20 paths, and above 2^64 − 1 the logarithm")
  func doubling() {
    #expect(doublings(20).bundle(from: 0).pathCount.paths == .exactly(1_048_576))
    #expect(doublings(63).bundle(from: 0).pathCount.paths == .exactly(1 << 63))
    guard case .about(let sixtyFour) = doublings(64).bundle(from: 0).pathCount.paths,
      case .about(let many) = doublings(10_000).bundle(from: 0).pathCount.paths
    else {
      Issue.record("2^64 does not fit")
      return
    }
    #expect(abs(sixtyFour - 19.265919722494796) < 1e-12)
    #expect(abs(many - 3_010.2999566398121) < 1e-6)
    #expect(PathCount.exactly(24).description == "24")
    #expect(PathCount.about(log10: many).description == "≈ 10^3010")
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
    _ = try! recorder.record(.add, sum, 0)
    let paths = Paths(recorder.finish())
    #expect(paths.bundle(from: 0, to: sum).pathCount.paths == .exactly(.max))
    guard case .about = paths.bundle(from: 0).pathCount.paths else {
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
    _ = try! recorder.record(.exp, x)
    #expect(Paths(recorder.finish()).bundle(from: x).pathCount.paths == .exactly(1))
  }

  @Test("a chain 100,000 deep")
  func deepChain() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(0.5)
    var node = x
    for _ in 0..<100_000 { node = try! recorder.record(.sin, node) }
    let paths = Paths(recorder.finish())
    #expect(paths.bundle(from: x).pathCount.paths == .exactly(1))
    let path = paths.bundle(from: x).paths(limit: 10)
    #expect(path.map(\.count) == [100_000])
    // As Python multiplies the 100,000 cosines.
    let product = path[0].reduce(1) { $0 * paths.chain.number(of: $1)! }
    #expect(abs(product - 1.246263076909541e-06) <= 1e-15)
  }

  @Test("a node used 10,000 times")
  func hub() {
    var recorder = GraphRecorder()
    let x = recorder.leaf(2)
    var sum = recorder.leaf(0)
    for _ in 0..<10_000 { sum = try! recorder.record(.add, sum, try! recorder.record(.square, x)) }
    let paths = Paths(recorder.finish())
    #expect(paths.bundle(from: x).pathCount.paths == .exactly(10_000))
    let hundred = paths.bundle(from: x).paths(limit: 100)
    #expect(hundred.count == 100)
    #expect(hundred.allSatisfy { path in path.reduce(1) { $0 * paths.chain.number(of: $1)! } == 4 })
  }
}
