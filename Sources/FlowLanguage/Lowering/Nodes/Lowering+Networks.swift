import Autodiff

/// The functions of networks.
extension Lowering {
  mutating func softmax(_ lines: Primitive.Lines, _ call: Call) throws(Unreadable) -> Int32 {
    let operand = try only(call)
    let axis = try axis(call, rank: graph.shape(of: operand).rank, standard: -1)
    return try record(.lines(lines), .axis(axis), [operand], call.node)
  }

  /// layer_norm and rms_norm: the normalisation is one node; gain and bias, where they are given, are nodes of their
  /// own.
  mutating func norm(_ lines: Primitive.Lines, _ call: Call) throws(Unreadable) -> Int32 {
    let eps = try number(of: "eps", call, 1e-5)
    if !(eps >= 0 && eps < .infinity), let root = call.arguments.value("eps") {
      throw fail(.call(.optionRange(option: "eps", expects: "a number from 0 on", found: short(root))), root)
    }
    let operand = try only(call)
    if graph.shape(of: operand).rank == 0 {
      throw fail(.shape(.axisOutOfRange(axis: lines == .batchNorm ? 0 : -1, rank: 0)), call.node)
    }
    var result = try record(.lines(lines), .number(eps), [operand], call.node)
    for (option, join) in [("gain", Primitive.Pair.multiply), ("bias", .add)] {
      guard let root = call.arguments.value(option) else { continue }
      // A gain of 1 and a bias of 0 are what they are without.
      if isNumber(root), literalNumber(root) == (join == .multiply ? 1 : 0) { continue }
      let (place, factor) = (tree.nodes[Int(root)], try self.operand(root))
      let shape = graph.shape(of: result)
      result = try pair(join, place, result, factor)
      if graph.shape(of: result) != shape {
        throw fail(.shape(.mismatch(.lines(lines), [shape, graph.shape(of: factor)])), place)
      }
    }
    return result
  }

  /// Class numbers become rows of 0 and 1 first.
  mutating func crossEntropy(_ call: Call) throws(Unreadable) -> Int32 {
    let operands = try operands(2, call)
    let (logits, target) = (operands[0], operands[1])
    let shape = graph.shape(of: logits)
    try refuseTargetFirst(call)
    guard let classes = shape.dimensions.last, graph.shape(of: target).dimensions == shape.dimensions.dropLast()
    else {
      return try record(.crossEntropy, .none, operands, call.node)
    }
    let place = call.arguments.operands[1]
    try checkChoices(target, of: classes, call, place)
    let rows = try record(.oneHot, .classes(classes), [target], tree.nodes[Int(place)])
    return try record(.crossEntropy, .none, [logits, rows], call.node)
  }

  /// `cross_entropy(y, softmax(z))`, the order of H(y, ŷ): scores stand first here.
  private mutating func refuseTargetFirst(_ call: Call) throws(Unreadable) {
    let roots = call.arguments.operands
    let (first, second) = (values[Int(roots[0])], values[Int(roots[1])])
    guard let target = graph.recorder.leafValue(of: Int(first)), isOfDistributions(target),
      shapeOf(roots[1]) == target.shape
    else { return }
    let (known, node) = (tree.text(tree.nodes[Int(roots[0])].range), tree.nodes[Int(roots[1])])
    var scores = tree.text(node.range)
    if node.kind == .call, node.count == 1, case .softmax(.softmax)? = function(Int(node.a))?.form,
      let inner = tree.children(node).first
    {
      scores = tree.text(tree.nodes[Int(inner)].range)
    } else {
      guard let value = graph.recorder.leafValue(of: Int(second)), !isOfDistributions(value) else { return }
    }
    throw fail(.call(.targetFirst(function: call.written, call: "\(call.written)(\(scores), \(known))")), call.node)
  }

  /// Whether every row holds probabilities of what is certain to be the one or the other.
  private func isOfDistributions(_ tensor: Tensor) -> Bool {
    guard let length = tensor.shape.dimensions.last else { return false }
    let numbers = tensor.scalars
    guard numbers.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return false }
    return stride(from: 0, to: numbers.count, by: length).allSatisfy { row in
      abs(numbers[row..<(row + length)].reduce(0, +) - 1) < 1e-9
    }
  }

  mutating func convolved(_ convolution: Primitive.Convolution, _ call: Call) throws(Unreadable) -> Int32 {
    let operands = try operands(2, call)
    let axes = convolution.axes
    let kernel = graph.shape(of: operands[1])
    guard kernel.rank == axes + 2 else {
      throw fail(.shape(.mismatch(.convolve(convolution), operands.map { graph.shape(of: $0) })), call.node)
    }
    let window = Window(
      size: Array(kernel.dimensions.suffix(axes)),
      stride: try lengths(of: "stride", call, axes, from: 1) ?? Array(repeating: 1, count: axes),
      padding: try lengths(of: "padding", call, axes, from: 0) ?? Array(repeating: 0, count: axes))
    let result = try record(.convolve(convolution), .window(window), operands, call.node)
    guard let root = call.arguments.value("bias") else { return result }
    if isNumber(root), literalNumber(root) == 0 { return result }
    let bias = try operand(root)
    // One number for each map.
    let shape = graph.shape(of: bias)
    guard shape.dimensions == [kernel.dimensions[0]] else {
      throw fail(.call(.biasShape(function: call.written, maps: kernel.dimensions[0], shape)), root)
    }
    let column = try reshape(bias, shape.dimensions + Array(repeating: 1, count: axes), tree.nodes[Int(root)])
    return try pair(.add, call.node, result, column)
  }

  mutating func pooled(_ pool: Primitive.Pool, _ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1 else { throw wrongCount(call, "an operand and a size") }
    let axes =
      switch pool {
      case .max1d, .mean1d: 1
      case .max2d, .mean2d: 2
      }
    guard let size = try lengths(of: "size", call, axes, from: 1) else {
      throw wrongCount(call, "an operand and a size")
    }
    let stride = try lengths(of: "stride", call, axes, from: 1) ?? size
    let window = Window(size: size, stride: stride, padding: Array(repeating: 0, count: axes))
    return try record(.pool(pool), .window(window), [only(call)], call.node)
  }

  /// A whole number for each axis, or one for all.
  private mutating func lengths(
    of option: String, _ call: Call, _ axes: Int, from least: Int
  ) throws(Unreadable) -> [Int]? {
    guard let root = call.arguments.value(option) else { return nil }
    guard let numbers = wholeNumbers(root), numbers.count == 1 || numbers.count == axes,
      numbers.allSatisfy({ $0 >= least && $0 <= Lowering.largestTensor })
    else {
      let list = axes == 1 ? "" : ", or a list of \(axes)"
      throw fail(.call(.optionValue(option: option, expects: "a whole number from \(least) on\(list)")), root)
    }
    return numbers.count == axes ? numbers : Array(repeating: numbers[0], count: axes)
  }

  mutating func embedding(_ call: Call) throws(Unreadable) -> Int32 {
    let operands = try operands(2, call)
    if let rows = graph.shape(of: operands[0]).dimensions.first {
      try checkChoices(operands[1], of: rows, call, call.arguments.operands[1])
    }
    return try record(.embedding, .none, operands, call.node)
  }

  mutating func oneHot(_ call: Call) throws(Unreadable) -> Int32 {
    guard call.arguments.operands.count == 1 else { throw wrongCount(call, "one operand and options") }
    guard let option = call.arguments.value("classes") else {
      throw wrongCount(call, "class numbers and how many classes there are")
    }
    guard let classes = wholeNumber(option), classes >= 1, classes <= Lowering.largestTensor else {
      let expects = "a whole number from 1 to \(Lowering.largestTensor)"
      throw fail(.call(.optionRange(option: "classes", expects: expects, found: short(option))), option)
    }
    let operand = try only(call)
    try checkChoices(operand, of: classes, call, call.arguments.operands[0])
    return try record(.oneHot, .classes(classes), [operand], call.node)
  }

  mutating func dropout(_ call: Call) throws(Unreadable) -> Int32 {
    let probability = try number(of: "p", call, 0.5)
    if !(probability >= 0 && probability < 1), let root = call.arguments.value("p") {
      let expects = "a number from 0 on and below 1"
      throw fail(.call(.optionRange(option: "p", expects: expects, found: short(root))), root)
    }
    return try record(.dropout, .dropout(probability: probability, seed: seed(call)), [only(call)], call.node)
  }

  /// What an option is given, quoted.
  private func short(_ root: Int32) -> String { tree.short(tree.nodes[Int(root)]) }

  /// Numbers that are known already must name rows or classes that there are.
  mutating func checkChoices(
    _ operand: Int32, of count: Int, _ call: Call, _ root: Int32
  ) throws(Unreadable) {
    guard let known = graph.recorder.leafValue(of: Int(operand)) else { return }
    let wrong = known.scalars.first { number in Int(exactly: number).map { $0 < 0 || $0 >= count } ?? true }
    if let wrong { throw fail(.call(.choice(function: call.written, found: wrong, count: count)), root) }
  }
}
