extension Linearization {
  /// ∂output/∂source of a region: the sum over the paths inside of the products along them, where the other
  /// sources are held. A linear map that is never expanded unless its `jacobian()` is asked for; zero if the
  /// region does not use the source.
  /// Complexity: O(edges of the region); for all sources at once, `totalDerivatives(of:)`.
  package func totalDerivative(of region: Region, by source: Int) -> LinearMap {
    guard let place = region.sources.firstIndex(of: source) else {
      return LinearMap(source: graph.shape(of: source), target: graph.shape(of: region.output), form: .sparse(.none))
    }
    if let numbers = scalarSweep(of: region, seed: 1) { return LinearMap(scale: numbers[place]) }
    return map(of: region, RegionEdges(of: region, in: graph), by: place)
  }

  /// The total derivatives by each of the region's sources, in their order.
  /// Complexity: O(edges of the region) where all its nodes are scalars, else that for each source.
  package func totalDerivatives(of region: Region) -> [LinearMap] {
    if let numbers = scalarSweep(of: region, seed: 1) { return numbers.map { LinearMap(scale: $0) } }
    let edges = RegionEdges(of: region, in: graph)
    return region.sources.indices.map { map(of: region, edges, by: $0) }
  }

  /// Reverse mode inside a region of scalars: the adjoint of each source; nil if there is a tensor.
  /// Complexity: O(edges of the region).
  package func scalarSweep(of region: Region, seed: Double) -> [Double]? {
    guard graph.isAllScalar || (region.nodes + region.sources).allSatisfy({ graph.shape(of: $0).isScalar }) else {
      return nil
    }
    func part(_ node: Int, _ slot: Int, _ upstream: Double) -> Double {
      let local = scalarDerivative(of: node, slot: slot)
      return local == 0 && isLevel(node) ? 0 : upstream * local
    }
    // Most regions are one operation, and literals.
    if region.nodes.dropLast().allSatisfy({ graph.operandCount(of: $0) == 0 }) {
      var parts = [Double](repeating: 0, count: region.sources.count)
      let node = region.output
      for slot in 0..<graph.operandCount(of: node) where graph.primitive(of: node).hasEdge(slot) {
        guard let source = region.sources.firstIndex(of: graph.operand(of: node, slot: slot)) else { continue }
        parts[source] += part(node, slot, seed)
      }
      return parts
    }
    return RegionEdges(of: region, in: graph)
      .backward(seed, along: { part($0.node, $0.slot, $1) }, sum: +).map { $0 ?? 0 }
  }

  private func map(of region: Region, _ edges: RegionEdges, by place: Int) -> LinearMap {
    let edges = edges.from(place)
    let (source, target) = (graph.shape(of: region.sources[place]), graph.shape(of: region.output))
    if edges.edges.count == 1 { return localDerivative(along: edges.edges[0]) }
    return LinearMap(
      source: source, target: target,
      apply: {
        edges.forward($0, from: place, along: { localDerivative(along: $0).applied(to: $1) }, sum: { $0.adding($1) })
          ?? .zeros(target)
      },
      transpose: {
        let arrived = edges.backward(
          $0, along: { localDerivative(along: $0).transposeApplied(to: $1) }, sum: { $0.adding($1) })
        return arrived[place] ?? .zeros(source)
      })
  }

  fileprivate func localDerivative(along edge: RegionEdges.Edge) -> LinearMap {
    localDerivative(of: edge.node, slot: edge.slot)
  }
}

extension BackwardTrace {
  /// What the region adds to the adjoint of each of its sources, in their order; one reverse sweep inside.
  /// Complexity: O(edges of the region).
  package func contributions(of region: Region) -> [Tensor] {
    let shapes = region.sources.map { graph.shape(of: $0) }
    guard reaches(region.output) else { return shapes.map { .zeros($0) } }
    if graph.shape(of: region.output).isScalar,
      let numbers = linearization.scalarSweep(of: region, seed: scalarAdjoint(of: region.output))
    {
      return numbers.map { Tensor($0) }
    }
    let parts = RegionEdges(of: region, in: graph).backward(
      adjoint(of: region.output),
      along: { linearization.localDerivative(along: $0).transposeApplied(to: $1) }, sum: { $0.adding($1) })
    return zip(parts, shapes).map { $0 ?? .zeros($1) }
  }
}

extension Graph {
  /// For each source of a region, whether a path of edges leads inside from the region's output to it.
  /// Complexity: O(edges of the region).
  package func sourcesWithGradient(of region: Region) -> [Bool] {
    RegionEdges(of: region, in: self).backward((), along: { _, _ in }, sum: { _, _ in }).map { $0 != nil }
  }
}
