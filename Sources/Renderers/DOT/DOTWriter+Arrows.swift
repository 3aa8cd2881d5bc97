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
    writer.quoted { writer in writeLines(of: arrow, to: &writer) }
    writer.write(copying: look.afterLabel)
    if let formula = arrow.formula {
      writer.write(" formula=")
      writer.quoted { writer in writer.writeDOTData(formula.text) }
    }
    if let derivative = arrow.derivative {
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

  /// `2e = 6`, below it `6 · 2 = 12`.
  private func writeLines(of arrow: Arrow, to writer: inout ByteWriter) {
    var isFirst = true
    if let formula = arrow.text.formula {
      writer.writeDOT(formula)
      isFirst = false
    }
    if let number = arrow.text.number {
      if !isFirst { writer.write(" = ") }
      writer.writeDOT(number)
      isFirst = false
    }
    if let contribution = arrow.text.contribution {
      if !isFirst { writer.write("\\n") }
      writer.writeDOT(contribution)
    }
  }
}
