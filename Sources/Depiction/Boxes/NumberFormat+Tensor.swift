import Autodiff
import Pictures

/// Tensors: few numbers written out, a small matrix as rows, anything larger summed up.
extension NumberFormat {
  func lines(_ quantity: Quantity) -> [String] {
    if case .number(let number) = quantity { [text(number)] } else { lines(Tensor(quantity)) }
  }

  /// Every digit of up to 16 numbers; more are summed up.
  func full(_ quantity: Quantity) -> String {
    if case .number(let number) = quantity { return fullText(number) }
    let tensor = Tensor(quantity)
    return tensor.scalars.count <= 16 ? literal(tensor, with: fullText) : summary(tensor)
  }

  /// The lines of a box: one for a number, one a row for a matrix of at most 4×4, else one.
  package func lines(_ tensor: Tensor) -> [String] {
    let lengths = tensor.shape.dimensions
    if lengths.count == 2, lengths[0] > 1, lengths.allSatisfy({ $0 <= 4 }) {
      return rows(tensor.scalars, of: lengths[1])
    }
    return [line(tensor)]
  }

  /// One line: `8`, `[1, 2]`, `[[1, 2], [3, 4]]`, or `5×2: min 0.5, mean 2.3, max 5` if it holds more numbers than `limit`.
  package func line(_ tensor: Tensor, limit: Int = 6) -> String {
    tensor.scalars.count <= limit ? literal(tensor, with: text) : summary(tensor)
  }

  /// The same in runs.
  func formula(_ tensor: Tensor) -> Formula {
    let lengths = tensor.shape.dimensions
    if lengths.isEmpty { return formula(tensor.scalars[0]) }
    let isMatrix = lengths.count == 2
    // On a line it is summed up, and stands whole where there is room for rows.
    if isMatrix, tensor.scalars.count > 6, lengths.allSatisfy({ $0 <= 4 }) {
      let summary = Formula.Run(.words, line(tensor), in: .line)
      return Formula([summary] + matrix(tensor, lengths[1]).runs.map { Formula.Run($0.kind, $0.text, in: .stacked) })
    }
    guard tensor.scalars.count <= 6, lengths.count <= 2, !tensor.scalars.isEmpty else { return .words(line(tensor)) }
    if isMatrix { return matrix(tensor, lengths[1]) }
    var runs = [Formula.Run(.open, "[")]
    for (place, number) in tensor.scalars.enumerated() {
      if place > 0 { runs.append(.init(.comma, ", ")) }
      runs += formula(number).runs
    }
    return Formula(runs + [.init(.close, "]")])
  }

  private func matrix(_ tensor: Tensor, _ columns: Int) -> Formula {
    var runs = [Formula.Run(.matrix, "[[")]
    for (place, number) in tensor.scalars.enumerated() {
      if place > 0 { runs.append(place % columns == 0 ? .init(.row, "], [") : .init(.next, ", ")) }
      runs += formula(number).runs
    }
    return Formula(runs + [.init(.end, "]]")])
  }

  /// `[[1, 2], [3, 4]]`, however large.
  func literal(_ tensor: Tensor, with text: (Double) -> String) -> String {
    var parts = tensor.scalars.map(text)
    for length in tensor.shape.dimensions.reversed() where length > 0 {
      parts = stride(from: 0, to: parts.count, by: length).map { start in
        "[" + parts[start..<start + length].joined(separator: ", ") + "]"
      }
    }
    return parts.first ?? "[]"
  }

  /// Shape, smallest, mean and largest. A NaN anywhere makes all of them NaN.
  func summary(_ tensor: Tensor) -> String {
    let numbers = tensor.scalars
    let lengths = tensor.shape.dimensions
    let size =
      lengths.count == 1 ? "\(numbers.count) numbers" : lengths.map(String.init).joined(separator: "×")
    guard let first = numbers.first else { return size }
    var smallest = first
    var largest = first
    var sum = 0.0
    for number in numbers {
      // Written so that a NaN is kept.
      if !(number >= smallest) { smallest = smallest.isNaN ? smallest : number }
      if !(number <= largest) { largest = largest.isNaN ? largest : number }
      sum += number
    }
    let count = Double(numbers.count)
    var mean = sum / count
    if !mean.isFinite, smallest.isFinite, largest.isFinite {
      mean = numbers.reduce(0) { $0 + $1 / count }
    }
    return "\(size): min \(text(smallest)), mean \(text(mean)), max \(text(largest))"
  }

  /// Rows with their columns aligned to the right.
  private func rows(_ numbers: [Double], of length: Int) -> [String] {
    let texts = numbers.map(text)
    var widths = [Int](repeating: 0, count: length)
    for (i, text) in texts.enumerated() { widths[i % length] = max(widths[i % length], text.count) }
    return stride(from: 0, to: texts.count, by: length).map { start in
      let cells = (0..<length).map { column in
        let text = texts[start + column]
        return String(repeating: " ", count: widths[column] - text.count) + text
      }
      return "[" + cells.joined(separator: "  ") + "]"
    }
  }
}
