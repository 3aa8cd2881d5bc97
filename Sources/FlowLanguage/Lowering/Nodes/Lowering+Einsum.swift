import Autodiff
import Letters

/// `einsum("ij,j->i", A, b)`: an axis for each letter; what the arrow leaves out is summed.
extension Lowering {
  /// A tensor with a letter for each axis, each once.
  private struct Labelled {
    var node: Int32
    var letters: [Character]
  }

  mutating func einsum(_ call: Call) throws(Unreadable) -> Int32 {
    let roots = tree.children(call.node)
    guard let pattern = roots.first, tree.nodes[Int(pattern)].kind == .string,
      let text = string(tree.nodes[Int(pattern)].range)
    else {
      throw fail(
        .call(.einsum("`einsum` begins with its letters", hint: "write `einsum(\"ij,j->i\", A, b)`")), call.node)
    }
    var operands: [Int32] = []
    for root in roots.dropFirst() { operands.append(try operand(root)) }
    let (inputs, output) = try letters(text, operands, pattern)
    var parts: [Labelled] = []
    for (place, letters) in inputs.enumerated() {
      let part = try diagonal(Labelled(node: operands[place], letters: letters), call.node)
      // What neither the other operand nor the result has is summed at once.
      let others = Set(inputs.enumerated().flatMap { $0.offset == place ? [] : $0.element } + output)
      parts.append(try summed(part, keeping: { others.contains($0) }, call.node))
    }
    var result = parts[0]
    if parts.count == 2 { result = try multiplied(parts[0], parts[1], output, call.node) }
    return try arranged(result, output, call.node)
  }

  /// The letters of each operand and of the result, which fit the shapes.
  private mutating func letters(
    _ text: String, _ operands: [Int32], _ root: Int32
  ) throws(Unreadable) -> (inputs: [[Character]], output: [Character]) {
    func problem(_ reason: String) -> Unreadable { fail(.call(.einsum(reason, hint: nil)), root) }
    var left: [Character] = []
    var right: [Character]?
    var rest = text.filter { $0 != " " }[...]
    while let letter = rest.popFirst() {
      if letter == "-", rest.first == ">", right == nil {
        rest.removeFirst()
        right = []
      } else if letter.isASCII && letter.isLetter {
        if right == nil { left.append(letter) } else { right?.append(letter) }
      } else if letter == ",", right == nil {
        left.append(letter)
      } else {
        throw problem("`\(letter)` cannot stand in the letters of `einsum`")
      }
    }
    let inputs = left.split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
    guard inputs.count <= 2 else { throw problem("`einsum` takes one or two operands") }
    guard inputs.count == operands.count else {
      throw problem("the letters are for \(inputs.count) operands, but there are \(operands.count)")
    }
    var lengths: [Character: Int] = [:]
    for (letters, operand) in zip(inputs, operands) {
      let shape = graph.shape(of: operand)
      guard letters.count == shape.rank else {
        throw problem("`\(String(letters))` names \(letters.count) axes, but here is shape \(shape)")
      }
      for (letter, length) in zip(letters, shape.dimensions) {
        if let known = lengths[letter], known != length {
          throw problem("`\(letter)` is an axis of \(known) and one of \(length)")
        }
        lengths[letter] = length
      }
    }
    // Without an arrow all letters that stand once, in order.
    let all = inputs.flatMap { $0 }
    let output = right ?? all.filter { letter in all.count { $0 == letter } == 1 }.sorted()
    guard Set(output).count == output.count else { throw problem("a letter of the result stands there once") }
    if let unknown = output.first(where: { lengths[$0] == nil }) {
      throw problem("no operand has the axis `\(unknown)`")
    }
    return (inputs, output)
  }

  /// Where a letter stands twice, the diagonal.
  private mutating func diagonal(_ part: Labelled, _ node: ExpressionNode) throws(Unreadable) -> Labelled {
    var part = part
    while let letter = part.letters.first(where: { letter in part.letters.count { $0 == letter } > 1 }) {
      let axes = part.letters.indices.filter { part.letters[$0] == letter }
      let others = part.letters.indices.filter { part.letters[$0] != letter }
      let length = graph.shape(of: part.node).dimensions[axes[0]]
      let letters = [letter] + others.map { part.letters[$0] }
      part = try Labelled(node: permuted(part.node, axes + others, node), letters: letters)
      let places = graph.leaf(Tensor(shape: [length], scalars: (0..<length).map { Double($0) }))
      part.node = try record(
        .take, .axis(0), [part.node] + Array(repeating: places, count: axes.count), node)
    }
    return part
  }

  private mutating func summed(
    _ part: Labelled, keeping isKept: (Character) -> Bool, _ node: ExpressionNode
  ) throws(Unreadable) -> Labelled {
    let axes = part.letters.indices.filter { !isKept(part.letters[$0]) }
    if axes.isEmpty { return part }
    let sum = try record(
      .reduce(.sum),
      .reduction(axes: axes.count == part.letters.count ? nil : axes, keepDimensions: false, ddof: 0), [part.node],
      node)
    return Labelled(node: sum, letters: part.letters.filter(isKept))
  }

  /// A matrix product over the letters that both have and the result has not; those that all three have are its batch.
  private mutating func multiplied(
    _ left: Labelled, _ right: Labelled, _ output: [Character], _ node: ExpressionNode
  ) throws(Unreadable) -> Labelled {
    let shared = left.letters.filter { right.letters.contains($0) }
    let batch = shared.filter { output.contains($0) }
    let inner = shared.filter { !output.contains($0) }
    let rows = left.letters.filter { !shared.contains($0) }
    let columns = right.letters.filter { !shared.contains($0) }
    let (leftShape, rightShape) = (graph.shape(of: left.node), graph.shape(of: right.node))
    func lengths(_ letters: [Character]) -> [Int] {
      letters.map { letter in
        left.letters.firstIndex(of: letter).map { leftShape.dimensions[$0] }
          ?? right.letters.firstIndex(of: letter).map { rightShape.dimensions[$0] } ?? 1
      }
    }
    func joined(_ letters: [Character]) -> [Int] { letters.isEmpty ? [] : [lengths(letters).reduce(1, *)] }
    let a = try arranged(left, batch + rows + inner, node)
    let b = try arranged(right, batch + inner + columns, node)
    let result: Int32
    if inner.isEmpty {
      // Seen so that they broadcast against each other.
      let ones = Array(repeating: 1, count: columns.count)
      let seenLeft = columns.isEmpty ? a : try shaped(a, lengths(batch + rows) + ones, node)
      let seenRight =
        rows.isEmpty || batch.isEmpty
        ? b : try shaped(b, lengths(batch) + Array(repeating: 1, count: rows.count) + lengths(columns), node)
      result = try pair(.multiply, node, seenLeft, seenRight)
    } else {
      // A vector stays one: a row on the left, a column on the right; a batch wants matrices.
      let isBatched = !batch.isEmpty
      let leftRows = isBatched && rows.isEmpty ? [1] : joined(rows)
      let rightColumns = isBatched && columns.isEmpty ? [1] : joined(columns)
      let product = try record(
        .product(.matmul), .none,
        [
          shaped(a, lengths(batch) + leftRows + joined(inner), node),
          shaped(b, lengths(batch) + joined(inner) + rightColumns, node),
        ], node)
      result = try shaped(product, lengths(batch + rows + columns), node)
    }
    return Labelled(node: result, letters: batch + rows + columns)
  }

  private mutating func shaped(
    _ operand: Int32, _ dimensions: [Int], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    graph.shape(of: operand).dimensions == dimensions ? operand : try reshape(operand, dimensions, node)
  }

  private mutating func permuted(
    _ operand: Int32, _ axes: [Int], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    axes == Array(axes.indices) ? operand : try record(.move(.transpose), .axes(axes), [operand], node)
  }

  private mutating func arranged(
    _ part: Labelled, _ letters: [Character], _ node: ExpressionNode
  ) throws(Unreadable) -> Int32 {
    try permuted(part.node, letters.compactMap { part.letters.firstIndex(of: $0) }, node)
  }
}
