// A test may trap on what cannot be.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Edgewise
import Formulas
import Testing

@testable import Depiction

/// Every facet of every operation is asked, on the example of its page: what is added to the list of primitives is tried here without a
/// line more.
@Suite("Every primitive answers in every facet")
struct FacetTests {
  @Test("the list holds every family") func everyFamilyIsListed() {
    func family(_ primitive: Primitive) -> Int {
      switch primitive {
      case .leaf: 0
      case .identity: 1
      case .detach: 2
      case .map: 3
      case .parametric: 4
      case .dropout: 5
      case .pair: 6
      case .compare: 7
      case .choose: 8
      case .reduce: 9
      case .move: 10
      case .join: 11
      case .scan: 12
      case .product: 13
      case .lines: 14
      case .crossEntropy: 15
      case .embedding: 16
      case .oneHot: 17
      case .find: 18
      case .pool: 19
      case .convolve: 20
      case .matrix: 21
      case .take: 22
      }
    }
    #expect(Set(Primitive.allCases.map(family)) == Set(0..<23))
    #expect(Set(Primitive.allCases).count == Primitive.allCases.count)
  }

  /// An operation on leaves, and the sum of what it gives.
  struct Sample {
    let model: Model
    let node: Int
    var graph: Graph { model.graph }
    var operation: Edgewise.Operation { graph.operation(of: node) }
    var operands: [Int] { graph.operands(of: node) }

    init(_ primitive: Primitive) throws {
      let text = try #require(OperationPage(primitive: primitive).sample)
      let read = try FlowFile.read(FlowSource(name: primitive.name, text: text)).model
      let node = try #require((0..<read.graph.nodeCount).first { read.graph.primitive(of: $0) == primitive })
      // What an operand is computed from does not matter here.
      let trace = read.graph.forwardTrace()
      let operands = read.graph.operands(of: node)
      let leaves = Dictionary(operands.map { ($0, trace.value(of: $0)) }) { first, _ in first }
      var recorder = read.graph.rebuilt(leaves: leaves).recorder()
      let sum = try recorder.record(
        Edgewise.Operation(.reduce(.sum), .reduction(axes: nil, keepDimensions: false, ddof: 0)), [node])
      var model = read
      model.graph = recorder.finish()
      model.output = sum
      self.model = model
      self.node = node
    }

    func value(_ operand: Int, _ entry: Int, movedBy distance: Double) -> [Double] {
      var moved = graph.leafValue(of: operand)
      var scalars = moved.scalars
      scalars[entry] += distance
      moved = Tensor(shape: moved.shape, scalars: scalars)
      return graph.forwardTrace(at: [operand: moved]).value(of: node).scalars
    }
  }

  static let operations = Primitive.allCases.filter { $0 != .leaf }

  @Test("name, shape and value", arguments: operations) func value(_ primitive: Primitive) throws {
    let sample = try Sample(primitive)
    #expect(!primitive.name.isEmpty)
    let value = sample.graph.forwardTrace().value(of: sample.node)
    #expect(try value.shape == sample.operation.resultShape(of: sample.operands.map { sample.graph.shape(of: $0) }))
    #expect(value.scalars.allSatisfy { $0.isFinite })
  }

  @Test("partials are central differences; where there is no edge there is none", arguments: operations)
  func partials(_ primitive: Primitive) throws {
    let sample = try Sample(primitive)
    let linearization = sample.graph.forwardTrace().linearization()
    for (slot, operand) in sample.operands.enumerated() {
      let map = linearization.localDerivative(of: sample.node, slot: slot)
      guard primitive.hasEdge(slot) else {
        #expect(map.isZero)
        continue
      }
      let jacobian = map.jacobian().scalars
      let columns = map.source.count
      for entry in 0..<columns {
        let (above, below) = (
          sample.value(operand, entry, movedBy: 1e-6), sample.value(operand, entry, movedBy: -1e-6)
        )
        for row in above.indices {
          let slope = (above[row] - below[row]) / 2e-6
          #expect(abs(jacobian[row * columns + entry] - slope) < 1e-7, "slot \(slot), entry \(entry), row \(row)")
        }
      }
    }
  }

  @Test("opened into numbers it is the same, second derivatives and all", arguments: operations)
  func opened(_ primitive: Primitive) throws {
    let sample = try Sample(primitive)
    let (graph, output) = (sample.graph, sample.model.output!)
    let opened = try sample.model.expanded().model
    let value = graph.forwardTrace().scalar(of: output)
    #expect(abs(opened.graph.forwardTrace().scalar(of: opened.output!) - value) < 1e-12)

    let numbers = sample.operands.flatMap { leaf in
      (0..<graph.shape(of: leaf).count).map { (leaf: leaf, entry: $0) }
    }
    func gradient(movedBy distance: Double, _ leaf: Int, _ entry: Int) -> [Double] {
      var scalars = graph.leafValue(of: leaf).scalars
      scalars[entry] += distance
      let moved = Tensor(shape: graph.shape(of: leaf), scalars: scalars)
      let backward = graph.forwardTrace(at: [leaf: moved]).linearization().backwardTrace(from: output)
      return numbers.map { backward.adjoint(of: $0.leaf).scalars[$0.entry] }
    }
    let hessian = try sample.model.hessian(by: numbers)
    for (row, number) in numbers.enumerated() where graph.ancestors(of: output, by: .value)[number.leaf] {
      let (above, below) = (
        gradient(movedBy: 1e-6, number.leaf, number.entry), gradient(movedBy: -1e-6, number.leaf, number.entry)
      )
      for column in numbers.indices {
        #expect(abs(hessian[row, column] - (above[column] - below[column]) / 2e-6) < 1e-7, "\(row), \(column)")
      }
    }
  }

  @Test("formulas, for people and as code", arguments: operations) func formulas(_ primitive: Primitive) throws {
    let sample = try Sample(primitive)
    let writer = FormulaWriter(
      model: sample.model, visible: [Bool](repeating: true, count: sample.graph.nodeCount))
    let region = Region(output: sample.node, nodes: [sample.node], sources: sample.operands)
    var formulas = [try #require(writer.expression(of: region))]
    for slot in sample.operands.indices {
      formulas.append(try #require(writer.localDerivative(of: sample.node, slot: slot)))
    }
    for formula in formulas {
      #expect(!formula.formula.text.isEmpty && formula.code?.isEmpty == false)
    }
  }

  @Test("sign, boundary and why a slope may be 0", arguments: operations) func words(_ primitive: Primitive) throws {
    let sample = try Sample(primitive)
    #expect(!sample.operation.sign.isEmpty)
    // The examples stand on no kink.
    #expect(sample.graph.forwardTrace().singularities(for: sample.node).isEmpty)
    for slot in sample.operands.indices {
      switch sample.operation.flatness(by: slot) {
      case .otherIsZero(let other): #expect(sample.operands.indices.contains(other) && other != slot)
      case .operandIsZero: #expect(primitive.hasEdge(slot))
      case .off(let words), .level(let words), .notTaken(let words), .closed(let words): #expect(!words.isEmpty)
      }
    }
  }
}
