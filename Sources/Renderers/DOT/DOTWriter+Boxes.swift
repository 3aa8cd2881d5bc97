import Pictures

extension DOTWriter {
  /// `id class label shape style color fillcolor role operation value gradient tooltip`, and the double outline.
  func write(
    _ box: Box, _ index: Int, isBare: Bool, _ names: DOTNames, _ looks: DOTLooks,
    to writer: inout ByteWriter
  ) {
    writer.write("  ")
    writer.write(copying: names.identifiers[index])
    writer.write(" [id=\"")
    writer.write(copying: names.elements[index])
    let look = looks.box(box.role, isBare: box.text.formula == nil)
    writer.write(copying: look.beforeLabel)
    writer.quoted { writer in writeLines(of: box, to: &writer) }
    writer.write(copying: look.afterLabel)
    writer.quoted { writer in writer.writeDOTData(box.operation) }
    if !isBare || box.role == .constant {
      writer.write(" value=")
      writer.writeDOT(box.value)
    }
    if let gradient = box.gradient {
      writer.write(" gradient=")
      writer.writeDOT(gradient)
    }
    if !box.tooltip.isEmpty {
      writer.write(" tooltip=")
      writer.quoted { writer in writer.writeDOT(box.tooltip, breaksLines: true) }
    }
    if let mark = box.text.mark {
      writer.write(" mark=")
      writer.quoted { writer in writer.writeDOT(mark) }
    }
    writer.write(box.role == .output ? " peripheries=\"2\"];\n" : "];\n")
  }

  /// The lines of a box: `ŷ = w1·x1 + w2·x2`, `8 kg`, `∂L/∂ŷ = 6`.
  private func writeLines(of box: Box, to writer: inout ByteWriter) {
    writer.writeDOT(box.text.name)
    if let formula = box.text.formula {
      writer.write(" = ")
      writer.writeDOT(formula)
    }
    for line in box.text.value {
      writer.write("\\n")
      writer.writeDOT(line)
    }
    if let note = box.text.note {
      // Beside a single value, below a matrix.
      writer.write(box.text.value.count == 1 ? "  " : "\\n")
      writer.writeDOT(note)
    }
    writeGradient(of: box, to: &writer)
    if let mark = box.text.mark {
      writer.write("\\n! ")
      writer.writeDOT(mark)
    }
  }

  private func writeGradient(of box: Box, to writer: inout ByteWriter) {
    guard let gradientName = box.text.gradientName else { return }
    writer.write("\\n")
    writer.writeDOT(gradientName)
    guard box.text.gradient.count != 1 else {
      writer.write(" = ")
      writer.writeDOT(box.text.gradient[0])
      return
    }
    for line in box.text.gradient {
      writer.write("\\n")
      writer.writeDOT(line)
    }
  }
}
