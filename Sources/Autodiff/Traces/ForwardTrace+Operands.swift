extension ForwardTrace {
  /// The numbers that one entry of a node is computed from, if it is computed entry by entry; else nil.
  package func operands(of node: Int, entry: Int) -> [Double]? {
    let slots = plan.slots(of: node)
    precondition(entry >= 0 && entry < slots.count, "no such entry")
    let slot = slots.lowerBound + entry
    guard case .entries(_, let operands) = graph.primitive(of: node).form else { return nil }
    return (operands == .two ? [plan.a, plan.b] : [plan.a]).map { values[Int($0[slot])] }
  }
}
