import Pictures

extension SVGWriter {
  /// The wire with its head at the target, the local derivative on one side of it and what flows back on the other.
  func write(
    _ arrow: Arrow, id: String, label: SVGTypesetting.ArrowLabel, wire: SVGLayout.Wire, _ direction: Direction,
    to out: inout ByteWriter
  ) {
    out.write("<g id=\"")
    out.write(copying: id)
    out.write(arrow.isActive ? "\" class=\"edge\">" : "\" class=\"edge quiet\">")
    if !arrow.tooltip.isEmpty { write(title: arrow.tooltip, to: &out) }
    write(wire, isActive: arrow.isActive, direction, to: &out)

    if let frame = wire.label {
      let gap = SVGTypesetting.clearance
      switch direction {
      case .leftToRight:
        if let text = label.derivative { out.write(text, x: frame.midX, y: frame.midY - gap - 1.5) }
        if let text = label.contribution { out.write(text, x: frame.midX, y: frame.midY + gap + 9.5) }
      case .topToBottom:
        if let text = label.derivative { out.write(text, x: frame.midX - gap - 2, y: frame.midY + 4.5, anchor: .end) }
        if let text = label.contribution {
          out.write(text, x: frame.midX + gap + 2, y: frame.midY + 4.5, anchor: .start)
        }
      }
    }
    out.write("</g>\n")
  }

  private func write(_ wire: SVGLayout.Wire, isActive: Bool, _ direction: Direction, to out: inout ByteWriter) {
    let length = 9.0
    let half = 3.6
    let tip = wire.segments.last?.end ?? wire.start
    let (dx, dy): (Double, Double) = direction == .leftToRight ? (1, 0) : (0, 1)
    let base = SVGLayout.Point(tip.x - length * dx, tip.y - length * dy)

    out.write("<path class=\"wire\" d=\"M")
    out.write(wire.start)
    for (index, segment) in wire.segments.enumerated() {
      // The line ends inside its head.
      let isLast = index == wire.segments.count - 1
      switch segment {
      case .line(let end):
        out.write("L")
        out.write(isLast ? SVGLayout.Point(base.x + dx, base.y + dy) : end)
      case .curve(let first, let second, let end):
        out.write("C")
        out.write(first)
        out.write(" ")
        out.write(second)
        out.write(" ")
        out.write(isLast ? SVGLayout.Point(base.x + dx, base.y + dy) : end)
      }
    }
    out.write("\"/><path class=\"head\" d=\"M")
    out.write(tip)
    out.write("L")
    out.write(SVGLayout.Point(base.x - half * dy, base.y - half * dx))
    out.write("L")
    out.write(SVGLayout.Point(base.x + half * dy, base.y + half * dx))
    out.write("Z\"/>")
  }
}
