import Pictures

extension DOTWriter {
  /// `id class label color formula derivative upstream contribution`, tooltip, and the weight of a quiet wire.
  func write(
    _ arrow: Arrow, _ names: DOTNames, _ looks: DOTLooks,
    to writer: inout ByteWriter
  ) {
    writer.write("  ")
    writer.write(copying: names.identifiers[arrow.from])
    writer.write(" -> ")
    writer.write(copying: names.identifiers[arrow.to])
    writer.write(" [id=\"")
    writer.write(copying: names.elements[arrow.from])
    writer.write("--")
    writer.write(copying: names.elements[arrow.to])
    writer.write("--")
    writer.write(whole: arrow.slot)
    let look = looks.wire(isActive: arrow.isActive)
    writer.write(copying: look.beforeLabel)
    writeLabel(of: arrow, isSmall: names.identifiers.count <= SVGTypesetting.mostBoxesWithNames, to: &writer)
    writer.write(copying: look.afterLabel)
    if let formula = arrow.formula {
      writer.write(" formula=")
      writer.quoted { writer in writer.writeDOTData(formula.text) }
    }
    // A Jacobian of more numbers would be most of the file.
    if let derivative = arrow.derivative, derivative.count <= Self.mostNumbers {
      writer.write(" derivative=")
      writer.writeDOT(derivative)
    }
    if let upstream = arrow.upstream {
      writer.write(" upstream=")
      writer.writeDOT(upstream)
    }
    if let contribution = arrow.contribution {
      writer.write(" contribution=")
      writer.writeDOT(contribution)
    }
    if !arrow.tooltip.isEmpty {
      writer.write(" tooltip=")
      writer.quoted { writer in writer.writeDOT(arrow.tooltip, breaksLines: true) }
    }
    writer.write(arrow.isActive ? "];\n" : " penwidth=\"0.7\"];\n")
  }

  /// Of a Jacobian.
  private static let mostNumbers = 16

  /// `∂L/∂e = 2e = 6`, or where there is less room `∂ = 2e = 6`; below it `1 · 6 = 6`.
  private func writeLabel(of arrow: Arrow, isSmall: Bool, to writer: inout ByteWriter) {
    let text = arrow.text
    var label = DOTLabel(to: &writer)
    for (place, line) in text.derivativeLines.enumerated() {
      label.line(to: &writer) { writer in
        if place == 0, text.number != nil, let name = text.name {
          writer.writeLabel(isSmall ? name : "∂")
          writer.write(" = ")
        }
        writer.writeLabel(line)
      }
    }
    if let contribution = text.contribution {
      label.line(to: &writer) { $0.coloured(theme.gradient) { $0.writeLabel(contribution) } }
    }
    label.end(&writer)
  }
}
