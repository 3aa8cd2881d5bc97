import Autodiff

/// What stands behind a point without brackets: constants of libraries, lengths, nodes within calls.
extension Lowering {
  /// A constant of a library in the language's own form: `np.pi`, `math.e`.
  private func constant(_ node: ExpressionNode) -> String? {
    guard node.count == 0, !isMeant(Int(node.a)), Cell.origin(of: [names.text(of: Int(node.a)), ""]) != nil else {
      return nil
    }
    switch tree.text(node.nameRange) {
    case "pi": return "π"
    case "e": return "exp(1)"
    case "inf", "Inf", "infty": return "inf"
    case "newaxis": return "none"
    default: return nil
    }
  }

  func lengths(of root: Int32) -> [Int]? {
    let node = tree.nodes[Int(root)]
    return node.kind == .property ? lengths(node) : nil
  }

  /// The lengths that `x.shape` or `x.size()` are.
  func lengths(_ node: ExpressionNode) -> [Int]? {
    guard node.count == 0 || node.count == 2, names[Int(node.a)].isNode else { return nil }
    let name = tree.text(node.nameRange)
    guard name == "shape" && node.count == 0 || name == "size" && node.count == 2 else { return nil }
    return graph.fileShape(of: Int(names[Int(node.a)].node)).dimensions
  }

  /// The number that `x.shape[0]`, `x.size`, `np.pi` are.
  func number(ofProperty node: ExpressionNode) -> Double? {
    guard names[Int(node.a)].isNode else {
      switch constant(node) {
      case "π": return .pi
      case "inf": return .infinity
      default: return nil
      }
    }
    let shape = graph.fileShape(of: Int(names[Int(node.a)].node))
    switch (tree.text(node.nameRange), node.count) {
    case ("shape", 1), ("size", 3), ("len", 1):
      let axis = node.b < 0 ? Int(node.b) + shape.rank : Int(node.b)
      return shape.dimensions.indices.contains(axis) ? Double(shape.dimensions[axis]) : nil
    case ("size", 0), ("numel", 2): return Double(shape.count)
    case ("ndim", 0), ("dim", 2): return Double(shape.rank)
    default: return nil
    }
  }

  func ownText(ofProperty node: ExpressionNode) -> OwnText? {
    if isNodeInCall(node) { return nil }
    if let constant = constant(node) { return OwnText(text: constant) }
    if let number = number(ofProperty: node) { return OwnText(text: String(Int(number))) }
    return lengths(node).map { OwnText(text: "[" + $0.map { String($0) }.joined(separator: ", ") + "]") }
  }

  mutating func record(property node: ExpressionNode) throws(Unreadable) -> Int32 {
    if isNodeInCall(node) { return try nodeInCall(node) }
    if let number = number(ofProperty: node) { return graph.leaf(number) }
    if constant(node) == "exp(1)" { return try record(Lowering.template("exp(1)"), CellArguments(), node) }
    let written = names.text(of: Int(node.a)) + "." + tree.text(node.nameRange)
    if !isMeant(Int(node.a)), Cell.origin(of: [names.text(of: Int(node.a)), ""]) != nil {
      throw fail(.dialect(.none(written, reason: "")), node)
    }
    if let lengths = lengths(node) { throw fail(.dialect(.lengths(written, rank: lengths.count)), node) }
    return try nodeInCall(node)
  }

  /// `h.z`, a node within the call that makes `h`, is meant before anything else.
  private func isNodeInCall(_ node: ExpressionNode) -> Bool {
    node.count == 0 && names.meansNode(NameTable.memberName(tree.text(node.range)))
  }
}
