import Autodiff

/// Calls of the language's functions.
extension Lowering {
  mutating func call(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let name = Int(node.a)
    let written = tree.text(node.nameRange)
    guard let function = words.function(name) else {
      if let own = names.blocks.functions[name] { return try inlined(own, node) }
      throw notAFunction(name, written, node)
    }
    let arguments = try arguments(tree.children(node), of: written, function.signature)
    let call = Call(function: function, written: written, node: node, arguments: arguments)
    if case .definition = place, function.isForLeaves { throw fail(.call(.leafFunction(written)), node) }
    if function.goesOverEntries { try refuseDotInReduction(call) }
    switch function.form {
    case .map(let map): return try self.map(map, node, only(call))
    case .detach: return try record(.detach, .none, [only(call)], node)
    case .parametric(let parametric, let option, let standard):
      let operand = try only(call)
      return try record(.parametric(parametric), .number(number(of: option, call, standard)), [operand], node)
    case .gelu: return try gelu(call)
    case .pairOrReduction(let pair, let reduction):
      guard arguments.operands.count == 2 else { return try reduced(reduction, call) }
      guard arguments.options.isEmpty else {
        throw fail(.call(.argumentCount(function: written, expects: "two operands or an axis", found: 3)), node)
      }
      let operands = try operands(2, call)
      return try self.pair(pair, node, operands[0], operands[1])
    case .reduction(let reduction):
      try refuseAxisByPosition(call)
      return try reduced(reduction, call)
    case .power:
      guard arguments.operands.count == 2 else { throw wrongCount(call, "two operands") }
      return try power(operand(arguments.operands[0]), arguments.operands[1], node)
    case .product(let product): return try record(.product(product), .none, operands(2, call), node)
    case .choose: return try record(.choose, .none, operands(3, call), node)
    case .triangle(let move): return try record(.move(move), .none, [only(call)], node)
    case .join(let join): return try joined(join, call)
    case .reshape: return try reshaped(call)
    case .transpose: return try transposed(call)
    case .cumsum: return try accumulated(call)
    case .filled(let number): return try filled(number, call)
    case .random(let distribution): return try random(distribution, call)
    case .csv: return try table(call)
    case .softmax(let lines): return try softmax(lines, call)
    case .norm(let lines): return try norm(lines, call)
    case .crossEntropy: return try crossEntropy(call)
    case .meanSquaredError: return try meanSquaredError(call)
    case .embedding: return try embedding(call)
    case .oneHot: return try oneHot(call)
    case .dropout: return try dropout(call)
    }
  }

  private mutating func notAFunction(_ name: Int, _ written: String, _ node: ExpressionNode) -> Unreadable {
    let meaning = names[name]
    if meaning.isNode {
      names.use(name)
      return fail(.call(.notAFunction(written)), node)
    }
    if meaning.node == Resolver.Meaning.poisoned { return Unreadable() }
    let operand = tree.text(node.nameRange.upperBound..<node.range.upperBound)
    if let readings = Suggestion.mathematics(names.canonical(name), String(operand.dropFirst().dropLast())) {
      return fail(.call(.missingFunction(written, readings)), node)
    }
    let known = Function.all.flatMap { $0.names }
    let suggestion =
      DialectRow.bareLeaf(written) ?? Suggestion.function(written) ?? Suggestion.nearest(written, among: known)
    return fail(.call(.unknownFunction(written, suggestion: suggestion)), at: node.nameRange)
  }

  // MARK: Operands and options

  /// The node that an operand is.
  func operand(_ root: Int32) throws(Unreadable) -> Int32 {
    let value = values[Int(root)]
    guard value >= 0 else { throw Unreadable() }
    return value
  }

  mutating func wrongCount(_ call: Call, _ expects: String) -> Unreadable {
    let found = call.arguments.unnamedCount
    return fail(.call(.argumentCount(function: call.written, expects: expects, found: found)), call.node)
  }

  /// The operands, which must be so many.
  mutating func operands(_ count: Int, _ call: Call) throws(Unreadable) -> [Int32] {
    guard call.arguments.operands.count == count else {
      throw wrongCount(call, count == 1 ? "one operand" : count == 2 ? "two operands" : "three operands")
    }
    return try operands(call)
  }

  func operands(_ call: Call) throws(Unreadable) -> [Int32] {
    var operands: [Int32] = []
    for root in call.arguments.operands { operands.append(try operand(root)) }
    return operands
  }

  /// The only operand.
  mutating func only(_ call: Call) throws(Unreadable) -> Int32 { try operands(1, call)[0] }

  mutating func number(of option: String, _ call: Call, _ standard: Double) throws(Unreadable) -> Double {
    guard let root = call.arguments.value(option) else { return standard }
    if let number = number(root) { return number }
    throw fail(.call(.optionValue(option: option, expects: "a number")), root)
  }

  /// The word that stands for an option: `none`, `True`.
  func word(_ root: Int32) -> String? {
    let node = tree.nodes[Int(root)]
    return node.kind == .name ? names.text(of: Int(node.a)) : nil
  }

  func isNone(_ root: Int32) -> Bool { word(root) == "none" || word(root) == "None" }

  /// One axis as an option.
  mutating func axis(_ call: Call, rank: Int, standard: Int = 0) throws(Unreadable) -> Int {
    guard let option = call.arguments.value("axis") else { return try axis(standard, rank: rank, call.node) }
    guard let axis = wholeNumber(option) else {
      throw fail(.call(.optionValue(option: "axis", expects: "a whole number")), option)
    }
    return try self.axis(axis, rank: rank, tree.nodes[Int(option)])
  }

  /// An axis is always named: `sum(x, 0)` says so.
  mutating func refuseAxisByPosition(_ call: Call) throws(Unreadable) {
    let operands = call.arguments.operands
    guard operands.count == 2 else { return }
    let parts = operands.map { tree.short(tree.nodes[Int($0)]) }
    throw fail(
      .call(.axisByPosition(function: call.written, call: "\(call.written)(\(parts[0]), axis=\(parts[1]))")),
      operands[1])
  }

  private mutating func gelu(_ call: Call) throws(Unreadable) -> Int32 {
    let operand = try only(call)
    guard let option = call.arguments.value("approximate") else { return try map(.gelu, call.node, operand) }
    let value = tree.nodes[Int(option)]
    switch value.kind == .string ? Strings.text(tree.bytes, value.range).text : "" {
    case "tanh": return try map(.geluTanh, call.node, operand)
    case "none": return try map(.gelu, call.node, operand)
    default: throw fail(.call(.optionValue(option: "approximate", expects: "`\"tanh\"` or `\"none\"`")), value)
    }
  }

  // MARK: Reductions

  private mutating func reduced(_ reduction: Primitive.Reduction, _ call: Call) throws(Unreadable) -> Int32 {
    let operand = try only(call)
    var axes: [Int]?
    if let option = call.arguments.value("axis"), !isNone(option) {
      guard let numbers = wholeNumbers(option) else {
        throw fail(.call(.optionValue(option: "axis", expects: "a whole number or a list of them")), option)
      }
      axes = try self.axes(numbers, rank: graph.shape(of: operand).rank, tree.nodes[Int(option)]).sorted()
    }
    let keep = try keepDimensions(call)
    let ddof = try number(of: "ddof", call, 0)
    return try record(
      .reduce(reduction), .reduction(axes: axes, keepDimensions: keep, ddof: ddof), [operand], call.node)
  }

  private mutating func keepDimensions(_ call: Call) throws(Unreadable) -> Bool {
    guard let option = call.arguments.value("keepdims") else { return false }
    if let number = wholeNumber(option), number == 0 || number == 1 { return number == 1 }
    switch word(option) {
    case "True", "true": return true
    case "False", "false": return false
    default: throw fail(.call(.optionValue(option: "keepdims", expects: "0 or 1")), option)
    }
  }
}
