import Edgewise
import Testing

/// The builder reads like mathematics and gives the lesson's numbers.
@Suite struct BuilderTests {
  @Test("Delivery time: ŷ = 8, e = 3, L = 9, gradient (12, 18)")
  func deliveryTime() throws {
    let g = GraphBuilder("Delivery time: one training example")
    let x1 = g.input("x1", 2, note: "hundreds of km")
    let x2 = g.input("x2", 3, note: "kg")
    let y = g.target("y", 5)
    let w1 = g.parameter("w1", 1)
    let w2 = g.parameter("w2", 2)
    let ŷ = g.define("ŷ", w1 * x1 + w2 * x2)
    let e = g.define("e", ŷ - y)
    let loss = g.loss("L", e ** 2)
    let figure = try g.figure()
    #expect(figure.value(of: ŷ) == 8)
    #expect(figure.value(of: "e") == 3)
    #expect(figure.value(of: loss) == 9)
    #expect(figure.gradient(of: w1) == 12)
    #expect(figure.gradient(of: "w2") == 18)
    #expect(figure.derivative(of: loss, by: e) == 6)
    #expect(figure.derivative(of: ŷ, by: w2) == 3)
    #expect(figure.model.definitions.map(\.name) == ["x1", "x2", "y", "w1", "w2", "ŷ", "e", "L"])
    let prediction = try #require(figure.model.definitions.first { $0.name == "ŷ" })
    #expect(prediction.node - prediction.firstNode == 2)
  }

  @Test("Groups hold what is made in them, and go on under their names")
  func groups() throws {
    let g = GraphBuilder()
    let x = g.input("x", 2)
    let h = g.group("layer") {
      let w = g.parameter("w", 3)
      return g.group("product") { g.define("h", w * x) }
    }
    let b = g.group("layer") { g.parameter("b", 1) }
    let loss = g.loss("L", (h + b) ** 2)
    let figure = try g.figure()
    #expect(figure.value(of: loss) == 49)
    let model = figure.model
    #expect(model.groups.map(\.name) == ["layer", "product"])
    #expect(model.groups.map(\.parent) == [nil, 0])
    #expect(model.groups.map(\.count) == [3, 1])
    // Closed, the layer is its ports: the product and the bias. dL/dh = dL/db = 2·7.
    let closed = Depiction(detail: .groups).diagram(of: model)
    #expect(closed.boxes.map(\.id) == ["x", "h", "b", "L"])
    #expect(closed.boxes.map(\.closed) == [nil, "layer", "layer", nil])
    #expect(closed.arrows.map(\.derivative) == [.number(3), .number(14), .number(14)])
  }

  /// The same lesson in both languages: its groups, the names inside calls and turns, and the ids of unnamed nodes are alike.
  @Test("Loops and calls are those of the flow language")
  func loopsAndCalls() throws {
    let file = try FlowFile.read(
      text: """
        input x = [1, 2]
        param V = [[0.5, 0], [0, 0.5]]
        def half(a) { s = a/2; return s + s }
        def layer(a, W) { z = W @ a; t = half(z); return tanh(z + t) }
        h[0] = x
        for i in 1..3 {
          param W = [[1, 0.5], [0.5, 1]]
          b = 2*sum(W)
          h[i] = layer(h[i - 1], W) + layer(x, V)
        }
        loss L = sum(h[3]) + b[3]
        """)
    let g = GraphBuilder()
    func half(_ a: Node) -> Node {
      g.call("half", a) {
        let s = g.define("s", a / 2)
        return s + s
      }
    }
    func layer(_ a: Node, _ w: Node) -> Node {
      g.call("layer", a, w) {
        let z = g.define("z", matmul(w, a))
        let t = g.define("t", half(z))
        return tanh(z + t)
      }
    }
    let x = g.input("x", [1, 2])
    let v = g.parameter("V", [[0.5, 0], [0, 0.5]])
    var h = g.define("h[0]", x)
    var b = h
    g.loop("i", 1...3) { i in
      let w = g.parameter("W", [[1, 0.5], [0.5, 1]])
      b = g.define("b", 2 * sum(w))
      h = g.define("h[\(i)]", layer(h, w) + layer(x, v))
    }
    g.loss("L", sum(h) + b)
    let model = try g.figure().model
    #expect(model.groups.map(\.kind) == file.model.groups.map(\.kind))
    #expect(model.groups.map(\.parent) == file.model.groups.map(\.parent))
    #expect(model.groups.map(\.nodes) == file.model.groups.map(\.nodes))
    #expect(
      Set(model.groups.map(\.name)) == [
        "i = 1", "i = 2", "i = 3", "layer(h[0], W)", "layer(h[1], W)", "layer(h[2], W)", "layer(x, V)", "half(z)",
      ])
    #expect(model.definitions.map(\.name) == file.model.definitions.map(\.name))
    #expect(model.definitions.map(\.firstNode) == file.model.definitions.map(\.firstNode))
    #expect(
      (0..<model.graph.nodeCount).map { model.id(of: $0) }
        == (0..<model.graph.nodeCount).map { file.model.id(of: $0) })
    #expect(model.node(named: "h[2].z'") != nil && model.node(named: "h[3].t'.s") != nil)
  }

  @Test("micrograd's README: g = 24.7041, gradient (138.8338, 645.5773)")
  func micrograd() throws {
    let builder = GraphBuilder()
    let a = builder.parameter("a", -4), b = builder.parameter("b", 2)
    var c = a + b
    var d = a * b + b ** 3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + relu(b + a)
    d += 3 * d + relu(b - a)
    let e = c - d
    let f = e ** 2
    var g = f / 2
    g += 10 / f
    let output = builder.output("g", g)
    let figure = try builder.figure()
    #expect(abs(figure.value(of: output).scalars[0] - 24.70408163265306) < 1e-12)
    #expect(abs(figure.gradient(of: a).scalars[0] - 138.83381924198252) < 1e-10)
    #expect(abs(figure.gradient(of: b).scalars[0] - 645.5772594752186) < 1e-10)
  }

  @Test("Five deliveries as tensors: L = 0.72884")
  func fiveDeliveries() throws {
    let g = GraphBuilder()
    let x = g.input("X", [[2, 3], [1.5, 1], [4, 5], [0.8, 0.5], [3.2, 2.5]])
    let y = g.target("y", [5, 3.2, 9.5, 2.1, 6.8])
    let w = g.parameter("w", [0.8, 1.5])
    let loss = g.loss("L", mean((matmul(x, w) - y) ** 2))
    let figure = try g.figure()
    #expect(abs(figure.value(of: loss).scalars[0] - 0.72884) < 1e-12)
    #expect(figure.gradient(of: w).shape == [2])
  }

  @Test("A leaf that is named late moves before the formula it is in, handles still hold")
  func lateLeaf() throws {
    let g = GraphBuilder()
    let x = g.input("x", 3)
    let square = x * x
    let w = g.parameter("w", 2)
    let product = g.output("p", square * w)
    let figure = try g.figure()
    #expect(figure.value(of: product) == 18)
    #expect(figure.gradient(of: w) == 9)
    #expect(figure.gradient(of: x) == 12)
    #expect(figure.value(of: square) == 9)
    #expect(figure.model.definitions.map(\.name) == ["x", "w", "p"])
    #expect(figure.model.definition(holding: figure.index(of: square))?.name == "p")
  }

  @Test("A second name is an identity; a name twice, a tensor as loss and a second output are errors")
  func names() throws {
    let g = GraphBuilder()
    let a = g.parameter("a", 3)
    let b = g.define("b", a)
    let c = g.define("c", b)
    #expect(a != b && b != c)
    #expect(try g.figure().gradient(of: a) == 1)
    g.define("b", a * a)
    #expect(throws: BuilderError.repeatedName("b")) { try g.figure() }

    let tensor = GraphBuilder()
    tensor.loss("L", tensor.parameter("w", [1, 2]) * 2)
    #expect(throws: BuilderError.tensorOutput("L", [2])) { try tensor.figure() }

    let two = GraphBuilder()
    let p = two.parameter("p", 1)
    two.loss("L", p * 2)
    two.output("M", p * 3)
    #expect(throws: BuilderError.secondOutput("M")) { try two.figure() }
  }

  @Test("Shapes that do not fit are thrown at the end, the first of them")
  func shapes() throws {
    let g = GraphBuilder()
    let a = g.input("a", [1, 2]), b = g.input("b", [1, 2, 3])
    g.loss("L", sum(a + b) + sum(a[7]))
    do {
      _ = try g.figure()
      Issue.record("shapes [2] and [3] do not broadcast")
    } catch {
      #expect("\(error)".contains("[2] and [3]"))
    }
  }

  @Test("A figure that ends in a tensor has values but no gradients, and says why")
  func tensorEnd() throws {
    let g = GraphBuilder()
    let w = g.parameter("w", [1, 2])
    g.define("y", w * 3)
    let figure = try g.figure()
    #expect(figure.value(of: "y") == [3, 6])
    #expect(figure.gradient(of: "w") == nil)
    #expect(figure.model.notes.count == 1)
  }

  @Test("A node that outlives its builder, or meets another's, stops the program")
  func staleHandles() async {
    await #expect(processExitsWith: .failure) {
      func orphan() -> Node { GraphBuilder().input("x", 1) }
      _ = orphan() + 1
    }
    await #expect(processExitsWith: .failure) {
      func orphan() -> Node { GraphBuilder().input("x", 1) }
      let stale = orphan()
      // The next builder has the same storage.
      let g = GraphBuilder()
      let x = g.input("x", 1)
      _ = x + stale
    }
    await #expect(processExitsWith: .failure) {
      let g = GraphBuilder(), h = GraphBuilder()
      _ = g.input("x", 1) * h.input("x", 1)
    }
  }
}
