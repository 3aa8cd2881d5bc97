import Pictures

/// The whole annotated graph for other programs: format `edgewise-graph`, version 2.
///
/// Keys stand in a fixed order, a node or edge a line. Numbers have the fewest digits that read back exactly; NaN and the
/// infinities are `"NaN"`, `"Infinity"`, `"-Infinity"`; what there is not is `null`.
package struct JSONWriter: Sendable {
  package init() {}

  /// The whole file. Linear in boxes, arrows and numbers.
  package func bytes(of diagram: Diagram) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(260 * (diagram.boxes.count + diagram.arrows.count))
    var writer = ByteWriter(appendingTo: consume bytes)
    writer.write("{\n  \"format\": \"edgewise-graph\", \"version\": 2,\n  \"title\": ")
    writer.writeJSON(diagram.title)
    writer.write(", \"output\": ")
    writer.writeJSON(diagram.output)
    writer.write(", \"detail\": ")
    writer.writeJSON(diagram.detail)
    writer.write(", \"step\": ")
    writer.write(whole: diagram.step)
    writer.write(",\n  \"nodes\": [")
    writeLines(diagram.boxes, to: &writer) { write($0, in: diagram, to: &$1) }
    writer.write("],\n  \"edges\": [")
    writeLines(diagram.arrows, to: &writer) { write($0, in: diagram, to: &$1) }
    writer.write("],\n  \"runs\": [")
    writeLines(diagram.runs, to: &writer) { write($0, to: &$1) }
    writer.write("],\n  \"expectations\": [")
    writeLines(diagram.expectations, to: &writer) { write($0, to: &$1) }
    writer.write("]\n}\n")
    return writer.bytes
  }

  /// One element a line; `[]` stays `[]`.
  func writeLines<Element>(
    _ elements: [Element], to writer: inout ByteWriter, _ write: (Element, inout ByteWriter) -> Void
  ) {
    // In place: a box taken out of its array is a dozen references counted.
    elements.withUnsafeBufferPointer { elements in
      for place in elements.indices {
        writer.write(place == 0 ? "\n    {" : ",\n    {")
        write(elements[place], &writer)
        writer.write("}")
      }
    }
    if !elements.isEmpty { writer.write("\n  ") }
  }

  private func write(_ box: Box, in diagram: Diagram, to writer: inout ByteWriter) {
    writer.write("\"id\": ")
    writer.writeJSON(box.id)
    writer.write(", \"role\": ")
    writer.writeJSON(box.role.rawValue)
    writer.write(", \"operation\": ")
    writer.writeJSON(box.operation)
    if let tape = box.tape {
      write(tape, to: &writer)
      for (slot, operand) in tape.operands.enumerated() {
        writer.write(slot == 0 ? "" : ", ")
        writer.writeJSON(diagram.boxes[operand].id)
      }
      writer.write("]")
    }
    writer.write(", \"expression\": ")
    writer.writeJSON(box.expression)
    writer.write(", \"note\": ")
    writer.writeJSON(box.note)
    writer.write(", \"groups\": [")
    for (i, group) in box.groups.enumerated() {
      if i > 0 { writer.write(", ") }
      writer.writeJSON(group)
    }
    writer.write("], ")
    if let closed = box.closed {
      writer.write("\"closed\": ")
      writer.writeJSON(closed)
      writer.write(", ")
    }
    writer.write("\"shape\": [")
    for (i, extent) in box.value.shape.enumerated() {
      if i > 0 { writer.write(", ") }
      writer.write(whole: extent)
    }
    writer.write("]")
    if !diagram.isBare || box.role == .constant {
      writer.write(", \"value\": ")
      write(box.value, to: &writer)
    }
    guard !diagram.isBare else { return }
    writer.write(", \"gradient\": ")
    write(box.gradient, to: &writer)
    if let mark = box.text.mark {
      writer.write(", \"mark\": ")
      writer.writeJSON(mark)
    }
  }

  private func write(_ arrow: Arrow, in diagram: Diagram, to writer: inout ByteWriter) {
    writer.write("\"from\": ")
    writer.writeJSON(diagram.boxes[arrow.from].id)
    writer.write(", \"to\": ")
    writer.writeJSON(diagram.boxes[arrow.to].id)
    writer.write(", \"slot\": ")
    writer.write(whole: arrow.slot)
    guard !diagram.isBare else { return }
    writer.write(", \"formula\": ")
    writer.writeJSON(arrow.formula?.text)
    writer.write(", \"derivative\": ")
    write(arrow.derivative, to: &writer)
    writer.write(", \"upstream\": ")
    write(arrow.upstream, to: &writer)
    writer.write(", \"contribution\": ")
    write(arrow.contribution, to: &writer)
    writer.write(", \"ascii\": ")
    writer.writeJSON(arrow.asciiFormula)
  }

  private func write(_ expectation: Expectation, to writer: inout ByteWriter) {
    writer.write("\"line\": ")
    writer.write(whole: expectation.line)
    writer.write(", \"claim\": ")
    writer.writeJSON(expectation.claim)
    writer.write(", \"holds\": ")
    switch expectation.holds {
    case true?: writer.write("true")
    case false?: writer.write("false")
    case nil: writer.write("null")
    }
    writer.write(", \"actual\": ")
    write(expectation.actual, to: &writer)
  }

  func write(_ quantity: Quantity?, to writer: inout ByteWriter) {
    if let quantity { writer.write(quantity, .shortest, quote: "\"", separator: ", ") } else { writer.write("null") }
  }
}
