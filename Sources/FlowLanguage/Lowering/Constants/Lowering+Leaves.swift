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
    graph.beginAside()
    let errors = findings.errors.count
    let result = try? expression(root)
    let aside = graph.finishAside()
    guard let result, findings.errors.count == errors else { return nil }
    return aside.finish().forwardTrace().value(of: Int(result))
  }

  // MARK: Random numbers

  mutating func random(_ distribution: Function.Distribution, _ call: Call) throws(Unreadable) -> Int32 {
    guard case .leaf(let name) = place else { throw fail(.call(.leafFunction(call.written)), call.node) }
    guard call.arguments.operands.isEmpty else { throw wrongCount(call, "a shape and options") }
    guard let shapeRoot = call.arguments.value("shape") else { throw wrongCount(call, "a shape") }
    let shape = try shape(shapeRoot)
    var numbers = RandomNumbers(seed: try seed(call), name: name)
    var scalars = [Double](repeating: 0, count: shape.count)
    if case .uniform = distribution {
      let (low, high) = (try number(of: "low", call, 0), try number(of: "high", call, 1))
      for index in scalars.indices { scalars[index] = low + (high - low) * numbers.uniform() }
    } else {
      let mean = try number(of: "mean", call, 0)
      let deviation = try deviation(of: distribution, shape, call)
      for index in scalars.indices { scalars[index] = mean + deviation * numbers.normal() }
    }
    return graph.leaf(Tensor(shape: shape, scalars: scalars))
  }

  /// Of `xavier` and `he`: variance 2/(rows + columns) and 2/rows; a vector is one column.
  private mutating func deviation(
    of distribution: Function.Distribution, _ shape: Shape, _ call: Call
  ) throws(Unreadable) -> Double {
    let rows = Double(shape.rank >= 2 ? shape.dimensions[shape.rank - 2] : shape.dimensions[0])
    let columns = Double(shape.rank >= 2 ? shape.dimensions[shape.rank - 1] : 1)
    switch distribution {
    case .xavier: return (2 / (rows + columns)).squareRoot()
    case .he: return (2 / rows).squareRoot()
    case .normal, .uniform: return try number(of: "std", call, 1)
    }
  }

  mutating func seed(_ call: Call) throws(Unreadable) -> Int {
    guard let root = call.arguments.value("seed") else { return 0 }
    if let seed = wholeNumber(root) { return seed }
    throw fail(.call(.optionValue(option: "seed", expects: "a whole number")), root)
  }

  // MARK: Tables

  mutating func table(_ call: Call) throws(Unreadable) -> Int32 {
    guard let file = call.arguments.value("file"), call.arguments.operands.isEmpty,
      tree.nodes[Int(file)].kind == .string, let path = string(tree.nodes[Int(file)].range)
    else { throw fail(.call(.tableArguments), call.node) }
    let wanted = call.arguments.value("columns")
    let columns = try wanted.map { root throws(Unreadable) in try tableColumns(root) }
    let read: [[Double]]
    do throws(TableError) {
      var table = try CSVTable(tables.bytes(path))
      read = try table.columns(columns)
      if table.hasNumbersAsHeader { findings.add(.odd(.tableHeader(path: path)), at: tree.nodes[Int(file)].range) }
    } catch {
      throw fail(.value(.table(path: path, reason: error.reason, isMissing: error.isMissing)), file)
    }
    guard let rows = read.first?.count else { throw fail(.call(.tableArguments), call.node) }
    if read.count == 1 { return graph.leaf(Tensor(shape: Shape([rows]), scalars: read[0])) }
    var scalars: [Double] = []
    scalars.reserveCapacity(rows * read.count)
    for row in 0..<rows {
      for column in read { scalars.append(column[row]) }
    }
    return graph.leaf(Tensor(shape: Shape([rows, read.count]), scalars: scalars))
  }

  private mutating func tableColumns(_ root: Int32) throws(Unreadable) -> [CSVTable.Column] {
    let node = tree.nodes[Int(root)]
    var columns: [CSVTable.Column] = []
    for root in node.kind == .list || node.kind == .tuple ? tree.children(node) : [root] {
      let column = tree.nodes[Int(root)]
      if column.kind == .string, let name = string(column.range) {
        columns.append(.named(name))
      } else if let number = wholeNumber(root), number >= 0 {
        columns.append(.numbered(number))
      } else {
        throw fail(.call(.tableArguments), node)
      }
    }
    return columns
  }
}
