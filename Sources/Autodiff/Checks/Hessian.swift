/// The second derivatives of a model's output by some of its leaves' numbers, at a point.
package struct Hessian: Sendable {
  /// `w[0]`, `w[1]`, `b`: what is differentiated by, in order.
  package let names: [String]
  /// The output's value.
  package let value: Double
  /// The first derivatives.
  package let gradient: [Double]
  /// Row by row; symmetric.
  package let entries: [Double]

  package init(names: [String], value: Double, gradient: [Double], entries: [Double]) {
    precondition(gradient.count == names.count && entries.count == names.count * names.count, "a square matrix")
    self.names = names
    self.value = value
    self.gradient = gradient
    self.entries = entries
  }

  /// How many numbers there are.
  package var order: Int { names.count }

  package subscript(_ row: Int, _ column: Int) -> Double { entries[row * order + column] }

  /// The most numbers by which a model is differentiated twice.
  package static let limit = 64

  /// Why there are no second derivatives.
  package enum Failure: Error, Hashable, Sendable {
    /// There is no output that holds one number.
    case noOutput
    /// The output depends on none of the numbers.
    case noNumbers
    case tooManyNumbers(Int)
    /// The model cannot be expanded into its numbers.
    case tooLarge(limit: Int)
  }
}

extension Model {
  /// The Hessian of the output, by forward mode over reverse mode on the model expanded into its entries.
  /// - Parameter numbers: entries of leaves; those that the output does not depend on are left out.
  /// Complexity: two sweeps over the expanded model for each number.
  package func hessian(by numbers: [(leaf: Int, entry: Int)]) throws(Hessian.Failure) -> Hessian {
    guard let output, graph.shape(of: output).count == 1 else { throw .noOutput }
    let reached = graph.ancestors(of: output)
    let numbers = numbers.filter { reached[$0.leaf] }
    guard !numbers.isEmpty else { throw .noNumbers }
    guard numbers.count <= Hessian.limit else { throw .tooManyNumbers(numbers.count) }
    let expanded: ScalarModel
    do {
      expanded = try self.expanded()
    } catch {
      throw .tooLarge(limit: error.limit)
    }
    let nodes = numbers.compactMap { expanded.node(of: $0.leaf, entry: $0.entry) }
    guard let top = expanded.model.output else { throw .noOutput }
    let backward = expanded.model.graph.forwardTrace().linearization().backwardTrace(from: top)
    let sweep = SecondOrderSweep(over: backward)
    let order = nodes.count
    var entries = [Double](repeating: 0, count: order * order)
    for (row, node) in nodes.enumerated() {
      let changes = sweep.adjointTangents(along: node, of: nodes)
      for column in 0..<order { entries[row * order + column] = changes[column] }
    }
    // Equal but for round-off.
    for row in 0..<order {
      for column in 0..<row {
        let mean = 0.5 * (entries[row * order + column] + entries[column * order + row])
        entries[row * order + column] = mean
        entries[column * order + row] = mean
      }
    }
    return Hessian(
      names: nodes.map { expanded.model.id(of: $0) }, value: backward.trace.scalar(of: top),
      gradient: nodes.map { backward.scalarAdjoint(of: $0) }, entries: entries)
  }
}
