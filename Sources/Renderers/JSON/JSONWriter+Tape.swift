import Pictures

extension JSONWriter {
  /// `, "attributes": {"axis": 0}, "operands": [`: up to where the operands' ids follow.
  func write(_ tape: TapeEntry, to writer: inout ByteWriter) {
    writer.write(", \"attributes\": {")
    for (index, attribute) in tape.attributes.enumerated() {
      if index > 0 { writer.write(", ") }
      writer.writeJSON(attribute.name)
      writer.write(": ")
      if let value = attribute.value { write(value, to: &writer) } else { writer.write("null") }
    }
    writer.write("}, \"operands\": [")
  }

  private func write(_ value: TapeEntry.Value, to writer: inout ByteWriter) {
    switch value {
    case .number(let number): write(Quantity.number(number), to: &writer)
    case .whole(let number): writer.write(whole: number)
    case .truth(let isTrue): writer.write(isTrue ? "true" : "false")
    case .text(let text): writer.writeJSON(text)
    case .list(let values):
      writer.write("[")
      for (index, value) in values.enumerated() {
        if index > 0 { writer.write(", ") }
        write(value, to: &writer)
      }
      writer.write("]")
    }
  }
}
