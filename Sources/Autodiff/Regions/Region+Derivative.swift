extension Linearization {
  /// ∂output/∂source of a region: the sum over the paths inside of the products along them, where the other
  /// sources are held. A linear map that is never expanded unless its `jacobian()` is asked for; zero if the
  /// region does not use the source.
  /// Complexity: O(edges of the region); for all sources at once, `totalDerivatives(of:)`.
  package func totalDerivative(of region: Region, by source: Int) -> LinearMap {
    let derivative = RegionDerivative(of: region, by: source, in: self)
    return derivative.number.map { LinearMap(scale: $0) } ?? derivative.singleEdge ?? LinearMap(derivative)
  }

  /// The total derivatives by each of the region's sources, in their order.
  /// Complexity: O(edges of the region) where all its nodes are scalars, else that for each source.
  package func totalDerivatives(of region: Region) -> [LinearMap] {
    guard let numbers = scalarSweep(of: region, seed: 1) else {
      return region.sources.map { totalDerivative(of: region, by: $0) }
    }
    return numbers.map { LinearMap(scale: $0) }
  }

  /// Reverse mode inside a region of scalars: the adjoint of each source; nil if there is a tensor.
  func scalarSweep(of region: Region, seed: Double) -> [Double]? {
    let places = RegionPlaces(region)
    let sources = SourcePlaces(region)
    guard region.nodes.allSatisfy({ graph.shape(of: $0).isScalar }),
      region.sources.allSatisfy({ graph.shape(of: $0).isScalar })
    else { return nil }
    // Nothing is handed on from where nothing arrives, since 0 times an infinite partial is not 0.
    var inner = [Double?](repeating: nil, count: region.nodes.count)
    var outer = [Double](repeating: 0, count: region.sources.count)
    inner[inner.count - 1] = seed
    for place in region.nodes.indices.reversed() {
      guard let upstream = inner[place] else { continue }
      let node = region.nodes[place]
      for slot in 0..<graph.operandCount(of: node) where graph.primitive(of: node).hasEdge(slot) {
        let part = upstream * scalarDerivative(of: node, slot: slot)
        let operand = graph.operand(of: node, slot: slot)
        if let below = places.inner(operand) {
          inner[below] = inner[below].map { $0 + part } ?? part
        } else if let source = sources[operand] {
          outer[source] += part
        }
      }
    }
    return outer
  }
}

extension BackwardTrace {
  /// What the region adds to the adjoint of each of its sources, in their order; one reverse sweep inside.
  /// Complexity: O(edges of the region).
  package func contributions(of region: Region) -> [Tensor] {
    guard reaches(region.output) else { return region.sources.map { Tensor.zeros(graph.shape(of: $0)) } }
    if graph.shape(of: region.output).isScalar,
      let numbers = linearization.scalarSweep(of: region, seed: scalarAdjoint(of: region.output))
    {
      return numbers.map { Tensor($0) }
    }
    let places = RegionPlaces(region)
    let sources = SourcePlaces(region)
    var inner = [Tensor?](repeating: nil, count: region.nodes.count)
    var outer = [Tensor?](repeating: nil, count: region.sources.count)
    inner[inner.count - 1] = adjoint(of: region.output)
    for place in region.nodes.indices.reversed() {
      guard let upstream = inner[place] else { continue }
      inner[place] = nil
      let node = region.nodes[place]
      for slot in 0..<graph.operandCount(of: node) where graph.primitive(of: node).hasEdge(slot) {
        let operand = graph.operand(of: node, slot: slot)
        if graph.operandCount(of: operand) == 0, places.inner(operand) != nil { continue }
        let part = linearization.localDerivative(of: node, slot: slot).transposeApplied(to: upstream)
        if let below = places.inner(operand) {
          inner[below] = inner[below]?.adding(part) ?? part
        } else if let source = sources[operand] {
          outer[source] = outer[source]?.adding(part) ?? part
        }
      }
    }
    return outer.enumerated().map { index, sum in
      sum ?? Tensor.zeros(graph.shape(of: region.sources[index]))
    }
  }
}
