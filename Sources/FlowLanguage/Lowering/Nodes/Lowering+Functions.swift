import Autodiff

/// Calls of the language's functions.
extension Lowering {
  mutating func call(_ node: ExpressionNode) throws(Unreadable) -> Int32 {
    let name = Int(node.a)
    let written = tree.text(node.nameRange)
    guard let function = function(name) else {
      if let own = names.blocks.functions[name] { return try inlined(own, node) }
      throw notAFunction(name, written, node)
    }
    let arguments = try arguments(tree.children(node), of: written, function.signature)
    let call = Call(function: function, written: written, node: node, arguments: arguments)
    try refuseOptionsByPosition(call)
    try refuseOperandsByName(call)
    if case .definition = place, function.isForLeaves { throw fail(.call(.leafFunction(written)), node) }
    if function.goesOverEntries { try refuseDotInReduction(call) }
    switch function.form {
    case .map(let map): return try self.map(map, node, only(call))
    case .detach: return try record(.detach, .none, [only(call)], node)
    case .parametric(let parametric, let option, let standard):
      let operand = try only(call)
      return try record(.parametric(parametric), .number(number(of: option, call, standard)), [operand], node)
    case .gelu: return try gelu(call)
    case .pair(let pair):
      let operands = try operands(2, call)
      return try self.pair(pair, node, operands[0], operands[1])
    case .pairOrReduction(let pair, let reduction):
      guard arguments.operands.count == 2 else { return try reduced(reduction, call) }
      guard arguments.options.isEmpty else {
        throw fail(.call(.argumentCount(function: written, expects: "two operands or an axis", found: 3)), node)
      }
      let operands = try operands(2, call)
      return try self.pair(pair, node, operands[0], operands[1])
    case .reduction(.norm): return try norm(call)
    case .reduction(let reduction): return try reduced(reduction, call)
    case .find(let find): return try found(find, call)
    case .power:
      guard arguments.operands.count == 2 else { throw wrongCount(call, "two operands") }
      return try power(operand(arguments.operands[0]), arguments.operands[1], node)
    case .product(let product): return try record(.product(product), .none, operands(2, call), node)
    case .choose: return try record(.choose, .none, operands(3, call), node)
    case .move(let move): return try record(.move(move), .none, [only(call)], node)
    case .matrix(let matrix): return try record(.matrix(matrix), .none, [only(call)], node)
    case .convolution(let convolution): return try convolved(convolution, call)
    case .pool(let pool): return try pooled(pool, call)
    case .einsum: return try einsum(call)
    case .join(let join): return try joined(join, call)
    case .reshape: return try reshaped(call)
    case .flatten:
      let operand = try only(call)
      return try reshape(operand, [graph.shape(of: operand).count], node)
    case .flip: return try flipped(call)
    case .repeat: return try repeated(call)
    case .transpose: return try transposed(call)
    case .scan(let scan): return try accumulated(scan, call)
    case .filled(let number): return try filled(number, call)
    case .like(let number): return try filled(number, graph.shape(of: only(call)))
    case .full: return try full(call)
    case .eye: return try unitMatrix(call)
    case .arange: return try range(call)
    case .linspace: return try linspace(call)
    case .random(let distribution): return try random(distribution, call)
    case .csv: return try table(call)
    case .softmax(let lines): return try softmax(lines, call)
    case .norm(let lines): return try norm(lines, call)
    case .crossEntropy: return try crossEntropy(call)
    case .composed(let composition): return try composed(composition, call)
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

  /// What has no default is never written with its name, so that there is one way to write it: `repeat(x, times=2)` says so.
  private mutating func refuseOperandsByName(_ call: Call) throws(Unreadable) {
    let signature = call.function.signature
    let named = call.arguments.options.filter {
      $0.value != $0.argument && signature.positional.contains($0.name) && !signature.nodes.contains($0.name)
    }
    guard let first = named.first else { return }
    let isAlone = call.arguments.options.filter { signature.positional.contains($0.name) }.count == 1
    let parts = tree.children(call.node).map { child in
      tree.short(tree.nodes[Int(child == first.argument ? first.value : child)])
    }
    let isInOrder =
      isAlone
      && tree.children(call.node).firstIndex(of: first.argument).map {
        $0 - tree.children(call.node).startIndex == signature.operands
      } == true && signature.positional.first == first.name
    throw fail(
      .call(
        .operandByName(
          function: call.written, first.name,
          call: isInOrder ? "\(call.written)(\(parts.joined(separator: ", ")))" : nil)), call.node)
  }

  /// What has a default is always written with its name: `sum(x, 0)` says so, and how it was probably meant.
  private mutating func refuseOptionsByPosition(_ call: Call) throws(Unreadable) {
    let signature = call.function.signature
    let surplus = call.arguments.operands.dropFirst(signature.operands)
    guard !surplus.isEmpty, let option = signature.named.first else { return }
    guard call.arguments.operands.count > signature.operands, !call.function.takesLooseShape else { return }
    if case .random(let distribution) = call.function.form, distribution.isOfShape {
      try refuseLooseShape(call, [], [call.arguments.value("shape")].compactMap { $0 } + surplus)
    }
    throw fail(
      .call(.optionByPosition(function: call.written, option: option, call: meantCall(call, surplus))), call.node)
  }

  /// The call as it was probably meant, if the numbers behind the operands leave no doubt.
  private func meantCall(_ call: Call, _ surplus: ArraySlice<Int32>) -> String? {
    let signature = call.function.signature
    func text(_ root: Int32) -> String { tree.short(tree.nodes[Int(root)]) }
    let known = tree.children(call.node).filter { !surplus.contains($0) }.map(text)
    func written(_ parts: [String]) -> String { "\(call.written)(\(parts.joined(separator: ", ")))" }
    switch call.function.form {
    case .pairOrReduction:
      let operands = call.arguments.operands
      guard operands.allSatisfy({ isSingleNumber($0) }), call.arguments.options.isEmpty else { return nil }
      return written(["[" + operands.map(text).joined(separator: ", ") + "]"])
    case .random: return nil
    case .softmax:
      guard surplus.count == 1, let number = surplus.first.flatMap({ number($0) }) else { return nil }
      // A temperature.
      if number != number.rounded() { return number > 0 ? written(["\(known[0])/\(text(surplus[1]))"]) : nil }
    case .norm:
      // PyTorch names the last axis's length.
      if surplus.count == 1, let length = surplus.first.flatMap({ wholeNumber($0) }),
        firstShape(call)?.dimensions.last == length
      {
        return written(known)
      }
    default: break
    }
    let free = signature.named.filter { call.arguments.value($0) == nil }
    guard surplus.count <= free.count else { return nil }
    for (option, root) in zip(free, surplus) {
      if option == "axis" {
        guard let axes = wholeNumbers(root), let rank = firstShape(call)?.rank,
          axes.allSatisfy({ $0 >= -rank && $0 < rank })
        else { return nil }
      } else if number(root) == nil {
        return nil
      }
    }
    return written(known + zip(free, surplus).map { "\($0)=\(text($1))" })
  }

  /// The shape of the first operand, if there is one that could be read.
  private func firstShape(_ call: Call) -> Shape? {
    guard let operand = call.arguments.operands.first, values[Int(operand)] >= 0 else { return nil }
    return graph.shape(of: values[Int(operand)])
  }

  /// A number, or the name of a node that is one.
  private func isSingleNumber(_ root: Int32) -> Bool {
    let node = tree.nodes[Int(root)]
    guard node.kind == .name else { return number(root) != nil }
    let meaning = names[Int(node.a)]
    return meaning.isNode ? graph.shape(of: meaning.node).isScalar : number(root) != nil
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
    return try reduced(.reduce(reduction), operand, call)
  }

  /// Of the entries, whatever their shape: √Σx², Σ|x| or the largest |x|.
  private mutating func norm(_ call: Call) throws(Unreadable) -> Int32 {
    var operand = try only(call)
    let order = try number(of: "ord", call, 2)
    if order == 2 { return try reduced(.reduce(.norm), operand, call) }
    guard order == 1 || order == .infinity, let option = call.arguments.value("ord") ?? call.arguments.operands.first
    else {
      throw fail(
        .call(.optionValue(option: "ord", expects: "1, 2 or `inf`")), call.arguments.value("ord") ?? 0)
    }
    operand = try map(.abs, tree.nodes[Int(option)], operand)
    return try reduced(.reduce(order == 1 ? .sum : .largest), operand, call)
  }

  /// Of one axis or of all.
  private mutating func found(_ find: Primitive.Find, _ call: Call) throws(Unreadable) -> Int32 {
    let operand = try only(call)
    if let option = call.arguments.value("axis"), !isNone(option), wholeNumber(option) == nil {
      throw fail(.call(.optionValue(option: "axis", expects: "a whole number")), option)
    }
    return try reduced(.find(find), operand, call)
  }

  private mutating func reduced(
    _ primitive: Primitive, _ operand: Int32, _ call: Call
  ) throws(Unreadable) -> Int32 {
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
      primitive, .reduction(axes: axes, keepDimensions: keep, ddof: ddof), [operand], call.node)
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
