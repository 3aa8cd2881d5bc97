import Autodiff

extension Lowering {
  /// A call's arguments, sorted.
  struct Arguments {
    var positions: [Int32] = []
    var options: [(name: String, value: Int32, node: Int32)] = []

    func value(_ option: String) -> Int32? { options.first { $0.name == option }?.value }
  }

  mutating func call(_ node: ExpressionNode) -> Int32 {
    let name = Int(node.a)
    let written = names.spelling(of: name)
    guard let function = words.function(name) else {
      if let own = blocks.functions[name] {
        calledFunctions.insert(own)
        return inlined(own, node)
      }
      return notAFunction(name, written, node)
    }
    guard let arguments = arguments(of: function, written, node) else { return -1 }
    if case .definition = place, isLeafFunction(function) { return fail(.leafFunction(written), node) }
    let operands = arguments.positions.prefix(function.operandLimit).map { values[Int($0)] }
    switch function.form {
    case .map(let map):
      guard let operand = one(arguments, written, node) else { return -1 }
      return self.map(map, node, operand)
    case .detach:
      guard let operand = one(arguments, written, node) else { return -1 }
      return record(.detach, .none, [operand], node)
    case .parametric(let parametric, let option, let standard):
      guard let operand = one(arguments, written, node) else { return -1 }
      guard let number = numberOption(option, arguments, standard) else { return -1 }
      return record(.parametric(parametric), .number(number), [operand], node)
    case .gelu: return gelu(arguments, written, node)
    case .pairOrReduction(let pair, let reduction):
      if arguments.positions.count == 2 {
        guard arguments.options.isEmpty else {
          return fail(.argumentCount(function: written, expects: "two operands or an axis", found: 3), node)
        }
        return self.pair(pair, node, operands[0], operands[1])
      }
      return reduced(reduction, arguments, written, node)
    case .reduction(let reduction): return reduced(reduction, arguments, written, node)
    case .power:
      guard count(arguments, 2, written, node) else { return -1 }
      let base = values[Int(arguments.positions[0])]
      return base < 0 ? -1 : power(base, arguments.positions[1], node)
    case .product(let product):
      guard count(arguments, 2, written, node) else { return -1 }
      return record(.product(product), .none, operands, node)
    case .choose:
      guard count(arguments, 3, written, node) else { return -1 }
      return record(.choose, .none, operands, node)
    case .triangle(let move):
      guard let operand = one(arguments, written, node) else { return -1 }
      return record(.move(move), .none, [operand], node)
    case .join(let join): return joined(join, arguments, operands, written, node)
    case .reshape: return reshaped(arguments, written, node)
    case .transpose: return transposed(arguments, written, node)
    case .cumsum: return accumulated(arguments, written, node)
    case .filled(let number): return filled(number, arguments, written, node)
    case .random: return random(function, arguments, written, node)
    case .csv: return table(arguments, node)
    case .softmax(let lines): return softmax(lines, arguments, written, node)
    case .norm(let lines): return norm(lines, function, arguments, written, node)
    case .crossEntropy: return crossEntropy(arguments, written, node)
    case .meanSquaredError: return meanSquaredError(arguments, written, node)
    case .embedding: return embedding(arguments, written, node)
    case .oneHot: return oneHot(arguments, written, node)
    case .dropout: return dropout(arguments, written, node)
    }
  }

  private func isLeafFunction(_ function: Function) -> Bool {
    switch function.form {
    case .random, .csv: true
    default: false
    }
  }

  func functionName(_ node: ExpressionNode) -> ExpressionNode {
    var name = node
    name.end = name.start
    while name.end < node.end, tree.bytes[Int(name.end)] != UInt8(ascii: "("), tree.bytes[Int(name.end)] != 0x20 {
      name.end += 1
    }
    return name
  }

  private mutating func notAFunction(_ name: Int, _ written: String, _ node: ExpressionNode) -> Int32 {
    if bindings[name] >= 0 {
      used[name] = true
      let place = functionName(node).range.upperBound
      let call = node.range.upperBound - place <= 60 ? tree.text(place..<node.range.upperBound) : "(…)"
      return fail(.notAFunction(written, callText: call), node)
    }
    if bindings[name] == Lowering.poisoned { return -1 }
    let suggestion = Spelling.function(written) ?? Spelling.nearest(written, among: Function.allSpellings)
    return fail(.unknownFunction(written, suggestion: suggestion), functionName(node))
  }

  /// Sorts the arguments; nil, with what is wrong noted, if an option is unknown or an operand is missing its value.
  private mutating func arguments(of function: Function, _ written: String, _ node: ExpressionNode) -> Arguments? {
    var arguments = Arguments()
    var fine = true
    for child in children(node) {
      let argument = tree.nodes[Int(child)]
      guard argument.kind == .argument else {
        arguments.positions.append(child)
        continue
      }
      let option = names.spelling(of: Int(argument.a))
      if !function.options.contains(option) {
        let suggestion = Spelling.nearest(option, among: function.options)
        findings.add(
          .unknownOption(function: written, option: option, suggestion: suggestion, known: function.options),
          at: argument.range)
        fine = false
      } else if arguments.value(option) != nil {
        findings.add(.repeatedOption(option), at: argument.range)
        fine = false
      } else {
        arguments.options.append((option, argument.b, child))
      }
    }
    // `leaky_relu(x, 0.2)`, as Python has it.
    if case .parametric(_, let option, _) = function.form, arguments.positions.count == 2,
      arguments.value(option) == nil
    {
      let value = arguments.positions.removeLast()
      arguments.options.append((option, value, value))
    }
    return fine ? arguments : nil
  }

  mutating func count(_ arguments: Arguments, _ count: Int, _ written: String, _ node: ExpressionNode) -> Bool {
    if arguments.positions.count == count { return true }
    let expects = count == 1 ? "one operand" : count == 2 ? "two operands" : "three operands"
    findings.add(
      .argumentCount(function: written, expects: expects, found: arguments.positions.count), at: node.range)
    return false
  }

  /// The only operand, as a node.
  mutating func one(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32? {
    guard count(arguments, 1, written, node) else { return nil }
    let value = values[Int(arguments.positions[0])]
    return value < 0 ? nil : value
  }

  mutating func numberOption(_ option: String, _ arguments: Arguments, _ standard: Double) -> Double? {
    guard let root = arguments.value(option) else { return standard }
    if let number = number(root) { return number }
    findings.add(.optionValue(option: option, expects: "a number"), at: tree.nodes[Int(root)].range)
    return nil
  }

  private mutating func gelu(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let operand = one(arguments, written, node) else { return -1 }
    guard let option = arguments.value("approximate") else { return map(.gelu, node, operand) }
    let value = tree.nodes[Int(option)]
    switch value.kind == .string ? Strings.text(tree.bytes, value.range).text : "" {
    case "tanh": return map(.geluTanh, node, operand)
    case "none": return map(.gelu, node, operand)
    default: return fail(.optionValue(option: "approximate", expects: "`\"tanh\"` or `\"none\"`"), value)
    }
  }

  // MARK: Reductions

  private mutating func reduced(
    _ reduction: Primitive.Reduction, _ arguments: Arguments, _ written: String, _ node: ExpressionNode
  ) -> Int32 {
    if arguments.positions.count == 2, reduction != .largest, reduction != .smallest {
      return axisByPosition(arguments, written)
    }
    guard let operand = one(arguments, written, node) else { return -1 }
    var axes: [Int]?
    var place = node
    do throws(ShapeError) {
      if let option = arguments.value("axis"), !isNone(option) {
        place = tree.nodes[Int(option)]
        guard let numbers = axisNumbers(option) else { return -1 }
        let resolved = try self.axes(numbers, rank: recorder.shape(of: Int(operand)).rank).sorted()
        for (axis, next) in zip(resolved, resolved.dropFirst()) where axis == next {
          throw ShapeError.repeatedAxis(axis)
        }
        axes = resolved
      }
    } catch {
      return fail(.shape(error), place)
    }
    guard let keep = keepDimensions(arguments), let ddof = numberOption("ddof", arguments, 0) else { return -1 }
    return record(.reduce(reduction), .reduction(axes: axes, keepDimensions: keep, ddof: ddof), [operand], node)
  }

  mutating func axisByPosition(_ arguments: Arguments, _ written: String) -> Int32 {
    let operand = short(tree.nodes[Int(arguments.positions[0])])
    let axis = short(tree.nodes[Int(arguments.positions[1])])
    return fail(
      .axisByPosition(function: written, call: "\(written)(\(operand), axis=\(axis))"),
      tree.nodes[Int(arguments.positions[1])])
  }

  func isNone(_ root: Int32) -> Bool {
    let node = tree.nodes[Int(root)]
    return node.kind == .name && ["none", "None"].contains(names.spelling(of: Int(node.a)))
  }

  private mutating func axisNumbers(_ option: Int32) -> [Int]? {
    if let numbers = wholeNumbers(option) { return numbers }
    findings.add(
      .optionValue(option: "axis", expects: "a whole number or a list of them"), at: tree.nodes[Int(option)].range)
    return nil
  }

  private mutating func keepDimensions(_ arguments: Arguments) -> Bool? {
    guard let option = arguments.value("keepdims") else { return false }
    let node = tree.nodes[Int(option)]
    if let number = wholeNumber(option), number == 0 || number == 1 { return number == 1 }
    if node.kind == .name {
      switch names.spelling(of: Int(node.a)) {
      case "True", "true": return true
      case "False", "false": return false
      default: break
      }
    }
    findings.add(.optionValue(option: "keepdims", expects: "0 or 1"), at: node.range)
    return nil
  }

  /// One axis as an option.
  mutating func axisOption(_ arguments: Arguments, rank: Int, standard: Int = 0, _ node: ExpressionNode) -> Int? {
    guard let option = arguments.value("axis") else { return checked(standard, rank: rank, node) }
    guard let axis = wholeNumber(option) else {
      findings.add(.optionValue(option: "axis", expects: "a whole number"), at: tree.nodes[Int(option)].range)
      return nil
    }
    return checked(axis, rank: rank, tree.nodes[Int(option)])
  }

  private mutating func checked(_ axis: Int, rank: Int, _ node: ExpressionNode) -> Int? {
    do throws(ShapeError) {
      return try self.axis(axis, rank: rank)
    } catch {
      _ = fail(.shape(error), node)
      return nil
    }
  }
}
