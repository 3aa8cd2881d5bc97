import Autodiff

/// Calls as NumPy, PyTorch and micrograd write them.
extension Lowering {
  /// The cell that a node is, if it is one.
  func cell(_ index: Int) -> Cell? {
    let node = tree.nodes[index]
    switch node.kind {
    case .method: return cell(node, suffix: "")
    case .call:
      let name = Int(node.a)
      // A form's call stands at the cell's place, where the cell's name is written.
      let written = names.text(of: name)
      guard words.function(name) == nil, names.blocks.functions[name] == nil, !names[name].isNode,
        DialectRow.all[written]?.contains(where: { $0.origins.contains("py") }) == true
      else { return nil }
      return Cell(
        origins: ["py"], name: written, written: written, arguments: Array(tree.children(node)), suffix: "")
    case .member:
      let method = tree.nodes[Int(node.a)]
      return method.kind == .method ? cell(method, suffix: "." + tree.text(node.nameRange)) : nil
    case .index:
      let method = tree.nodes[Int(node.a)]
      guard method.kind == .method, node.count == 1, let first = tree.children(node).first,
        tree.nodes[Int(first)].kind == .number, number(first) == 0
      else { return nil }
      let cell = cell(method, suffix: "[0]")
      return arguments(cell) == nil ? nil : cell
    default: return nil
    }
  }

  private func cell(_ node: ExpressionNode, suffix: String) -> Cell {
    let name = tree.text(node.nameRange)
    if let path = libraryPath(node.a), let (origin, rest) = Cell.origin(of: path + [name]) {
      return Cell(
        origins: [origin], name: rest.joined(separator: "."), written: (path + [name]).joined(separator: "."),
        arguments: Array(tree.children(node)), suffix: suffix)
    }
    // Only PyTorch's methods take these.
    let isTorch = tree.children(node).contains { child in
      let argument = tree.nodes[Int(child)]
      guard argument.kind == .argument else { return false }
      let name = tree.text(argument.nameRange)
      return name == "dim" || name == "keepdim"
    }
    return Cell(
      origins: isTorch ? ["torch", "."] : ["."], name: name, written: "." + name,
      arguments: [node.a] + tree.children(node), suffix: suffix)
  }

  /// `np.linalg` before a point, if its first name is no node's.
  func libraryPath(_ root: Int32) -> [String]? {
    var node = tree.nodes[Int(root)]
    var path: [String] = []
    // No library has deeper names.
    while node.kind == .member, path.count < 4 {
      path.insert(tree.text(node.nameRange), at: 0)
      node = tree.nodes[Int(node.a)]
    }
    switch node.kind {
    case .name: path.insert(names.text(of: Int(node.a)), at: 0)
    case .property where node.count == 0:
      path.insert(contentsOf: [names.text(of: Int(node.a)), tree.text(node.nameRange)], at: 0)
    default: return nil
    }
    return isMeant(Int(node.a)) || Cell.origin(of: path + [""]) == nil ? nil : path
  }

  /// Whether a name is a node's, or of a family of them.
  func isMeant(_ name: Int) -> Bool {
    let meaning = names[name]
    return meaning.node != Resolver.Meaning.nothing || meaning.definer >= 0 || names.families[name] != nil
  }

  // MARK: Arguments

  /// The row that fits and what the arguments are to it; of operands that are not recorded yet, whatever shape they
  /// will have.
  func match(_ cell: Cell, shapes: Bool) -> (row: DialectRow, arguments: CellArguments)? {
    for row in cell.rows {
      if let arguments = arguments(cell, row), !shapes || fits(row, arguments) { return (row, arguments) }
    }
    return nil
  }

  func arguments(_ cell: Cell) -> CellArguments? { match(cell, shapes: false)?.arguments }

  private func arguments(_ cell: Cell, _ row: DialectRow) -> CellArguments? {
    var unnamed: [Int32] = []
    var named: [(name: String, value: Int32)] = []
    var arguments = CellArguments()
    for root in cell.arguments {
      let node = tree.nodes[Int(root)]
      guard node.kind == .argument else {
        unnamed.append(root)
        continue
      }
      let name = tree.text(node.nameRange)
      switch name {
      case "dim", "keepdim": named.append((Cell.option(name), node.b))
      case "requires_grad" where row.isLeaf: arguments.isTrained = number(node.b) == 1
      case "dtype" where isPlain(type: node.b, of: row, cell), "device": break
      default: named.append((name, node.b))
      }
    }
    var next = 0
    for parameter in row.parameters {
      var root: Int32?
      if case .rest(let asList) = parameter.kind, next < unnamed.count {
        guard let value = rest(Array(unnamed[next...]), asList: asList) else { return nil }
        arguments.values[parameter.name] = value
        next = unnamed.count
        continue
      }
      if !parameter.isNamed, next < unnamed.count {
        root = unnamed[next]
        next += 1
      } else if let place = named.firstIndex(where: { $0.name == parameter.name }) {
        root = named.remove(at: place).value
      }
      if let given = root, isNone(given), parameter.isOptional { root = nil }
      guard let root else {
        guard parameter.isOptional else { return nil }
        arguments.values[parameter.name] = parameter.standard.map { .standard($0) } ?? .missing
        continue
      }
      guard let value = value(root, parameter) else { return nil }
      switch (value, parameter.kind) {
      case (.root, .operand): arguments.operands.append(root)
      case (.operands(let roots), _): arguments.operands += roots
      default: break
      }
      arguments.values[parameter.name] = value
    }
    return next == unnamed.count && named.isEmpty ? arguments : nil
  }

  private func value(_ root: Int32, _ parameter: DialectRow.Parameter) -> CellArguments.Value? {
    let node = tree.nodes[Int(root)]
    let isFitting: Bool
    switch parameter.kind {
    case .operand:
      isFitting = node.kind != .string && node.kind != .tuple && lengths(of: root) == nil && !isNone(root)
    case .operands:
      guard node.kind == .list || node.kind == .tuple else { return nil }
      return .operands(Array(tree.children(node)))
    case .rest: return rest([root], asList: false)
    case .number: isFitting = number(root) != nil
    case .wholeNumbers: isFitting = wholeNumbers(root) != nil
    case .oneWholeNumber: isFitting = wholeNumbers(root)?.count == 1
    case .text: isFitting = node.kind == .string
    case .type: isFitting = isReal(type: root)
    case .option, .ignored: isFitting = true
    case .literal(let literal):
      isFitting =
        node.kind == .string
        ? Strings.text(tree.bytes, node.range).text == literal
        : word(root) == literal || number(root).map { $0 == Double(literal) } == true
    case .absent: isFitting = false
    }
    return isFitting ? .root(root) : nil
  }

  /// A shape or axes, one by one or as one list.
  private func rest(_ roots: [Int32], asList: Bool) -> CellArguments.Value? {
    for root in roots where wholeNumbers(root) == nil { return nil }
    guard roots.count == 1 else { return .roots(roots) }
    switch tree.nodes[Int(roots[0])].kind {
    case .list, .tuple, .property: return .root(roots[0])
    default: return asList ? .roots(roots) : .root(roots[0])
    }
  }

  /// `float`, `torch.float32`, `np.float64`, `"float64"`.
  private func isReal(type root: Int32) -> Bool {
    let type = tree.text(tree.nodes[Int(root)].range).filter { $0 != "'" && $0 != "\"" }
    return type.hasSuffix("float") || type.hasSuffix("double") || type.dropLast(2).hasSuffix("float")
  }

  /// Whether a kind of numbers changes nothing: one with a point, or a whole one of whole numbers.
  private func isPlain(type root: Int32, of row: DialectRow, _ cell: Cell) -> Bool {
    if isReal(type: root) { return true }
    let type = tree.text(tree.nodes[Int(root)].range)
    guard row.isLeaf, type.hasSuffix("int") || type.hasSuffix("long") || type.dropLast(2).hasSuffix("int") else {
      return false
    }
    return cell.arguments.allSatisfy { root in
      let node = tree.nodes[Int(root)]
      return node.kind == .argument || !tree.bytes[node.range].contains(UInt8(ascii: "."))
    }
  }

  private func fits(_ row: DialectRow, _ arguments: CellArguments) -> Bool {
    row.parameters.allSatisfy { parameter in
      switch (parameter.kind, arguments.values[parameter.name]) {
      case (.operand(let rank?), .root(let root)?): has(root, rank)
      case (.operands(let rank?), .operands(let roots)?): roots.allSatisfy { has($0, rank) }
      default: true
      }
    }
  }

  private func has(_ root: Int32, _ rank: DialectRow.Rank) -> Bool {
    guard let shape = shape(of: root) else { return false }
    switch rank {
    case .rank(let rank): return shape.rank == rank
    case .alone(let axis): return has(root, .single(axis: axis)) && shape.dimensions.count { $0 == 1 } == 1
    case .single(let axis):
      let axis = axis < 0 ? axis + shape.rank : axis
      return shape.dimensions.indices.contains(axis) && shape.dimensions[axis] == 1
    }
  }

  /// The shape of an operand that has been recorded.
  func shape(of root: Int32) -> Shape? {
    let value = values[Int(root)]
    return value >= 0 ? graph.shape(of: value) : nil
  }

  // MARK: Marks

  /// Finds what of a cell is an operand. What follows belongs to the operation.
  mutating func markCell(_ index: Int, _ cell: Cell) {
    let node = tree.nodes[index]
    if !cell.suffix.isEmpty { marks[Int(node.a)].insert(.skipped) }
    let method = cell.suffix.isEmpty ? node : tree.nodes[Int(node.a)]
    if method.kind == .method, cell.written.first != "." { skip(method.a) }
    guard let arguments = arguments(cell) else { return skipNames(of: cell) }
    for root in cell.arguments {
      let argument = tree.nodes[Int(root)]
      let value = argument.kind == .argument ? argument.b : root
      if argument.kind == .argument { marks[Int(root)].insert(.skipped) }
      if arguments.operands.contains(value) { continue }
      let entries = arguments.operands.filter { $0 >= argument.first && $0 < root }
      if entries.isEmpty || argument.kind != .list && argument.kind != .tuple {
        skip(value)
      } else {
        // Each entry is an operand of its own.
        marks[Int(root)] = .skipped
        for entry in entries { marks[Int(entry)].remove(.skipped) }
      }
    }
  }

  private mutating func skipNames(of cell: Cell) {
    for root in cell.arguments {
      let node = tree.nodes[Int(root)]
      if node.kind == .argument || node.kind == .property { skip(root) }
    }
  }

  // MARK: Recording

  /// The node that a cell is.
  mutating func record(_ cell: Cell, _ node: ExpressionNode) throws(Unreadable) -> Int32 {
    for root in arguments(cell)?.operands ?? [] { _ = try operand(root) }
    guard let (row, arguments) = match(cell, shapes: true) else {
      let isKnown = !cell.rows.isEmpty
      throw fail(.dialect(isKnown ? .arguments(cell.written) : .none(cell.written, reason: "")), node)
    }
    switch row.result {
    case .none(let reason): throw fail(.dialect(.none(cell.written, reason: reason)), node)
    case .choices(let forms):
      let texts = forms.map { ownText(Lowering.template($0), arguments, 0).text }
      throw fail(.dialect(.choices(tree.short(node), texts)), node)
    case .form(let form):
      let template = templates[form] ?? Lowering.template(form)
      templates[form] = template
      return try record(template, arguments, node)
    }
  }

  /// The role of a bare definition whose value is a leaf's by the table; nil if it is computed.
  func bareLeaf(_ statement: Statement) -> Definition.Role? {
    guard statement.index < 0, statement.value >= 0 else { return nil }
    let root = tree.nodes[Int(statement.value)]
    var isLeaf = false
    var isTrained = false
    for index in Int(root.first)...Int(statement.value) {
      let node = tree.nodes[index]
      switch node.kind {
      case .name: if isMeant(Int(node.a)) { return nil }
      case .method, .call:
        guard let cell = cell(index), let (row, arguments) = match(cell, shapes: false) else { continue }
        isLeaf = isLeaf || row.isLeaf
        isTrained = isTrained || row.isTrained || arguments.isTrained
      default: break
      }
    }
    return isLeaf ? (isTrained ? .parameter : .input) : nil
  }
}
