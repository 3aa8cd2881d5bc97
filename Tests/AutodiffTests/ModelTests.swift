import Autodiff
import Testing

@Suite("Names and levels of a model")
struct ModelTests {
  @Test("unnamed nodes are NAME.k in order of evaluation")
  func ids() {
    let model = Zoo.deliveryTime.model
    #expect(
      (0..<model.graph.nodeCount).map(model.id(of:)) == ["x1", "x2", "y", "w1", "w2", "ŷ.1", "ŷ.2", "ŷ", "e", "L"])
    #expect(model.definition(holding: 6)?.name == "ŷ")
    #expect(model.definition(holding: 4)?.name == "w2")
  }

  @Test("a node that no definition holds has its index, which no name can be")
  func unheld() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 1)
    let model = sketch.model(output: x.squared)
    #expect(model.id(of: 1) == "#1")
    #expect(model.definition(holding: 1) == nil)
    #expect(model.namedNodes == [true, true])
  }

  @Test("names are compared as the language does")
  func names() {
    let sketch = Sketch()
    let w1 = sketch.parameter("w₁", 1)
    let ŷ = sketch.parameter("y\u{302}", 1)
    let prime = sketch.parameter("h'", 1)
    let xᵢ = sketch.parameter("x_ij", 1)
    let model = sketch.model(output: w1 + ŷ + prime)
    #expect(model.node(named: "w1") == w1.index)
    #expect(model.node(named: "w₁") == w1.index)
    #expect(model.node(named: "\u{177}") == ŷ.index)
    #expect(model.node(named: "h′") == prime.index)
    #expect(model.node(named: "xᵢⱼ") == xᵢ.index)
    #expect(model.node(named: "xij") == nil)
    #expect(model.node(named: "w2") == nil)
    #expect(model.node(named: "") == nil)
  }

  @Test("at named detail stand leaves with names, definitions and the output; literals do not")
  func named() {
    let animal = Zoo.microgradSanity
    let visible = animal.model.namedNodes
    let drawn = (0..<visible.count).filter { visible[$0] }.map(animal.model.id(of:))
    #expect(drawn == ["x", "z", "q", "h", "y"])
  }

  @Test("an unnamed node that another definition uses is drawn, so that no work is drawn twice")
  func sharedAcrossDefinitions() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 2)
    let two = sketch.literal(2)
    let shared = x * two
    let a = sketch.define("a", shared + 1)
    let b = sketch.define("b", shared * two)
    let model = sketch.model(output: sketch.define("c", a + b))
    let visible = model.namedNodes
    #expect((0..<visible.count).filter { visible[$0] }.map(model.id(of:)) == ["x", "a.2", "a", "b", "c"])
  }

  @Test("a chain with a branch at each node is not drawn again and again")
  func branches() {
    let sketch = Sketch()
    var chain = sketch.parameter("x", 0.5)
    var branches: [Sketch.Node] = []
    for _ in 0..<2_000 {
      chain = chain(.map(.sin))
      branches.append(chain * 2)
    }
    sketch.define("end", chain)
    var sum = branches[0]
    for (k, branch) in branches.enumerated() { sum = sketch.define("d\(k)", branch + sum) }
    let model = sketch.model(output: sum)
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions.reduce(0) { $0 + $1.nodes.count } <= model.graph.nodeCount + 2_000)
  }

  @Test("100,000 definitions")
  func many() {
    let sketch = Sketch()
    var x = sketch.parameter("x", 1)
    for k in 1...100_000 { x = sketch.define("n\(k)", x(.map(.sin))) }
    let model = sketch.model(output: x)
    #expect(model.id(of: 77_777) == "n77777")
    #expect(model.node(named: "n99999") == 99_999)
    #expect(model.namedNodes.allSatisfy { $0 })
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions.count == 100_000)
    #expect(regions[99_999].sources == [99_999])
  }
}
