import Autodiff
import Pictures

/// Tensors: few numbers written out, a small matrix as rows, anything larger summed up.
extension NumberFormat {
  /// A tensor of more numbers is summed up everywhere.
  private static let mostWritten = 16

  func lines(_ quantity: Quantity) -> [String] {
    switch quantity {
    case .number(let number): [text(number)]
    case .tensor(let lengths, let numbers) where numbers.count > Self.mostWritten: [summary(numbers, lengths)]
    case .tensor: lines(Tensor(quantity))
    }
  }

  /// - Parameter lines: those of the box, if it has any: many numbers are summed up once.
  func line(_ quantity: Quantity, _ lines: [String]) -> String {
    if quantity.count > Self.mostWritten { return lines.first ?? self.lines(quantity)[0] }
    return line(Tensor(quantity))
  }

  /// Every digit of up to 16 numbers; more are summed up, as in `lines`.
  func full(_ quantity: Quantity, _ lines: [String]) -> String {
    if quantity.count > Self.mostWritten { return lines.first ?? self.lines(quantity)[0] }
    if case .number(let number) = quantity { return fullText(number) }
    return literal(Tensor(quantity), with: fullText)
  }

  /// The lines of a box: one for a number, one a row for a matrix of at most 4×4 or six numbers, else one.
  package func lines(_ tensor: Tensor) -> [String] {
    let lengths = tensor.shape.dimensions
    if lengths.count == 2, lengths.allSatisfy({ $0 <= 4 }) || tensor.scalars.count <= 6 {
      return rows(Self.withoutNoise(tensor.scalars), of: lengths[1])
    }
    return [line(tensor)]
  }

  /// What is below 1e-12 of the largest is what rounding left of 0.
  static func withoutNoise(_ numbers: [Double]) -> [Double] {
    let noise = noise(of: numbers[...])
    return numbers.map { $0.magnitude < noise ? 0 : $0 }
  }

  private static func noise(of numbers: ArraySlice<Double>) -> Double {
    1e-12 * numbers.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }

  /// One line: `8`, `[1, 2]`, `[[1, 2], [3, 4]]`, or `5×2: min 0.5, mean 2.3, max 5` if it holds more numbers than `limit`.
  package func line(_ tensor: Tensor, limit: Int = 6) -> String {
    guard tensor.scalars.count <= limit else { return summary(tensor.scalars[...], tensor.shape.dimensions) }
    return literal(Tensor(shape: tensor.shape, scalars: Self.withoutNoise(tensor.scalars)), with: text)
  }

  /// The same in runs.
  func formula(_ tensor: Tensor) -> Formula {
    let lengths = tensor.shape.dimensions
    if lengths.isEmpty { return formula(tensor.scalars[0]) }
    let isMatrix = lengths.count == 2
    let isSmall = tensor.scalars.count <= 6 || isMatrix && lengths.allSatisfy { $0 <= 4 }
    guard isSmall, lengths.count <= 2, !tensor.scalars.isEmpty else { return .words(line(tensor)) }
    var runs = [isMatrix ? Formula.Run(.matrix, "[[") : .init(.open, "[")]
    for (place, number) in Self.withoutNoise(tensor.scalars).enumerated() {
      if place > 0 {
        let startsRow = isMatrix && place % lengths[1] == 0
        runs.append(startsRow ? .init(.row, "], [") : .init(isMatrix ? .next : .comma, ", "))
      }
      runs += formula(number).runs
    }
    return Formula(runs + [isMatrix ? .init(.end, "]]") : .init(.close, "]")])
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

  /// `8 numbers`, `2×4`.
  static func size(_ lengths: [Int]) -> String {
    lengths.count == 1 ? "\(lengths[0]) numbers" : lengths.map { "\($0)" }.joined(separator: "×")
  }

  /// Shape, smallest, mean and largest, and how many are infinite. A NaN anywhere makes all of them NaN.
  /// The numbers are read where they stand: there may be millions.
  private func summary(_ numbers: ArraySlice<Double>, _ lengths: [Int]) -> String {
    let size = Self.size(lengths)
    if numbers.isEmpty { return size }
    let noise = Self.noise(of: numbers)
    var (smallest, largest, sum) = (Double.infinity, -Double.infinity, 0.0)
    var (count, negative, positive) = (0, 0, 0)
    for number in numbers {
      if number.isFinite {
        let number = number.magnitude < noise ? 0 : number
        if number < smallest { smallest = number }
        if number > largest { largest = number }
        sum += number
        count += 1
      } else if number.isNaN {
        return "\(size): min NaN, mean NaN, max NaN"
      } else if number < 0 {
        negative += 1
      } else {
        positive += 1
      }
    }
    var parts: [String] = []
    if negative > 0 { parts.append("\(negative) of \(numbers.count) are \(text(-.infinity))") }
    if positive > 0 { parts.append("\(positive) of \(numbers.count) are \(text(.infinity))") }
    if count > 0 {
      var mean = sum / Double(count)
      if !mean.isFinite { mean = numbers.reduce(0) { $1.isFinite ? $0 + $1 / Double(count) : $0 } }
      if mean.magnitude < 1e-12 * max(-smallest, largest) { mean = 0 }
      parts.append("min \(text(smallest)), mean \(text(mean)), max \(text(largest))")
    }
    return "\(size): \(parts.joined(separator: ", "))"
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
