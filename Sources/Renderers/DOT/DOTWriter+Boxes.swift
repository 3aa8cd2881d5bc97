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
    writeLabel(of: box, to: &writer)
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

  /// The lines of a box: `ŷ = w₁·x₁ + w₂·x₂`, `8 kg`, `∂L/∂ŷ = 6`; in a table where one of them is a matrix.
  private func writeLabel(of box: Box, to writer: inout ByteWriter) {
    let text = box.text
    let values = text.value.count > 1 ? MatrixCells.rows(of: text.value) : []
    let gradients = text.gradient.count > 1 ? MatrixCells.rows(of: text.gradient) : []
    var label = DOTLabel(matrices: [values, gradients], to: &writer)
    let note = (text.note ?? "").split(separator: " ").joined(separator: " ")
    // Beside a single value, or below.
    let isNoteBeside = text.value.count == 1 && note.count <= Self.shortNote && !note.isEmpty
    let formula = text.formula.map { $0.lines() ?? $0.lines(of: Self.longLine) ?? [$0] } ?? []
    label.line(to: &writer) { writer in
      writer.writeLabel(text.name)
      guard let first = formula.first else { return }
      if !text.name.runs.isEmpty { writer.write(" = ") }
      writer.writeLabel(first)
    }
    for line in formula.dropFirst() { label.line(to: &writer) { $0.writeLabel(line) } }
    if !values.isEmpty {
      label.matrix(values, theme.value, isBold: true, to: &writer)
    } else if let value = text.value.first {
      label.line(to: &writer) { writer in
        writer.coloured(theme.value, isBold: true) { $0.writeLabel(value) }
        guard isNoteBeside else { return }
        writer.write(" ")
        writer.coloured(theme.muted) { $0.writeLabel(note) }
      }
    }
    if !isNoteBeside {
      for line in Self.lines(of: note) {
        label.line(to: &writer) { $0.coloured(theme.muted) { $0.writeLabel(line) } }
      }
    }
    if let name = text.gradientName {
      label.line(to: &writer) { writer in
        writer.coloured(theme.gradient) { writer in
          writer.writeLabel(name)
          guard text.gradient.count == 1 else { return }
          writer.write(" = ")
          writer.writeLabel(text.gradient[0])
        }
      }
      if !gradients.isEmpty { label.matrix(gradients, theme.gradient, isBold: false, to: &writer) }
    }
    if let mark = text.mark {
      label.line(to: &writer) { $0.coloured(theme.gradient, isBold: true) { $0.writeLabel("⚠ " + mark) } }
    }
    label.end(&writer)
  }

  private static let shortNote = 18
  /// Of a formula that is too long for a picture's lines.
  private static let longLine = 60

  /// A note in lines of about two dozen characters.
  private static func lines(of note: String) -> [String] {
    var lines: [String] = []
    for word in note.split(separator: " ") {
      if let last = lines.last, last.count + word.count < 24 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
