extension SyntaxTree {
  /// The number that an expression of numbers says; nil if it holds anything else. Goes through the nodes in
  /// postorder with a stack of its own.
  /// - Parameters:
  ///   - whole: whether a quotient is none.
  ///   - named: the number that a name is.
  ///   - property: the number that `x.shape[0]` is.
  func number(
    _ root: Int32, whole: Bool = false, named: (Int) -> Double?,
    property: (ExpressionNode) -> Double? = { _ in nil }
  ) -> Double? {
    let last = nodes[Int(root)]
    if last.kind == .number { return numbers[Int(last.a)] }
    var stack: [Double] = []
    for node in nodes[Int(last.first)...Int(root)] {
      switch node.kind {
      case .number: stack.append(numbers[Int(node.a)])
      case .name:
        guard let number = named(Int(node.a)) else { return nil }
        stack.append(number)
      case .property:
        guard let number = property(node) else { return nil }
        stack.append(number)
      case .negate: stack[stack.count - 1].negate()
      case .plus: break
      case .add, .subtract, .multiply, .entrywise, .product, .cross, .divide:
        let right = stack.removeLast()
        let left = stack.removeLast()
        switch node.kind {
        case .add: stack.append(left + right)
        case .subtract: stack.append(left - right)
        case .multiply, .entrywise, .product, .cross: stack.append(left * right)
        default:
          if whole { return nil }
          stack.append(left / right)
        }
      default: return nil
      }
    }
    return stack.last
  }

  /// A whole number, or nil.
  func wholeNumber(
    _ root: Int32, named: (Int) -> Double?, property: (ExpressionNode) -> Double? = { _ in nil }
  ) -> Int? {
    guard let number = number(root, whole: true, named: named, property: property),
      abs(number) <= 9_007_199_254_740_992
    else {
      return nil
    }
    return Int(exactly: number)
  }
}
