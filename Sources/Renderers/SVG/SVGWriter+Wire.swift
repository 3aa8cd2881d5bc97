import Pictures

extension SVGWriter {
  /// The wire with its head at the target, the local derivative on one side of it and what flows back on the other.
  func write(
    _ arrow: Arrow, id: String, name: String, isCased: Bool, at index: Int, _ set: SVGTypesetting,
    in layout: SVGLayout,
    to out: inout ByteWriter
  ) {
    let (wire, label, band, direction) =
      (layout.wires[index], set.arrows[index], set.stream.bands[index], layout.direction)
    out.write("<g id=\"")
    out.write(copying: id)
    out.write(arrow.isActive ? "\" class=\"edge" : "\" class=\"edge quiet")
    write(arrow.change, to: &out)
    out.write("\" role=\"graphics-symbol\" aria-label=\"")
    out.write(escaping: name)
    out.write("\">")
    if !arrow.tooltip.isEmpty { write(title: arrow.tooltip, to: &out) }
    write(wire.path, isCased: isCased, direction, to: &out)
    if let frame = wire.label {
      let middle = set.middles[index]
      if let band {
        write(label, band, frame, direction, middle: middle, to: &out)
      } else {
        write(label, frame, direction, middle: middle, to: &out)
      }
    }
    out.write("</g>\n")
  }

  private func write(
    _ label: SVGTypesetting.ArrowLabel, _ frame: SVGLayout.Frame, _ direction: Direction, middle: Double,
    to out: inout ByteWriter
  ) {
    let gap = SVGTypesetting.clearance
    switch direction {
    case .leftToRight:
      write(label.derivative, x: frame.midX, last: frame.y + middle - gap - 1.5, to: &out)
      if let text = label.contribution { out.write(text, x: frame.midX, y: frame.y + middle + gap + 9.5) }
    case .topToBottom:
      write(label.derivative, x: frame.midX - gap - 2, middle: frame.midY + 4.5, anchor: .end, to: &out)
      if let text = label.contribution {
        out.write(text, x: frame.midX + gap + 2, y: frame.midY + 4.5, anchor: .start)
      }
    }
  }

  private func write(
    _ label: SVGTypesetting.ArrowLabel, _ band: SVGStream.Band, _ frame: SVGLayout.Frame, _ direction: Direction,
    middle: Double, to out: inout ByteWriter
  ) {
    let gap = SVGTypesetting.labelClearance
    let disc = frame.disc(of: band, middle: middle, direction)
    write(disc: band, at: disc, to: &out)
    switch direction {
    case .leftToRight:
      write(label.derivative, x: frame.midX, last: frame.y + middle - gap, to: &out)
      let below = disc.y + max(SVGStream.discRadius, band.width / 2)
      if let text = label.contribution { out.write(text, x: frame.midX, y: below + 14) }
    case .topToBottom:
      write(label.derivative, x: frame.x + middle + gap, middle: frame.midY + 4.5, anchor: .start, to: &out)
      let left = disc.x - max(band.disc ?? 0, band.width / 2)
      if let text = label.contribution { out.write(text, x: left - 5, y: frame.midY + 4.5, anchor: .end) }
    }
  }

  /// Lines of which the last stands at a height.
  private func write(_ lines: [SVGText], x: Double, last: Double, to out: inout ByteWriter) {
    for (place, line) in lines.enumerated() {
      out.write(line, x: x, y: last - Double(lines.count - 1 - place) * SVGTypesetting.lineHeight)
    }
  }

  /// Lines around a height.
  private func write(
    _ lines: [SVGText], x: Double, middle: Double, anchor: ByteWriter.Anchor, to out: inout ByteWriter
  ) {
    let first = middle - Double(lines.count - 1) / 2 * SVGTypesetting.lineHeight
    for (place, line) in lines.enumerated() {
      out.write(line, x: x, y: first + Double(place) * SVGTypesetting.lineHeight, anchor: anchor)
    }
  }

  func write(_ path: SVGLayout.Path, isCased: Bool, _ direction: Direction, to out: inout ByteWriter) {
    let length = 9.0
    let tip = path.segments.last?.end ?? path.start
    let (dx, dy): (Double, Double) = direction == .leftToRight ? (1, 0) : (0, 1)
    let base = SVGLayout.Point(tip.x - length * dx, tip.y - length * dy)

    // The line ends inside its head.
    var path = path
    let end = SVGLayout.Point(base.x + dx, base.y + dy)
    switch path.segments.popLast() {
    case .line?: path.segments.append(.line(end))
    case .curve(let first, let second, _)?: path.segments.append(.curve(first, second, end))
    case nil: break
    }
    if isCased {
      out.write("<path class=\"casing\" d=\"")
      out.write(path)
      out.write("\"/>")
    }
    out.write("<path class=\"wire\" d=\"")
    out.write(path)
    out.write("\"/><path class=\"head\" d=\"M")
    out.write(tip)
    out.write(direction == .leftToRight ? "l-9-3.6v7.2\"/>" : "l-3.6-9h7.2\"/>")
  }
}

extension SVGLayout.Frame {
  /// The place of a band's disc, beside the wire that runs `middle` behind the first side of a label's room.
  func disc(of band: SVGStream.Band, middle: Double, _ direction: Direction) -> SVGLayout.Point {
    direction == .leftToRight
      ? SVGLayout.Point(midX, y + middle + band.distance) : SVGLayout.Point(x + middle - band.distance, midY)
  }
}
