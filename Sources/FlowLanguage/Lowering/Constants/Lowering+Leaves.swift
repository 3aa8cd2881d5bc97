import Autodiff

/// Values that are known without the graph: of leaves, claims and tolerances.
extension Lowering {
  /// The value of an expression without names of nodes; nil, with what is wrong noted.
  mutating func constantValue(_ root: Int32, place: Place) -> Tensor? {
    let node = tree.nodes[Int(root)]
    if node.kind == .number { return Tensor(tree.numbers[Int(node.a)]) }
    let outside = self.place
    self.place = place
    defer { self.place = outside }
    // Recorded beside the file's graph, in one of its own.
    var scratch = GraphRecorder()
    swap(&scratch, &recorder)
    let errors = findings.errors.count
    let result = expression(from: node.first, root: root)
    swap(&scratch, &recorder)
    guard result >= 0, findings.errors.count == errors else { return nil }
    return scratch.finish().forwardTrace().value(of: Int(result))
  }

  // MARK: Random numbers

  mutating func random(_ function: Function, _ arguments: Arguments, _ written: String, _ node: ExpressionNode)
    -> Int32
  {
    guard case .leaf(let name) = place else { return fail(.leafFunction(written), node) }
    var arguments = arguments
    let positions = arguments.positions
    guard positions.count <= function.options.count else {
      return fail(.argumentCount(function: written, expects: "a shape and options", found: positions.count), node)
    }
    for (option, root) in zip(function.options, positions) {
      if arguments.value(option) != nil { return fail(.repeatedOption(option), node) }
      arguments.options.append((option, root, root))
    }
    guard let shapeRoot = arguments.value("shape") else {
      return fail(.argumentCount(function: written, expects: "a shape", found: 0), node)
    }
    guard let shape = shape(shapeRoot), let seed = seed(arguments) else { return -1 }
    var numbers = RandomNumbers(seed: seed, name: name)
    var scalars = [Double](repeating: 0, count: shape.count)
    if function == .uniform {
      guard let low = numberOption("low", arguments, 0), let high = numberOption("high", arguments, 1) else {
        return -1
      }
      for index in scalars.indices { scalars[index] = low + (high - low) * numbers.uniform() }
    } else {
      guard let mean = numberOption("mean", arguments, 0), let given = numberOption("std", arguments, 1) else {
        return -1
      }
      let deviation = standardDeviation(function, shape) ?? given
      for index in scalars.indices { scalars[index] = mean + deviation * numbers.normal() }
    }
    return leaf(Tensor(shape: shape, scalars: scalars))
  }

  /// Of `xavier` and `he`: variance 2/(rows + columns) and 2/rows; a vector is one column.
  private func standardDeviation(_ function: Function, _ shape: Shape) -> Double? {
    let rows = Double(shape.rank >= 2 ? shape.dimensions[shape.rank - 2] : shape.dimensions[0])
    let columns = Double(shape.rank >= 2 ? shape.dimensions[shape.rank - 1] : 1)
    switch function {
    case .xavier: return (2 / (rows + columns)).squareRoot()
    case .he: return (2 / rows).squareRoot()
    default: return nil
    }
  }

  mutating func seed(_ arguments: Arguments) -> Int? {
    guard let root = arguments.value("seed") else { return 0 }
    if let seed = wholeNumber(root) { return seed }
    findings.add(.optionValue(option: "seed", expects: "a whole number"), at: tree.nodes[Int(root)].range)
    return nil
  }

  // MARK: Tables

  mutating func table(_ arguments: Arguments, _ node: ExpressionNode) -> Int32 {
    guard let file = arguments.positions.first ?? arguments.value("file"), arguments.positions.count <= 1,
      tree.nodes[Int(file)].kind == .string, let path = string(tree.nodes[Int(file)].range)
    else { return fail(.tableArguments, node) }
    let fileNode = tree.nodes[Int(file)]
    var columns: [CSVTable.Column]?
    if let root = arguments.value("columns") {
      guard let given = tableColumns(root) else { return fail(.tableArguments, tree.nodes[Int(root)]) }
      columns = given
    }
    let read: [[Double]]
    do throws(TableError) {
      var table = try CSVTable(tables.bytes(path))
      read = try table.columns(columns)
      if table.hasNumbersAsHeader { findings.add(.tableHeader(path: path), at: fileNode.range) }
    } catch {
      return fail(.table(path: path, reason: error.reason, isMissing: error.isMissing), fileNode)
    }
    guard let rows = read.first?.count else { return fail(.tableArguments, node) }
    if read.count == 1 { return leaf(Tensor(shape: Shape([rows]), scalars: read[0])) }
    var scalars: [Double] = []
    scalars.reserveCapacity(rows * read.count)
    for row in 0..<rows {
      for column in read { scalars.append(column[row]) }
    }
    return leaf(Tensor(shape: Shape([rows, read.count]), scalars: scalars))
  }

  private mutating func tableColumns(_ root: Int32) -> [CSVTable.Column]? {
    let node = tree.nodes[Int(root)]
    let roots = node.kind == .list || node.kind == .tuple ? Array(children(node)) : [root]
    var columns: [CSVTable.Column] = []
    for root in roots {
      let column = tree.nodes[Int(root)]
      if column.kind == .string, let name = string(column.range) {
        columns.append(.named(name))
      } else if let number = wholeNumber(root), number >= 0 {
        columns.append(.numbered(number))
      } else {
        return nil
      }
    }
    return columns
  }
}
