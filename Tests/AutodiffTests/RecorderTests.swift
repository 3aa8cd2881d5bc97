import Testing

@testable import Autodiff

/// What is recorded is what is read back.
@Suite struct RecorderTests {
  @Test("Operations, operands, attributes, shapes and leaf values")
  func readBack() throws {
    var g = GraphRecorder()
    let a = g.leaf(2)
    let b = try g.record(Operation(.parametric(.power), .number(3)), [a])
    let m = g.leaf([[1, 2], [3, 4]])
    let s = try g.record(Operation(.join(.concat), .axis(0)), [m, m])
    let c = try g.record(Operation(.choose), [m, b, a])
    #expect(g.shape(of: c) == [2, 2])
    let graph = g.finish()
    #expect(graph.nodeCount == 5)
    #expect(graph.edgeCount == 1 + 2 + 3)
    #expect(graph.operation(of: b) == Operation(.parametric(.power), .number(3)))
    #expect(graph.operation(of: s) == Operation(.join(.concat), .axis(0)))
    #expect(graph.operands(of: s) == [m, m])
    #expect(graph.operands(of: c) == [m, b, a])
    #expect(graph.operand(of: c, slot: 2) == a)
    #expect(graph.leafValue(of: a) == 2)
    #expect(graph.leafValue(of: m) == [[1, 2], [3, 4]])
    #expect(graph.shape(of: s) == [4, 2])
    #expect(graph.operation(of: a).name == "leaf")
  }

  @Test("A recorder goes on where a graph ended, and the graph stays as it was")
  func goOn() throws {
    var g = GraphRecorder()
    let x = g.leaf([1, 2, 3])
    let y = try g.record(Operation(.parametric(.power), .number(2)), [x])
    let graph = g.finish()
    var more = graph.recorder()
    let entry = try more.record(Operation(.move(.index), .subscripts([.entry(2)])), [y])
    let z = try more.record(Operation(.parametric(.power), .number(2)), [entry])
    let longer = more.finish()
    #expect(graph.nodeCount == 2)
    #expect(longer.nodeCount == 4)
    let trace = longer.forwardTrace()
    #expect(trace.scalar(of: z) == 81)
    #expect(trace.linearization().backwardTrace(from: z).adjoint(of: x) == [0, 0, 108])
  }

  @Test("Recordings use their storage again, and know one owner from the next")
  func generations() {
    let first = Recording.begin()
    let generation = first.generation
    _ = first.pushLeaf(1)
    first.end()
    #expect(first.generation != generation)
    #expect(first.nodeCount == 0)
  }

  @Test("Bindings replace leaf values; others stay")
  func bindings() throws {
    var g = GraphRecorder()
    let x = g.leaf(2), y = g.leaf(5)
    let z = try g.record(.multiply, x, y)
    let graph = g.finish()
    let trace = graph.forwardTrace(at: [x: 10])
    #expect(trace.scalar(of: z) == 50)
    #expect(trace.forwardTrace(at: [y: 1]).scalar(of: z) == 2)
    #expect(graph.forwardTrace().scalar(of: z) == 10)
  }

  @Test("A seed scales and selects: the rows of a Jacobian")
  func seeds() throws {
    var g = GraphRecorder()
    let x = g.leaf([2, 3])
    let y = try g.record(.square, x)
    let linearization = g.finish().forwardTrace().linearization()
    #expect(linearization.backwardTrace(from: y).adjoint(of: x) == [4, 6])
    #expect(linearization.backwardTrace(from: y, seed: [0, 10]).adjoint(of: x) == [0, 60])
  }
}
