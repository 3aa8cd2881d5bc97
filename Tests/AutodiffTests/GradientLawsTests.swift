import Autodiff
import Testing

/// |a − b| ≤ tolerance·max(1, |a|, |b|).
func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

func isNear(_ a: Tensor, _ b: Tensor, _ tolerance: Double = 1e-12) -> Bool {
  a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { isNear($0, $1, tolerance) }
}

/// The sum over all paths of the products along them, edge by edge from the source on: what lies between the two, seen as one region.
func pathSum(_ linearization: Linearization, from source: Int, to target: Int) -> Tensor {
  let shape = linearization.graph.shape(of: source)
  if source == target {
    let columns = (0..<shape.count).flatMap { row in (0..<shape.count).map { $0 == row ? 1.0 : 0 } }
    return Tensor(shape: Shape(shape.dimensions + shape.dimensions), scalars: columns)
  }
  let between = Region(output: target, nodes: Array(source + 1..<target + 1), sources: [source])
  return linearization.totalDerivative(of: between, by: source).jacobian()
}

@Suite("The gradient is the sum over paths")
struct GradientLawsTests {
  @Test("published values and gradients come out", arguments: Zoo.all)
  func published(_ animal: Animal) {
    let backward = animal.backwardTrace()
    for (name, value) in animal.values {
      let actual = backward.trace.scalar(of: animal.node(name))
      #expect(isNear(actual, value), "\(name) is \(actual)")
    }
    for (name, gradient) in animal.gradients {
      let actual = backward.adjoint(of: animal.node(name)).scalars
      #expect(actual.count == gradient.count)
      for (number, expected) in zip(actual, gradient) {
        #expect(isNear(number, expected), "d/d\(name) is \(number)")
      }
    }
  }

  @Test("the sum over paths, by dynamic programming, is the gradient", arguments: Zoo.all)
  func pathSums(_ animal: Animal) {
    let backward = animal.backwardTrace()
    for node in 0...animal.output {
      let sum = pathSum(backward.linearization, from: node, to: animal.output)
      let adjoint = backward.adjoint(of: node)
      let outputShape = animal.model.graph.shape(of: animal.output)
      #expect(sum.shape.dimensions == outputShape.dimensions + adjoint.shape.dimensions)
      #expect(isNear(Tensor(shape: adjoint.shape, scalars: sum.scalars), adjoint), "node \(node)")
    }
  }

  @Test("forward mode agrees with reverse mode", arguments: Zoo.all)
  func forwardMode(_ animal: Animal) {
    let backward = animal.backwardTrace()
    for leaf in animal.leaves {
      let shape = animal.model.graph.shape(of: leaf)
      // ⟨adjoint, direction⟩ is the output's tangent along the direction.
      let direction = (0..<shape.count).map { 0.5 + Double($0 % 3) }
      let tangents = backward.linearization.tangents(along: [leaf: Tensor(shape: shape, scalars: direction)])
      let expected = zip(backward.adjoint(of: leaf).scalars, direction).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(isNear(tangents[animal.output].scalars[0], expected))
    }
  }

  @Test("central differences agree", arguments: Zoo.all)
  func centralDifferences(_ animal: Animal) {
    let check = animal.backwardTrace().numericalCheck(of: animal.leaves)
    #expect(check.agrees)
    #expect(check.entries.allSatisfy { abs($0.analytic - $0.central) <= 1e-4 * max(1, abs($0.analytic)) })
    #expect(check.entries.count == check.entryCount)
    #expect(check.skipped.isEmpty)
  }
}
