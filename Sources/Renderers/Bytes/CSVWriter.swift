import Pictures

/// A training run for spreadsheets and data frames (RFC 4180 with line feeds): a step a line, a column a number. Numbers have the
/// fewest digits that read back exactly; NaN and the infinities are `NaN`, `Infinity`, `-Infinity`.
package struct CSVWriter: Sendable {
  package init() {}

  /// - Parameter loss: the loss's name, as in `dL/dw1`.
  package func bytes(of run: RunRecord, loss: String) -> [UInt8] {
    var writer = ByteWriter()
    writer.write("step,loss,learning_rate,gradient_norm")
    if let first = run.steps.first {
      for (name, value) in zip(run.parameters, first.values) {
        for entry in entries(value.shape) { write(name + entry, to: &writer) }
        for entry in entries(value.shape) { write("d" + loss + "/d" + name + entry, to: &writer) }
      }
    }
    writer.write("\n")
    for step in run.steps {
      writer.write(whole: step.step)
      for number in [step.loss, step.learningRate, step.gradientNorm] { write(number, to: &writer) }
      for (value, gradient) in zip(step.values, step.gradients) {
        write(value, to: &writer)
        write(gradient, to: &writer)
      }
      writer.write("\n")
    }
    return writer.bytes
  }

  private func write(_ quantity: Quantity, to writer: inout ByteWriter) {
    switch quantity {
    case .number(let number): write(number, to: &writer)
    case .tensor(_, let values): for value in values { write(value, to: &writer) }
    }
  }

  private func write(_ number: Double, to writer: inout ByteWriter) {
    writer.write(",")
    writer.write(number, .shortest)
  }

  /// A name as the head of a column: in quotes if it holds a comma or a quote.
  private func write(_ name: String, to writer: inout ByteWriter) {
    writer.write(",")
    guard name.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
      for byte in name.utf8 { writer.write(byte) }
      return
    }
    writer.write("\"")
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\"") { writer.write(byte) }
      writer.write(byte)
    }
    writer.write("\"")
  }

  /// ``, or `[0]`, `[1]`, …, in row-major order.
  private func entries(_ shape: [Int]) -> [String] {
    guard !shape.isEmpty else { return [""] }
    return (0..<shape.reduce(1, *)).map { entry in
      var rest = entry
      var places: [String] = []
      for extent in shape.reversed() {
        places.append(String(rest % extent))
        rest /= extent
      }
      return "[" + places.reversed().joined(separator: ", ") + "]"
    }
  }
}
