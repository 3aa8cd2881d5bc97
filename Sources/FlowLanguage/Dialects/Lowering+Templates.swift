import Autodiff

/// The language's own form of a cell, put in its place.
extension Lowering {
  /// A form of the table as a tree of its own.
  static func template(_ form: String) -> SyntaxTree { Parser.parse("r = " + form).tree }

  /// Records a form. Its nodes stand behind the file's own while it is recorded, and at the cell's place.
  mutating func record(
    _ template: SyntaxTree, _ arguments: CellArguments, _ cell: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    guard let statement = template.statements.first, statement.value >= 0 else { throw Unreadable() }
    let (nodes, children) = (tree.nodes.count, tree.children.count)
    let (numbers, bytes) = (tree.numbers.count, tree.bytes.count)
    defer {
      tree.nodes.removeLast(tree.nodes.count - nodes)
      tree.children.removeLast(tree.children.count - children)
      tree.numbers.removeLast(tree.numbers.count - numbers)
      tree.bytes.removeLast(tree.bytes.count - bytes)
      values.removeLast(values.count - nodes)
      marks.removeLast(marks.count - nodes)
    }
    var roots = [Int32](repeating: -1, count: template.nodes.count)
    // By node of the form: how many stand in the tree before it.
    var starts: [Int32] = []
    for index in template.nodes.indices {
      starts.append(Int32(tree.nodes.count))
      let first = starts[Int(template.nodes[index].first)]
      roots[index] = insert(index, of: template, roots, arguments, cell, first: first)
    }
    let root = roots[Int(statement.value)]
    return try root < nodes ? operand(root) : expression(root)
  }

  /// - Parameter first: the first node of its subtree.
  /// - Returns: what stands for a node of the form: a new node, an argument, −1 for one that is missing.
  private mutating func insert(
    _ index: Int, of template: SyntaxTree, _ roots: [Int32], _ arguments: CellArguments, _ cell: ExpressionNode,
    first: Int32
  ) -> Int32 {
    var node = template.nodes[index]
    var below: [Int32] = []
    switch node.kind {
    case .number: return insert(template.numbers[Int(node.a)], cell)
    case .name:
      let name = template.names.text(of: Int(node.a))
      switch arguments.values[name] {
      case .root(let root)?: return root
      case .roots(let roots)?:
        node.kind = .list
        for number in roots.flatMap({ wholeNumbers($0) ?? [] }) { below.append(insert(Double(number), cell)) }
      case .standard(let text)?: return insert(Double(text) ?? 0, cell)
      case .missing?, .operands?: return -1
      case nil: node.a = Int32(names.name(name))
      }
    case .property: return insert(Double(length(node, of: template, arguments)), cell)
    case .derivative: return -1
    case .ellipsis: break
    case .string:
      let start = Int32(tree.bytes.count)
      tree.bytes.append(contentsOf: template.bytes[node.range])
      (node.start, node.end) = (start, Int32(tree.bytes.count))
    case .call:
      let name = template.names.text(of: Int(node.a))
      node.a = Int32(names.name(name))
      if name == "swapped" {
        node.kind = .list
        for axis in swappedAxes(node, of: template, arguments) { below.append(insert(Double(axis), cell)) }
      } else {
        below = operands(of: node, in: template, roots, arguments)
      }
    case .list, .tuple, .index, .slice, .method:
      if node.kind == .index { node.a = roots[Int(node.a)] }
      below = template.children(node).map { $0 < 0 ? -1 : roots[Int($0)] }
    case .argument:
      node.b = roots[Int(node.b)]
      if node.b < 0 { return -1 }
      node.a = Int32(names.name(template.names.text(of: Int(node.a))))
    case .negate, .plus, .transpose, .member, .root, .absolute, .norm: node.a = roots[Int(node.a)]
    case .add, .subtract, .multiply, .entrywise, .product, .cross, .divide, .matrixProduct, .notEqual, .less,
      .lessEqual, .greater, .greaterEqual, .equal,
      .power:
      node.a = roots[Int(node.a)]
      node.b = roots[Int(node.b)]
    }
    if node.kind == .list || node.kind == .call || node.kind == .index || node.kind == .slice {
      node.b = Int32(tree.children.count)
      node.count = Int32(below.count)
      tree.children.append(contentsOf: below)
    }
    node.first = first
    return insert(node, cell)
  }

  private mutating func insert(_ number: Double, _ cell: ExpressionNode) -> Int32 {
    tree.numbers.append(number)
    var node = ExpressionNode(kind: .number, start: 0, end: 0, first: Int32(tree.nodes.count))
    node.a = Int32(tree.numbers.count - 1)
    return insert(node, cell)
  }

  private mutating func insert(_ node: ExpressionNode, _ cell: ExpressionNode) -> Int32 {
    var node = node
    if node.kind != .string { (node.start, node.end) = (cell.start, cell.end) }
    (node.nameStart, node.nameEnd) = (cell.nameStart, cell.nameEnd)
    tree.nodes.append(node)
    values.append(-1)
    marks.append([])
    return Int32(tree.nodes.count - 1)
  }

  /// The arguments of a call in a form: those that are missing left out, those that are a list one by one.
  private func operands(
    of call: ExpressionNode, in template: SyntaxTree, _ roots: [Int32], _ arguments: CellArguments
  ) -> [Int32] {
    var operands: [Int32] = []
    for child in template.children(call) {
      let node = template.nodes[Int(child)]
      if node.kind == .name, case .operands(let all)? = arguments.values[template.names.text(of: Int(node.a))] {
        operands += all
      } else if roots[Int(child)] >= 0 {
        operands.append(roots[Int(child)])
      }
    }
    return operands
  }

  // MARK: Numbers that depend on shapes

  /// `a.shape[0]` in a form.
  func length(_ node: ExpressionNode, of template: SyntaxTree, _ arguments: CellArguments) -> Int {
    guard case .root(let root)? = arguments.values[template.names.text(of: Int(node.a))],
      let shape = shape(of: root), shape.dimensions.indices.contains(Int(node.b))
    else { return 1 }
    return shape.dimensions[Int(node.b)]
  }

  /// `swapped(a, i, j)` in a form: the axes of `a` with two of them in each other's place.
  func swappedAxes(_ call: ExpressionNode, of template: SyntaxTree, _ arguments: CellArguments) -> [Int] {
    var roots: [Int32] = []
    for child in template.children(call) {
      let name = template.names.text(of: Int(template.nodes[Int(child)].a))
      if case .root(let root)? = arguments.values[name] { roots.append(root) }
    }
    guard roots.count == 3, let rank = shape(of: roots[0])?.rank, let i = wholeNumber(roots[1]),
      let j = wholeNumber(roots[2])
    else { return [] }
    var axes = Array(0..<rank)
    let (first, second) = (i < 0 ? i + rank : i, j < 0 ? j + rank : j)
    // An axis that there is not is the error of `transpose`.
    guard axes.indices.contains(first), axes.indices.contains(second) else { return [i, j] }
    axes.swapAt(first, second)
    return axes
  }
}
