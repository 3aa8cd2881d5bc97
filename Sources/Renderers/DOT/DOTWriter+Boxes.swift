import Pictures

extension DOTWriter {
  /// `id class label shape style color fillcolor role operation value gradient tooltip`, and the double outline.
  func write(
    _ box: UnsafePointer<Box>, _ index: Int, _ names: borrowing DOTNames, _ looks: borrowing DOTLooks,
    to writer: inout ByteWriter
  ) {
    writer.write("  ")
    names.writeIdentifier(of: index, to: &writer)
    writer.write(" [id=\"")
    names.writeElement(of: index, to: &writer)
    let look = DOTLooks.Look(box.pointee.role, isBare: box.pointee.text.formula == nil)
    looks.writeBeforeLabel(look, to: &writer)
    writer.quoted { writer, start in writeLines(of: box, start: &start, to: &writer) }
    looks.writeAfterLabel(look, to: &writer)
    writer.quoted { writer, start in writer.writeDOTData(box.pointee.operation, start: &start) }
    writer.write(" value=")
    writer.writeDOT(box.pointee.value)
    if let gradient = box.pointee.gradient {
      writer.write(" gradient=")
      writer.writeDOT(gradient)
    }
    if !box.pointee.tooltip.isEmpty {
      writer.write(" tooltip=")
      writer.quoted { writer, start in writer.writeDOT(box.pointee.tooltip, start: &start, breaksLines: true) }
    }
    if let mark = box.pointee.text.mark {
      writer.write(" mark=")
      writer.quoted { writer, start in writer.writeDOT(mark, start: &start) }
    }
    writer.write(box.pointee.role == .output ? " peripheries=\"2\"];\n" : "];\n")
  }

  /// The lines of a box: `ŷ = w1·x1 + w2·x2`, `8 kg`, `∂L/∂ŷ = 6`.
  @inline(__always)
  private func writeLines(of box: UnsafePointer<Box>, start: inout Int, to writer: inout ByteWriter) {
    writer.writeDOT(box.pointee.text.name.text, start: &start)
    if let formula = box.pointee.text.formula {
      writer.write(" = ")
      writer.writeDOT(formula.text, start: &start)
    }
    for line in box.pointee.text.value {
      writer.write("\\n")
      writer.writeDOT(line, start: &start)
    }
    if let note = box.pointee.text.note {
      // Beside a single value, below a matrix.
      writer.write(box.pointee.text.value.count == 1 ? "  " : "\\n")
      writer.writeDOT(note, start: &start)
    }
    writeGradient(of: box, start: &start, to: &writer)
    if let mark = box.pointee.text.mark {
      writer.write("\\n! ")
      writer.writeDOT(mark, start: &start)
    }
  }

  @inline(__always)
  private func writeGradient(of box: UnsafePointer<Box>, start: inout Int, to writer: inout ByteWriter) {
    guard let gradientName = box.pointee.text.gradientName else { return }
    writer.write("\\n")
    writer.writeDOT(gradientName.text, start: &start)
    guard box.pointee.text.gradient.count != 1 else {
      writer.write(" = ")
      writer.writeDOT(box.pointee.text.gradient[0], start: &start)
      return
    }
    for line in box.pointee.text.gradient {
      writer.write("\\n")
      writer.writeDOT(line, start: &start)
    }
  }
}
