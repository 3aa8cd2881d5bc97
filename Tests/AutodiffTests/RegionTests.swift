import Autodiff
import Testing

@Suite("Closed regions")
struct RegionTests {
  @Test("sources in the order of first use: w1·x1 + w2·x2 uses w1, x1, w2, x2")
  func order() {
    let animal = Zoo.deliveryTime
    let regions = animal.model.graph.regions(showing: animal.model.namedNodes)
    #expect(regions.map { animal.model.id(of: $0.output) } == ["ŷ", "e", "L"])
    #expect(regions[0].sources.map(animal.model.id(of:)) == ["w1", "x1", "w2", "x2"])
    #expect(regions[0].nodes.map(animal.model.id(of:)) == ["ŷ.1", "ŷ.2", "ŷ"])
    let linearization = animal.model.graph.forwardTrace().linearization()
    let byName = regions[0].sources.map { linearization.totalDerivative(of: regions[0], by: $0).scalar }
    #expect(byName == [2, 1, 3, 2])
    let contributions = linearization.backwardTrace(from: animal.output).contributions(of: regions[0])
    #expect(contributions == [Tensor(12), Tensor(6), Tensor(18), Tensor(12)])
  }

  @Test("b = a + a has one edge, 2, when closed and two, 1 and 1, when open")
  func pair() {
    let sketch = Sketch()
    let a = sketch.parameter("a", 3)
    let model = sketch.model(output: sketch.define("b", a + a))
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions == [Region(output: 1, nodes: [1], sources: [0])])
    let linearization = model.graph.forwardTrace().linearization()
    #expect(linearization.totalDerivative(of: regions[0], by: 0).scalar == 2)
    #expect(linearization.scalarDerivative(of: 1, slot: 0) == 1)
    #expect(linearization.scalarDerivative(of: 1, slot: 1) == 1)
  }

  @Test("literals are closed in; a region may have no source at all")
  func literals() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 3)
    let c = sketch.define("c", sketch.literal(2) * 5)
    let model = sketch.model(output: sketch.define("y", 2 * x + 1 + c))
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions.map(\.sources) == [[], [x.index, c.index]])
    #expect(regions[1].nodes.count == 5)
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: model.output!)
    #expect(backward.contributions(of: regions[0]).isEmpty)
    #expect(backward.contributions(of: regions[1]) == [Tensor(2), Tensor(1)])
  }

  @Test("by what the region does not use, the derivative is 0")
  func foreign() {
    let animal = Zoo.deliveryTime
    let regions = animal.model.graph.regions(showing: animal.model.namedNodes)
    let linearization = animal.model.graph.forwardTrace().linearization()
    #expect(linearization.totalDerivative(of: regions[2], by: animal.node("w1")).scalar == 0)
  }

  @Test("another source is held: q's derivative in y = h + q + q·x leaves out h, which depends on it")
  func held() {
    let sketch = Sketch()
    let q = sketch.parameter("q", 40)
    let h = sketch.define("h", q.squared)
    let y = sketch.define("y", h + q + q * -4)
    let model = sketch.model(output: y)
    let regions = model.graph.regions(showing: model.namedNodes)
    let linearization = model.graph.forwardTrace().linearization()
    #expect(linearization.totalDerivative(of: regions[1], by: q.index).scalar == -3)
    #expect(linearization.totalDerivative(of: regions[1], by: h.index).scalar == 1)
  }

  @Test("nothing flows into what the output does not depend on")
  func unreached() {
    let sketch = Sketch()
    let x = sketch.parameter("x", 0)
    let side = sketch.define("side", x(.map(.log)) * 2)
    let y = sketch.define("y", x + 1)
    let model = sketch.model(output: y)
    let backward = model.graph.forwardTrace().linearization().backwardTrace(from: y.index)
    let regions = model.graph.regions(showing: model.namedNodes)
    #expect(regions[0].output == side.index)
    #expect(backward.contributions(of: regions[0]) == [Tensor(0)])
  }

  @Test("all scalars of ten thousand sources in one sweep")
  func wide() {
    let sketch = Sketch()
    let xs = (1...10_000).map { sketch.parameter("x\($0)", Double($0)) }
    var sum = xs[0].squared
    for x in xs.dropFirst() { sum = sum + x.squared }
    let model = sketch.model(output: sketch.define("L", sum))
    let region = model.graph.regions(showing: model.namedNodes)[0]
    let linearization = model.graph.forwardTrace().linearization()
    let derivatives = linearization.totalDerivatives(of: region)
    #expect(derivatives.count == 10_000)
    #expect(derivatives[9_999].scalar == 20_000)
    let backward = linearization.backwardTrace(from: region.output)
    #expect(backward.contributions(of: region)[4_999] == Tensor(10_000))
  }
}
