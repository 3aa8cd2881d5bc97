extension ForwardTrace {
  /// The numbers that one entry of a node is computed from, if it is computed entry by entry; else nil.
  package func operands(of node: Int, entry: Int) -> [Double]? {
    let slots = plan.slots(of: node)
    precondition(entry >= 0 && entry < slots.count, "no such entry")
    let slot = slots.lowerBound + entry
    switch graph.primitive(of: node).family {
    case .unary, .parametrized: return [values[Int(plan.a[slot])]]
    case .binary: return [values[Int(plan.a[slot])], values[Int(plan.b[slot])]]
    default: return nil
    }
  }
}
