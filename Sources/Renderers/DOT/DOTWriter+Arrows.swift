import Pictures

extension DOTWriter {
  /// `id class label color formula derivative upstream contribution`, tooltip, and the weight of a quiet wire.
  func write(
    _ arrow: UnsafePointer<Arrow>, _ names: borrowing DOTNames, _ looks: borrowing DOTLooks,
    to writer: inout ByteWriter
  ) {
    writer.write("  ")
    names.writeIdentifier(of: arrow.pointee.from, to: &writer)
    writer.write(" -> ")
    names.writeIdentifier(of: arrow.pointee.to, to: &writer)
    writer.write(" [id=\"")
    names.writeElement(of: arrow.pointee.from, to: &writer)
    writer.write("--")
    names.writeElement(of: arrow.pointee.to, to: &writer)
    writer.write("--")
    writer.write(whole: arrow.pointee.slot)
    looks.writeBeforeLabel(ofActive: arrow.pointee.isActive, to: &writer)
    writer.quoted { writer, start in writeLines(of: arrow, start: &start, to: &writer) }
    looks.writeColour(ofActive: arrow.pointee.isActive, to: &writer)
    if let formula = arrow.pointee.formula {
      writer.write(" formula=")
      writer.quoted { writer, start in writer.writeDOTData(formula.text, start: &start) }
    }
    if let derivative = arrow.pointee.derivative {
      writer.write(" derivative=")
      writer.writeDOT(derivative)
    }
    if let upstream = arrow.pointee.upstream {
      writer.write(" upstream=")
      writer.writeDOT(upstream)
    }
    if let contribution = arrow.pointee.contribution {
      writer.write(" contribution=")
      writer.writeDOT(contribution)
    }
    if !arrow.pointee.tooltip.isEmpty {
      writer.write(" tooltip=")
      writer.quoted { writer, start in writer.writeDOT(arrow.pointee.tooltip, start: &start, breaksLines: true) }
    }
    writer.write(arrow.pointee.isActive ? "];\n" : " penwidth=\"0.7\"];\n")
  }

  /// `2e = 6`, below it `6 · 2 = 12`.
  @inline(__always)
  private func writeLines(of arrow: UnsafePointer<Arrow>, start: inout Int, to writer: inout ByteWriter) {
    var isFirst = true
    if let formula = arrow.pointee.text.formula {
      writer.writeDOT(formula.text, start: &start)
      isFirst = false
    }
    if let number = arrow.pointee.text.number {
      if !isFirst { writer.write(" = ") }
      writer.writeDOT(number, start: &start)
      isFirst = false
    }
    if let jacobian = arrow.pointee.text.jacobian {
      writer.write(isFirst ? "J = " : ", J = ")
      writer.writeDOT(jacobian, start: &start)
      isFirst = false
    }
    if let contribution = arrow.pointee.text.contribution {
      if !isFirst { writer.write("\\n") }
      writer.writeDOT(contribution, start: &start)
    }
  }
}
