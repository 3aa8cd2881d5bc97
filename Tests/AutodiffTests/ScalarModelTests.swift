// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Testing

@testable import Autodiff

@Suite("A model expanded into its entries computes the same")
struct OpenedModelTests {
  /// Every named entry has the same value, and the same gradient.
  private func expectSame(_ model: Model, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let expanded = try model.expanded()
    let graph = expanded.model.graph
    #expect(graph.isAllScalar, sourceLocation: sourceLocation)
    let closedTrace = model.graph.forwardTrace()
    let openTrace = graph.forwardTrace()
    let closed = model.output.map { closedTrace.linearization().backwardTrace(from: $0) }
    let open = expanded.model.output.map { openTrace.linearization().backwardTrace(from: $0) }
    #expect((closed == nil) == (open == nil), sourceLocation: sourceLocation)
    for definition in model.definitions {
      let shape = model.graph.shape(of: definition.node)
      let value = closedTrace.value(of: definition.node).scalars
      let adjoint = closed?.adjoint(of: definition.node).scalars
      let scale = adjoint.map { $0.filter(\.isFinite).map(abs).max() ?? 0 } ?? 0
      for entry in 0..<shape.count {
        let node = try #require(expanded.node(of: definition.node, entry: entry))
        let name = definition.name + shape.subscript(of: entry)
        #expect(expanded.model.id(of: node) == name, sourceLocation: sourceLocation)
        #expect(near(openTrace.scalar(of: node), value[entry], 1e-12), "\(name)", sourceLocation: sourceLocation)
        if let adjoint, let open {
          let found = open.scalarAdjoint(of: node)
          #expect(near(found, adjoint[entry], 1e-12, scale), "∂/∂\(name)", sourceLocation: sourceLocation)
        }
      }
    }
    // Ids are unique, and definitions ascend.
    let ids = (0..<graph.nodeCount).map { expanded.model.id(of: $0) }
    #expect(Set(ids).count == ids.count, sourceLocation: sourceLocation)
    let nodes = expanded.model.definitions.map(\.node)
    #expect(zip(nodes, nodes.dropFirst()).allSatisfy { $0 < $1 }, sourceLocation: sourceLocation)
  }

  private func near(_ a: Double, _ b: Double, _ tolerance: Double, _ scale: Double = 0) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(abs(a), abs(b), scale)
  }

  @Test("every animal of the zoo", arguments: Zoo.all)
  func zoo(_ animal: Animal) throws { try expectSame(animal.model) }

  /// Sum of (result · weights), every operation named.
  private func model(of operation: Autodiff.Operation, _ operands: [Tensor]) throws -> Model {
    let sample = try Sample(operation, operands)
    var definitions = sample.leaves.enumerated().map {
      Definition(node: $1, firstNode: $1, name: "x\($0)", role: .parameter)
    }
    definitions.append(
      Definition(node: sample.node, firstNode: sample.node, name: "y", role: .operation, expression: "…"))
    definitions.append(
      Definition(node: sample.output, firstNode: sample.node + 1, name: "L", role: .operation, expression: "…"))
    return Model(graph: sample.graph, definitions: definitions, output: sample.output)
  }

  @Test(
    "reductions over any axes, of entries with ties, zeros and without",
    arguments: [
      Primitive.Reduction.sum, .mean, .product, .variance, .standardDeviation, .norm, .logSumExp, .largest, .smallest,
    ])
  func reductions(_ reduction: Primitive.Reduction) throws {
    let primitive = Primitive.reduce(reduction)
    var numbers = Numbers(11)
    let plain = numbers.tensor([2, 3, 4])
    let zeros = Tensor(shape: [2, 3, 4], scalars: plain.scalars.enumerated().map { $0 % 3 == 0 ? 0 : $1 })
    let steps = Tensor(shape: [2, 3, 4], scalars: plain.scalars.map { $0.rounded() })
    let equal = Tensor(shape: [2, 3, 4], scalars: plain.scalars.map { _ in 1.25 })
    let nothing = Tensor(shape: [2, 3, 4], scalars: plain.scalars.map { _ in 0 })
    for operand in [plain, zeros, steps, equal, nothing] {
      for axes in [nil, [0], [1], [2], [0, 2], [1, 2]] as [[Int]?] {
        for keep in [false, true] {
          let attributes = Attributes.reduction(axes: axes, keepDimensions: keep, ddof: 1)
          try expectSame(model(of: .init(primitive, attributes), [operand]))
        }
      }
    }
    // Of a single entry, and of a single number.
    for shape in [[1], [3, 1], []] as [Shape] {
      let axes = shape.rank == 2 ? [1] : nil
      let attributes = Attributes.reduction(axes: axes, keepDimensions: false, ddof: 0)
      try expectSame(model(of: .init(primitive, attributes), [numbers.tensor(shape)]))
    }
  }

  @Test("networks: lines along any axis, rows of tables, masked and dropped entries")
  func networks() throws {
    var numbers = Numbers(8)
    for primitive in [Primitive.lines(.softmax), .lines(.logSoftmax)] {
      for axis in 0..<3 { try expectSame(model(of: .init(primitive, .axis(axis)), [numbers.tensor([2, 3, 4])])) }
      try expectSame(model(of: .init(primitive, .axis(0)), [[1e3, -1e3, 1e3]]))
      try expectSame(model(of: .init(primitive, .axis(1)), [numbers.tensor([2, 1])]))
    }
    for primitive in [Primitive.lines(.layerNorm), .lines(.rmsNorm)] {
      for eps in [0, 1e-5] { try expectSame(model(of: .init(primitive, .number(eps)), [numbers.tensor([2, 3, 4])])) }
      try expectSame(model(of: .init(primitive, .number(0.5)), [[[1], [2]]]))
    }
    try expectSame(model(of: .init(.crossEntropy), [numbers.tensor([2, 3]), numbers.tensor([2, 3], 0...1)]))
    try expectSame(model(of: .init(.crossEntropy), [[1e3, -1e3, 1e3], [0, 1, 0]]))
    try expectSame(model(of: .init(.embedding), [numbers.tensor([3, 2]), [[2, 0], [2, 2]]]))
    try expectSame(model(of: .init(.embedding), [numbers.tensor([3]), 1]))
    try expectSame(model(of: .init(.oneHot, .classes(3)), [[2, 0]]))
    try expectSame(model(of: .init(.dropout, .dropout(probability: 0.5, seed: 1)), [numbers.tensor([3, 4])]))
    try expectSame(model(of: .init(.lines(.batchNorm), .number(0.1)), [numbers.tensor([4, 3])]))
    try expectSame(model(of: .init(.take, .axis(0)), [numbers.tensor([3, 2]), [-1, 0, 2], [1, 0, 1]]))
    try expectSame(model(of: .init(.take, .axis(1)), [numbers.tensor([2, 3, 2]), [[2, 0], [1, 1]]]))
    // A line of 2,000 shares what it needs: 2,000 leaves and as many weights, and a few nodes for each entry.
    let wide = try model(of: .init(.lines(.softmax), .axis(0)), [numbers.tensor([2000])]).expanded()
    #expect(wide.model.graph.nodeCount < 20_000)
  }

  @Test("windows, matrices, places")
  func windows() throws {
    var numbers = Numbers(9)
    let window = Window(size: [2, 3], stride: [1, 2], padding: [0, 0])
    for image in [numbers.tensor([1, 4, 5]), Tensor(shape: [1, 4, 5], scalars: Array(repeating: 1, count: 20))] {
      for pool in [Primitive.Pool.max2d, .mean2d] {
        try expectSame(model(of: .init(.pool(pool), .window(window)), [image]))
      }
    }
    let padded = Window(size: [3, 2], stride: [1, 2], padding: [2, 1])
    try expectSame(
      model(
        of: .init(.convolve(.plane), .window(padded)), [numbers.tensor([2, 2, 3]), numbers.tensor([2, 2, 3, 2])]))
    let line = Window(size: [2], stride: [1], padding: [3])
    try expectSame(
      model(of: .init(.convolve(.line), .window(line)), [numbers.tensor([2, 1, 2]), numbers.tensor([1, 1, 2])]))
    for matrix in Primitive.Matrix.allCases {
      for side in [1, 2, 3, 5] { try expectSame(model(of: .init(.matrix(matrix)), [numbers.tensor([side, side])])) }
    }
    try expectSame(model(of: .init(.matrix(.inverse)), [[[0, 1, 0], [2, 0, 0], [0, 0, 3]]]))
    try expectSame(model(of: .init(.matrix(.determinant)), [[[1, 2], [2, 4]]]))
    for find in Primitive.Find.allCases {
      for axes in [nil, [0], [1]] as [[Int]?] {
        let attributes = Attributes.reduction(axes: axes, keepDimensions: false, ddof: 0)
        try expectSame(model(of: .init(.find(find), attributes), [[[1, 3, 3], [3, 1, 2]]]))
      }
    }
    try expectSame(model(of: .init(.move(.diag)), [numbers.tensor([3])]))
    try expectSame(model(of: .init(.move(.diag)), [numbers.tensor([3, 2])]))
    try expectSame(model(of: .init(.scan(.product), .axis(1)), [numbers.tensor([2, 3])]))
    try expectSame(model(of: .init(.scan(.product), .axis(0)), [[2, 0, 3]]))
    try expectSame(model(of: .init(.product(.outer)), [numbers.tensor([2]), numbers.tensor([3])]))
  }

  @Test("products of vectors, matrices and batches")
  func products() throws {
    var numbers = Numbers(5)
    let shapes: [(Shape, Shape)] = [
      ([3], [3]), ([2, 3], [3]), ([3], [3, 2]), ([2, 3], [3, 4]), ([2, 1], [1, 2]), ([4, 2, 3], [3, 2]),
      ([2, 1, 2, 3], [5, 3, 2]), ([3], [2, 3, 4]),
    ]
    for (left, right) in shapes {
      try expectSame(model(of: .init(.product(.matmul)), [numbers.tensor(left), numbers.tensor(right)]))
    }
    try expectSame(model(of: .init(.product(.dot)), [numbers.tensor([3]), numbers.tensor([3])]))
  }

  @Test("moves, running sums, broadcasting and selections")
  func moves() throws {
    var numbers = Numbers(3)
    let a = numbers.tensor([2, 3])
    try expectSame(model(of: .init(.move(.transpose)), [a]))
    try expectSame(model(of: .init(.move(.reshape), .shape([3, 2])), [a]))
    try expectSame(
      model(of: .init(.move(.index), .subscripts([.slice(start: 1, count: 2, step: -1), .entry(2)])), [a]))
    try expectSame(model(of: .init(.join(.concat), .axis(1)), [a, numbers.tensor([2, 1]), a]))
    try expectSame(model(of: .init(.join(.stack), .axis(1)), [a, a]))
    try expectSame(model(of: .init(.move(.tril)), [a]))
    try expectSame(model(of: .init(.move(.triu)), [a]))
    try expectSame(model(of: .init(.scan(.sum), .axis(0)), [a]))
    try expectSame(model(of: .init(.scan(.sum), .axis(1)), [a]))
    try expectSame(model(of: .init(.pair(.multiply)), [numbers.tensor([2, 1]), numbers.tensor([3])]))
    try expectSame(model(of: .init(.pair(.maximum)), [a, Tensor(shape: [3], scalars: Array(a.scalars[..<3]))]))
    let condition = Tensor(shape: [3], scalars: [1, 0, 1])
    try expectSame(model(of: .init(.choose), [condition, a, numbers.tensor([2, 1])]))
    try expectSame(model(of: .init(.parametric(.leakyRelu), .number(0.2)), [a]))
  }

  //  W ──┐
  //      @ ─ + ─ tanh (h) ─ sum (L)
  //  x ──┘  b ┘
  private func layer() -> Model {
    let g = Sketch()
    let w = g.parameter("W", [2, 2], [1, 2, 3, 4])
    let x = g.input("x", [2], [5, 6])
    let b = g.parameter("b", 0.5)
    let h = g.define("h", (g.record(.product(.matmul), .none, w, x) * 0.01 + b)(.map(.tanh)))
    return g.model(output: g.define("L", h.reduced(.sum)))
  }

  @Test("a layer: the entries' names, and the unnamed nodes of each")
  func names() throws {
    let expanded = try layer().expanded().model
    let graph = expanded.graph
    let ids = (0..<graph.nodeCount).map { "\(expanded.id(of: $0)) \(graph.primitive(of: $0).name)" }
    #expect(
      ids == [
        "W[0, 0] leaf", "W[0, 1] leaf", "W[1, 0] leaf", "W[1, 1] leaf", "x[0] leaf", "x[1] leaf", "b leaf",
        "h[0].1 multiply", "h[0].2 multiply", "h[0].3 add", "h[0].4 leaf", "h[0].5 multiply", "h[0].6 add",
        "h[0] tanh",
        "h[1].1 multiply", "h[1].2 multiply", "h[1].3 add", "h[1].4 multiply", "h[1].5 add", "h[1] tanh",
        "L add",
      ])
    #expect(expanded.definitions.first { $0.name == "h[1]" }?.expression == "(…)[1]")
    #expect(expanded.output == graph.nodeCount - 1)
    #expect(expanded.definitions.map(\.role).filter { $0 == .parameter }.count == 5)
  }

  @Test("a transpose has nodes only where it bears a name")
  func transposes() throws {
    let g = Sketch()
    let a = g.parameter("a", [1, 2], [3, 4])
    let t = g.define("t", a(.move(.transpose)))
    let model = g.model(output: g.define("L", (t(.move(.transpose)) * a).reduced(.sum)))
    let graph = try model.expanded().model.graph
    #expect(
      (0..<graph.nodeCount).map { graph.primitive(of: $0) }
        == [.leaf, .leaf, .identity, .identity, .pair(.multiply), .pair(.multiply), .pair(.add)])
  }

  @Test("an entry that the output was made has one node")
  func entryAsOutput() throws {
    let g = Sketch()
    let a = g.parameter("a", [2], [3, 4])
    let y = g.define("y", a.squared)
    let entry = g.define("y[1]", g.record(.move(.index), .subscripts([.entry(1)]), y))
    let expanded = try g.model(output: entry).expanded().model
    #expect(expanded.definitions.map(\.name) == ["a[0]", "a[1]", "y[0]", "y[1]"])
    #expect(expanded.output == expanded.node(named: "y[1]"))
  }

  @Test("what is above the limit is refused, whether needed or not")
  func limit() throws {
    let g = Sketch()
    let a = g.parameter("a", [100, 1], (0..<100).map(Double.init))
    let b = g.parameter("b", [100], (0..<100).map(Double.init))
    let model = g.model(output: g.define("L", (a * b).reduced(.sum)))
    // 200 leaves, 10,000 products, 9,999 sums.
    #expect(try model.expanded(limit: 20_199).model.graph.nodeCount == 20_199)
    #expect(throws: ScalarModel.TooLarge(limit: 20_198)) { try model.expanded(limit: 20_198) }
    #expect(throws: ScalarModel.TooLarge(limit: 10)) { try model.expanded(limit: 10) }
  }

  @Test("60,000 numbers are expanded in a moment")
  func speed() throws {
    let g = Sketch()
    var numbers = Numbers(1)
    var x = g.input("x", [8, 16], numbers.tensor([8, 16]).scalars)
    for layer in 0..<10 {
      let w = g.parameter("W\(layer)", [16, 16], numbers.tensor([16, 16], -0.4...0.4).scalars)
      x = g.define("h\(layer)", g.record(.product(.matmul), .none, x, w)(.map(.tanh)))
    }
    let model = g.model(output: g.define("L", x.squared.reduced(.sum)))
    let expanded = try model.expanded()
    #expect(expanded.model.graph.nodeCount > 40_000)
    let clock = ContinuousClock()
    let best = (0..<3).map { _ in clock.measure { _ = try! model.expanded() } }.min()!
    // Tests are built without optimization; with it, a tenth of this.
    #expect(best < .seconds(2))
    try expectSame(model)
  }
}
