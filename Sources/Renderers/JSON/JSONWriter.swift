import Pictures

/// The whole annotated graph for other programs: format `edgewise-graph`, version 2.
///
/// Keys stand in a fixed order, a node or edge a line. Numbers have the fewest digits that read back exactly; NaN and the
/// infinities are `"NaN"`, `"Infinity"`, `"-Infinity"`; what there is not is `null`.
package struct JSONWriter: Sendable {
  package init() {}

  /// The whole file. Linear in boxes, arrows and numbers.
  package func bytes(of source: some DiagramSource) -> [UInt8] {
    let (facts, ids) = (source.facts, source.ids)
    var bytes: [UInt8] = []
    // A box with two arrows; what is not used costs nothing.
    bytes.reserveCapacity(780 * ids.count)
    var writer = ByteWriter(appendingTo: consume bytes)
    writer.write("{\n  \"format\": \"edgewise-graph\", \"version\": 2,\n  \"title\": ")
    writer.writeJSON(facts.title?.text)
    writer.write(", \"output\": ")
    writer.writeJSON(facts.output)
    writer.write(", \"detail\": ")
    writer.writeJSON(facts.detail)
    writer.write(", \"step\": ")
    writer.write(whole: facts.step)
    writer.write(",\n  \"nodes\": [")
    var lines = Lines(to: writer)
    source.forEachBox { box in lines.add(to: &writer) { write(box, ids, isBare: facts.isBare, to: &$0) } }
    lines.end(&writer)
    writer.write("],\n  \"edges\": [")
    lines = Lines(to: writer)
    source.forEachArrow { arrow in lines.add(to: &writer) { write(arrow, ids, isBare: facts.isBare, to: &$0) } }
    lines.end(&writer)
    writer.write("],\n  \"runs\": [")
    writeLines(facts.runs, to: &writer) { write($0, to: &$1) }
    writer.write("],\n  \"expectations\": [")
    writeLines(facts.expectations, to: &writer) { write($0, to: &$1) }
    writer.write("]\n}\n")
    return writer.bytes
  }

  func writeLines<Element>(
    _ elements: [Element], to writer: inout ByteWriter, _ write: (Element, inout ByteWriter) -> Void
  ) {
    let lines = Lines(to: writer)
    for element in elements { lines.add(to: &writer) { write(element, &$0) } }
    lines.end(&writer)
  }

  /// The elements of a list, one a line; `[]` stays `[]`.
  private struct Lines {
    private let start: Int

    init(to writer: borrowing ByteWriter) { start = writer.count }

    func add(to writer: inout ByteWriter, _ body: (inout ByteWriter) -> Void) {
      writer.write(writer.count == start ? "\n    {" : ",\n    {")
      body(&writer)
      writer.write("}")
    }

    func end(_ writer: inout ByteWriter) { if writer.count > start { writer.write("\n  ") } }
  }

  private func write(_ box: Box, _ ids: [String], isBare: Bool, to writer: inout ByteWriter) {
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
        writer.writeJSON(ids[operand])
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
    if !isBare || box.role == .constant {
      writer.write(", \"value\": ")
      write(box.value, to: &writer)
    }
    guard !isBare else { return }
    writer.write(", \"gradient\": ")
    write(box.gradient, to: &writer)
    if let mark = box.text.mark {
      writer.write(", \"mark\": ")
      writer.writeJSON(mark)
    }
  }

  private func write(_ arrow: Arrow, _ ids: [String], isBare: Bool, to writer: inout ByteWriter) {
    writer.write("\"from\": ")
    writer.writeJSON(ids[arrow.from])
    writer.write(", \"to\": ")
    writer.writeJSON(ids[arrow.to])
    writer.write(", \"slot\": ")
    writer.write(whole: arrow.slot)
    guard !isBare else { return }
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
