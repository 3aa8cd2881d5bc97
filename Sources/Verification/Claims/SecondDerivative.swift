import Autodiff
import FlowLanguage

extension ForwardTrace {
  /// ∂²target/∂first∂second at these values: a block of the Hessian of one number. A computed node is moved by itself, and what
  /// it is computed from too.
  /// Complexity: that of the Hessian of what the target depends on.
  func secondDerivative(
    of target: Claim.Place, by first: Claim.Place, and second: Claim.Place
  ) throws(Hessian.Failure) -> Tensor {
    let copy = ShiftedCopy(of: self, upTo: target.node, moving: [first.node, second.node])
    let places = first == second ? [first] : [first, second]
    var numbers: [(leaf: Int, entry: Int)] = []
    for place in places { for entry in place.entries { numbers.append((copy.leaf(of: place.node), entry)) } }
    let model = copy.model(of: target)
    guard let output = model.output else { throw .noOutput }
    // The Hessian leaves out what the output does not depend on.
    let reached = model.graph.ancestors(of: output)
    let kept = numbers.indices.filter { reached[numbers[$0].leaf] }
    var rows = [Int?](repeating: nil, count: numbers.count)
    for (row, number) in kept.enumerated() { rows[number] = row }
    let hessian = kept.isEmpty ? nil : try model.hessian(by: kept.map { numbers[$0] })
    let offset = first == second ? 0 : first.shape.count
    var scalars: [Double] = []
    for row in 0..<first.shape.count {
      for column in offset..<offset + second.shape.count {
        guard let hessian, let row = rows[row], let column = rows[column] else {
          scalars.append(0)
          continue
        }
        scalars.append(hessian[row, column])
      }
    }
    return Tensor(shape: Shape(first.shape.dimensions + second.shape.dimensions), scalars: scalars)
  }
}

/// A graph at other leaf values, in which some computed nodes have a leaf added to them by which they are moved.
private struct ShiftedCopy: ~Copyable {
  private var recorder = GraphRecorder()
  private var places: [Int: Int] = [:]
  private var leaves: [Int: Int] = [:]

  init(of trace: ForwardTrace, upTo target: Int, moving moved: Set<Int>) {
    let needed = trace.graph.ancestors(of: target)
    for node in 0..<trace.graph.nodeCount where needed[node] || moved.contains(node) {
      if trace.graph.primitive(of: node) == .leaf {
        let leaf = recorder.leaf(trace.value(of: node))
        places[node] = leaf
        leaves[node] = leaf
        continue
      }
      // What the target does not depend on need not be computed.
      let leaf = moved.contains(node) ? recorder.leaf(Tensor.zeros(trace.graph.shape(of: node))) : nil
      leaves[node] = leaf
      guard needed[node] else { continue }
      let operands = trace.graph.operands(of: node).compactMap { places[$0] }
      let copy = recorder.repeated(trace.graph.operation(of: node), operands)
      places[node] = leaf.map { recorder.repeated(Operation(.pair(.add)), [copy, $0]) } ?? copy
    }
  }

  func leaf(of node: Int) -> Int { leaves[node] ?? 0 }

  consuming func model(of target: Claim.Place) -> Model {
    var output = places[target.node] ?? 0
    let shape = recorder.shape(of: output)
    if target.shape != shape {
      let entry = Attributes.subscripts(shape.places(of: target.first).map { .entry($0) })
      output = recorder.repeated(Operation(.move(.index), entry), [output])
    }
    let definitions = Set(leaves.values).sorted().map { leaf in
      Definition(node: leaf, firstNode: leaf, name: "#\(leaf)", role: .parameter)
    }
    return Model(graph: recorder.finish(), definitions: definitions, output: output)
  }
}

extension GraphRecorder {
  /// Records what was recorded elsewhere before, so that its shapes fit.
  mutating func repeated(_ operation: Operation, _ operands: [Int]) -> Int {
    do throws(ShapeError) {
      return try record(operation, operands)
    } catch {
      preconditionFailure("the shapes fit, as they did before")
    }
  }
}
