import Autodiff
import Testing

@Suite("The chain rule holds at every level of detail")
struct LevelLawsTests {
  @Test("contributions of a node's edges add up to its gradient", arguments: Zoo.all)
  func operations(_ animal: Animal) {
    let backward = animal.backwardTrace()
    let graph = animal.model.graph
    var sums = (0...animal.output).map { Tensor(zerosOf: graph.shape(of: $0)) }
    sums[animal.output] = backward.adjoint(of: animal.output)
    for node in 0...animal.output {
      for slot in 0..<graph.operandCount(of: node) {
        sums[graph.operand(of: node, slot: slot)] += backward.contribution(of: node, slot: slot)
      }
    }
    for node in 0...animal.output { #expect(isNear(sums[node], backward.adjoint(of: node))) }
  }

  @Test("contributions of closed regions add up to the gradient", arguments: Zoo.all)
  func named(_ animal: Animal) {
    let backward = animal.backwardTrace()
    let graph = animal.model.graph
    let visible = animal.model.namedNodes
    var sums = (0...animal.output).map { Tensor(zerosOf: graph.shape(of: $0)) }
    sums[animal.output] = backward.adjoint(of: animal.output)
    for region in graph.regions(showing: visible) {
      let contributions = backward.contributions(of: region)
      #expect(contributions.count == region.sources.count)
      for (source, contribution) in zip(region.sources, contributions) {
        sums[source] += contribution
        let map = backward.linearization.totalDerivative(of: region, by: source)
        #expect(isNear(map.transposeApplied(to: backward.adjoint(of: region.output)), contribution))
      }
    }
    for node in 0...animal.output where visible[node] {
      #expect(isNear(sums[node], backward.adjoint(of: node)), "\(animal.model.id(of: node))")
    }
  }

  @Test("a region's derivative is one map: forward, transposed, as a matrix", arguments: Zoo.all)
  func regionMaps(_ animal: Animal) {
    let backward = animal.backwardTrace()
    let graph = animal.model.graph
    for region in graph.regions(showing: animal.model.namedNodes) {
      let all = backward.linearization.totalDerivatives(of: region)
      for (place, source) in region.sources.enumerated() {
        let map = backward.linearization.totalDerivative(of: region, by: source)
        let (from, to) = (graph.shape(of: source), graph.shape(of: region.output))
        #expect(map.source == from && map.target == to)
        let jacobian = map.jacobian()
        #expect(jacobian.shape.dimensions == to.dimensions + from.dimensions)
        #expect(isNear(jacobian, all[place].jacobian()))
        if from.isScalar && to.isScalar {
          #expect(isNear(map.scalar!, jacobian.scalars[0]))
        }
        let tangent = Tensor(shape: from, scalars: (0..<from.count).map { 1 + Double($0) / 7 })
        let byRows = (0..<to.count).map { row in
          (0..<from.count).reduce(0.0) { $0 + jacobian.scalars[row * from.count + $1] * tangent.scalars[$1] }
        }
        #expect(isNear(map.applied(to: tangent), Tensor(shape: to, scalars: byRows)))
      }
    }
  }

  @Test("every node is in a region or stays visible, and regions meet only in literals", arguments: Zoo.all)
  func regionsCover(_ animal: Animal) {
    let graph = animal.model.graph
    let visible = animal.model.namedNodes
    let regions = graph.regions(showing: visible)
    var holders = [Int](repeating: 0, count: graph.nodeCount)
    for region in regions {
      #expect(region.nodes.last == region.output)
      #expect(region.nodes == region.nodes.sorted())
      #expect(region.sources.allSatisfy { visible[$0] })
      #expect(Set(region.sources).count == region.sources.count)
      for node in region.nodes { holders[node] += 1 }
    }
    for node in 0...animal.output where !visible[node] { #expect(holders[node] == 1) }
    for node in 0...animal.output where visible[node] {
      #expect(holders[node] == (graph.operandCount(of: node) > 0 ? 1 : 0))
    }
  }
}

extension Tensor {
  init(zerosOf shape: Shape) { self.init(shape: shape, scalars: [Double](repeating: 0, count: shape.count)) }

  static func += (sum: inout Tensor, other: Tensor) {
    #expect(sum.shape == other.shape)
    sum = Tensor(shape: sum.shape, scalars: zip(sum.scalars, other.scalars).map { $0 + $1 })
  }
}
