import Autodiff

/// The functions of networks.
extension Lowering {
  mutating func softmax(_ lines: Primitive.Lines, _ arguments: Arguments, _ written: String, _ node: ExpressionNode)
    -> Int32
  {
    if arguments.positions.count == 2 { return axisByPosition(arguments, written) }
    guard let operand = one(arguments, written, node) else { return -1 }
    let rank = recorder.shape(of: Int(operand)).rank
    guard let axis = axisOption(arguments, rank: rank, standard: -1, node) else { return -1 }
    return record(.lines(lines), .axis(axis), [operand], node)
  }

  /// layer_norm and rms_norm: the normalisation is one node; gain and bias, where they are given, are nodes of their own.
  mutating func norm(
    _ lines: Primitive.Lines, _ function: Function, _ arguments: Arguments, _ written: String, _ node: ExpressionNode
  ) -> Int32 {
    guard let first = arguments.positions.first, arguments.positions.count <= function.operandLimit else {
      let expects = function.operandOptions.count == 2 ? "an operand, a gain and a bias" : "an operand and a gain"
      return fail(.argumentCount(function: written, expects: expects, found: arguments.positions.count), node)
    }
    var given: [String: Int32] = [:]
    for (option, position) in zip(function.operandOptions, arguments.positions.dropFirst()) {
      if arguments.value(option) != nil { return fail(.repeatedOption(option), node) }
      given[option] = position
    }
    for option in function.operandOptions where given[option] == nil { given[option] = arguments.value(option) }
    guard let eps = numberOption("eps", arguments, 1e-5) else { return -1 }
    if !(eps >= 0 && eps < .infinity), let place = arguments.value("eps") {
      return fail(
        .optionRange(option: "eps", expects: "a number from 0 on", found: short(tree.nodes[Int(place)])),
        tree.nodes[Int(place)])
    }
    let operand = values[Int(first)]
    if operand >= 0, recorder.shape(of: Int(operand)).rank == 0 {
      return fail(.shape(.axisOutOfRange(axis: -1, rank: 0)), node)
    }
    var result = record(.lines(lines), .number(eps), [operand], node)
    for (option, join) in [("gain", Primitive.Pair.multiply), ("bias", .add)] {
      guard let place = given[option] else { continue }
      // A gain of 1 and a bias of 0 are what they are without.
      if isNumber(place), literalNumber(place) == (join == .multiply ? 1 : 0) { continue }
      let shape = result < 0 ? nil : recorder.shape(of: Int(result))
      result = pair(join, tree.nodes[Int(place)], result, values[Int(place)])
      if let shape, result >= 0, recorder.shape(of: Int(result)) != shape {
        return fail(
          .shape(.mismatch(.lines(lines), [shape, recorder.shape(of: Int(values[Int(place)]))])),
          tree.nodes[Int(place)])
      }
    }
    return result
  }

  /// Class numbers become rows of 0 and 1 first.
  mutating func crossEntropy(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard count(arguments, 2, written, node) else { return -1 }
    let logits = values[Int(arguments.positions[0])]
    var target = values[Int(arguments.positions[1])]
    guard logits >= 0, target >= 0 else { return -1 }
    let shape = recorder.shape(of: Int(logits))
    if shape.rank > 0, recorder.shape(of: Int(target)).dimensions == Array(shape.dimensions.dropLast()) {
      let classes = shape.dimensions[shape.rank - 1]
      let place = tree.nodes[Int(arguments.positions[1])]
      guard choices(target, of: classes, written, place) else { return -1 }
      target = record(.oneHot, .classes(classes), [target], place)
    }
    return record(.crossEntropy, .none, [logits, target], node)
  }

  /// mean((a − b)²)
  mutating func meanSquaredError(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard count(arguments, 2, written, node) else { return -1 }
    let (a, b) = (values[Int(arguments.positions[0])], values[Int(arguments.positions[1])])
    guard a >= 0, b >= 0 else { return -1 }
    let shapes = (recorder.shape(of: Int(a)), recorder.shape(of: Int(b)))
    guard Shape.broadcast([shapes.0, shapes.1]) != nil else {
      return fail(.lossShapes(function: written, shapes.0, shapes.1), node)
    }
    let difference = pair(.subtract, node, a, b)
    let square = difference < 0 ? -1 : map(.square, node, difference)
    return record(.reduce(.mean), .reduction(axes: nil, keepDimensions: false, ddof: 0), [square], node)
  }

  mutating func embedding(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard count(arguments, 2, written, node) else { return -1 }
    let (table, indices) = (values[Int(arguments.positions[0])], values[Int(arguments.positions[1])])
    guard table >= 0, indices >= 0 else { return -1 }
    if let rows = recorder.shape(of: Int(table)).dimensions.first {
      guard choices(indices, of: rows, written, tree.nodes[Int(arguments.positions[1])]) else { return -1 }
    }
    return record(.embedding, .none, [table, indices], node)
  }

  mutating func oneHot(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let arguments = positioned(arguments, ["classes"], written, node) else { return -1 }
    guard let option = arguments.value("classes") else {
      return fail(
        .argumentCount(function: written, expects: "class numbers and how many classes there are", found: 1), node)
    }
    guard let classes = wholeNumber(option), classes >= 1, classes <= Lowering.largestTensor else {
      return fail(.optionValue(option: "classes", expects: "a whole number from 1 on"), tree.nodes[Int(option)])
    }
    let operand = values[Int(arguments.positions[0])]
    guard operand >= 0, choices(operand, of: classes, written, tree.nodes[Int(arguments.positions[0])]) else {
      return -1
    }
    return record(.oneHot, .classes(classes), [operand], node)
  }

  mutating func dropout(_ arguments: Arguments, _ written: String, _ node: ExpressionNode) -> Int32 {
    guard let arguments = positioned(arguments, ["p", "seed"], written, node),
      let probability = numberOption("p", arguments, 0.5), let seed = seed(arguments)
    else { return -1 }
    guard probability >= 0, probability < 1 else {
      let place = arguments.value("p").map { tree.nodes[Int($0)] } ?? node
      return fail(.optionRange(option: "p", expects: "a number from 0 on and below 1", found: short(place)), place)
    }
    return record(
      .dropout, .dropout(probability: probability, seed: seed), [values[Int(arguments.positions[0])]], node)
  }

  /// One operand, and options that may also be given by position.
  private mutating func positioned(
    _ arguments: Arguments, _ options: [String], _ written: String, _ node: ExpressionNode
  ) -> Arguments? {
    var arguments = arguments
    guard !arguments.positions.isEmpty, arguments.positions.count <= 1 + options.count else {
      findings.add(
        .argumentCount(function: written, expects: "one operand and options", found: arguments.positions.count),
        at: node.range)
      return nil
    }
    for (option, position) in zip(options, arguments.positions.dropFirst()) {
      if arguments.value(option) != nil {
        findings.add(.repeatedOption(option), at: node.range)
        return nil
      }
      arguments.options.append((option, position, position))
    }
    arguments.positions.removeLast(arguments.positions.count - 1)
    return arguments
  }

  /// Whether numbers that are known already name rows or classes; notes the first that does not.
  private mutating func choices(_ operand: Int32, of count: Int, _ written: String, _ place: ExpressionNode) -> Bool {
    guard let known = recorder.leafValue(of: Int(operand)) else { return true }
    let wrong = known.scalars.first { number in
      guard let choice = Int(exactly: number) else { return true }
      return choice < 0 || choice >= count
    }
    if let wrong { findings.add(.choice(function: written, found: wrong, count: count), at: place.range) }
    return wrong == nil
  }
}
