/// The total derivative of a region by one of its sources, as a linear map: the edges that lie on paths from the
/// source to the region's output.
struct RegionDerivative: Sendable {
  private struct Edge {
    let node: Int
    let slot: Int
    /// Place 0 is the source, then come the nodes between in topological order.
    let from: Int
    let to: Int
  }
  private let linearization: Linearization
  let source: Shape
  let target: Shape
  /// In ascending order of `to`.
  private let edges: [Edge]
  /// How many places there are; the last one is the output's.
  private let placeCount: Int

  init(of region: Region, by source: Int, in linearization: Linearization) {
    let graph = linearization.graph
    let places = RegionPlaces(region)
    // The place of each of the region's nodes among those that depend on the source.
    var placeOf = [Int](repeating: -1, count: region.nodes.count)
    var edges: [Edge] = []
    var count = 1
    for (index, node) in region.nodes.enumerated() {
      for slot in 0..<graph.operandCount(of: node) where graph.primitive(of: node).hasEdge(slot) {
        let operand = graph.operand(of: node, slot: slot)
        let from = operand == source ? 0 : places.inner(operand).map { placeOf[$0] } ?? -1
        guard from >= 0 else { continue }
        if placeOf[index] < 0 {
          placeOf[index] = count
          count += 1
        }
        edges.append(Edge(node: node, slot: slot, from: from, to: placeOf[index]))
      }
    }
    self.linearization = linearization
    self.source = graph.shape(of: source)
    self.target = graph.shape(of: region.output)
    // The output is the last; without it nothing leads anywhere.
    self.edges = placeOf.last.map { $0 > 0 } ?? false ? edges : []
    self.placeCount = count
  }

  /// The map of the only edge there is, if there is one.
  var singleEdge: LinearMap? {
    guard edges.count == 1 else { return nil }
    return linearization.localDerivative(of: edges[0].node, slot: edges[0].slot)
  }

  /// The number, if all is scalar.
  var number: Double? {
    guard source.isScalar, target.isScalar else { return nil }
    var products = [Double](repeating: 0, count: placeCount)
    products[0] = 1
    for edge in edges {
      guard linearization.graph.shape(of: edge.node).isScalar else { return nil }
      products[edge.to] += products[edge.from] * linearization.scalarDerivative(of: edge.node, slot: edge.slot)
    }
    return edges.isEmpty ? 0 : products[placeCount - 1]
  }

  /// Jacobian · tangent.
  func applied(to tangent: Tensor) -> Tensor {
    var tangents = [Tensor?](repeating: nil, count: placeCount)
    tangents[0] = tangent
    for edge in edges {
      guard let upstream = tangents[edge.from] else { continue }
      let part = linearization.localDerivative(of: edge.node, slot: edge.slot).applied(to: upstream)
      tangents[edge.to] = tangents[edge.to]?.adding(part) ?? part
    }
    return edges.isEmpty ? Tensor.zeros(target) : tangents[placeCount - 1] ?? Tensor.zeros(target)
  }

  /// cotangent · Jacobian.
  func transposeApplied(to cotangent: Tensor) -> Tensor {
    var cotangents = [Tensor?](repeating: nil, count: placeCount)
    cotangents[placeCount - 1] = cotangent
    for edge in edges.reversed() {
      guard let upstream = cotangents[edge.to] else { continue }
      let part = linearization.localDerivative(of: edge.node, slot: edge.slot).transposeApplied(to: upstream)
      cotangents[edge.from] = cotangents[edge.from]?.adding(part) ?? part
    }
    return edges.isEmpty ? Tensor.zeros(source) : cotangents[0] ?? Tensor.zeros(source)
  }
}

extension LinearMap {
  init(_ derivative: RegionDerivative) {
    self.init(
      source: derivative.source, target: derivative.target, apply: derivative.applied,
      transpose: derivative.transposeApplied)
  }
}
