import Diagrams

extension DOTWriter {
  /// `id class label shape style color fillcolor role operation value gradient tooltip`, and the double outline.
  func write(
    _ box: borrowing Box, _ index: Int, _ names: borrowing DOTNames, _ looks: borrowing Looks,
    to writer: inout ByteWriter
  ) {
    writer.write("  ")
    names.writeIdentifier(of: index, to: &writer)
    writer.write(" [id=\"")
    names.writeElement(of: index, to: &writer)
    let look = looks[box.role, isBare: box.text.formula == nil]
    writer.write(look.beforeLabel)
    writer.quoted { writer, start in write(box.text, start: &start, to: &writer) }
    writer.write(look.afterLabel)
    writer.quoted { writer, start in writer.writeDOTData(box.operation, start: &start) }
    writer.write(" value=")
    writer.writeDOT(box.value)
    if let gradient = box.gradient {
      writer.write(" gradient=")
      writer.writeDOT(gradient)
    }
    if !box.tooltip.isEmpty {
      writer.write(" tooltip=")
      writer.quoted { writer, start in writer.writeDOT(box.tooltip, start: &start, breaksLines: true) }
    }
    writer.write(look.last)
  }

  /// The lines of a box: `ŷ = w1·x1 + w2·x2`, `8 kg`, `∂L/∂ŷ = 6`.
  @inline(__always)
  private func write(_ text: borrowing BoxText, start: inout Int, to writer: inout ByteWriter) {
    writer.writeDOT(text.name, start: &start)
    if let formula = text.formula {
      writer.write(" = ")
      writer.writeDOT(formula, start: &start)
    }
    for line in text.value {
      writer.write("\\n")
      writer.writeDOT(line, start: &start)
    }
    if let note = text.note {
      // Beside a single value, below a matrix.
      writer.write(text.value.count == 1 ? "  " : "\\n")
      writer.writeDOT(note, start: &start)
    }
    guard let gradientName = text.gradientName else { return }
    writer.write("\\n")
    writer.writeDOT(gradientName, start: &start)
    guard text.gradient.count != 1 else {
      writer.write(" = ")
      writer.writeDOT(text.gradient[0], start: &start)
      return
    }
    for line in text.gradient {
      writer.write("\\n")
      writer.writeDOT(line, start: &start)
    }
  }

  /// What the boxes of one role have in common, ready to be copied.
  struct Look {
    var beforeLabel: [UInt8]
    var afterLabel: [UInt8]
    var last: [UInt8]
  }

  /// Roles are told by shape and colour: data in plain boxes, parameters in rounded ones, definitions in boxes and bare
  /// operations in ellipses, the output with two outlines.
  struct Looks {
    private var looks: [Look] = []
    let wire: [UInt8]
    let quietWire: [UInt8]
    let wireColour: [UInt8]
    let quietWireColour: [UInt8]

    init(_ theme: Theme) {
      for role in Box.Role.allCases {
        for isBare in [false, true] { looks.append(Self.look(role, isBare, theme)) }
      }
      wire = Array(#"" class="wire""#.utf8)
      quietWire = Array(#"" class="quiet-wire""#.utf8)
      wireColour = Array(" color=\"".utf8) + Self.text(theme.wire) + Array("\"".utf8)
      quietWireColour = Array(" color=\"".utf8) + Self.text(theme.quietWire) + Array("\"".utf8)
    }

    /// `isBare`: an operation without a formula is one sign alone.
    subscript(role: Box.Role, isBare isBare: Bool) -> Look {
      let place =
        switch role {
        case .input: 0
        case .target: 1
        case .parameter: 2
        case .constant: 3
        case .operation: 4
        case .output: 5
        }
      return looks[2 * place + (isBare ? 1 : 0)]
    }

    private static func text(_ colour: Theme.Colour) -> [UInt8] {
      var writer = ByteWriter()
      writer.write(colour)
      return writer.bytes()
    }

    private static func look(_ role: Box.Role, _ isBare: Bool, _ theme: Theme) -> Look {
      let (shape, style, last) =
        switch role {
        case .input, .target: ("box", "filled", "];\n")
        case .parameter: ("box", "rounded,filled", "];\n")
        case .constant: ("box", "filled,dashed", "];\n")
        case .operation: (isBare ? "ellipse" : "box", "filled", "];\n")
        case .output: ("box", "filled", " peripheries=\"2\"];\n")
        }
      let surface = theme.surface(of: role)
      return Look(
        beforeLabel: Array("\" class=\"\(role.rawValue)\" label=".utf8),
        afterLabel: Array(" shape=\"\(shape)\" style=\"\(style)\" color=\"".utf8) + text(surface.stroke)
          + Array("\" fillcolor=\"".utf8) + text(surface.fill)
          + Array("\" role=\"\(role.rawValue)\" operation=".utf8),
        last: Array(last.utf8))
    }
  }
}
