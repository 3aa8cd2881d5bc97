import Pictures

extension SVGWriter {
  /// What flows back beside a wire: from the disc to the target as wide as the upstream gradient, from the source to the disc as
  /// wide as the product, with a head at the source.
  func write(
    _ band: SVGStream.Band, along path: SVGLayout.Path, disc: SVGLayout.Point, edge id: String,
    _ direction: Direction,
    to out: inout ByteWriter
  ) {
    let (whole, upstream) = path.split(at: disc, direction)
    out.write("<g class=\"stream\" data-edge=\"")
    out.write(copying: id)
    out.write("\">")
    write(band.upstream, along: upstream, to: &out)
    var product = whole
    if band.product.look != .dry {
      let (tip, length) = (product.start, SVGStream.head)
      let half = band.product.width / 2 + 3.5
      let (dx, dy): (Double, Double) = direction == .leftToRight ? (1, 0) : (0, 1)
      // The band begins inside its head.
      product.start = SVGLayout.Point(tip.x + (length - 1) * dx, tip.y + (length - 1) * dy)
      write(band.product, along: product, to: &out)
      out.write(band.product.look == .hollow ? "<path class=\"hollow spout\" d=\"M" : "<path class=\"spout\" d=\"M")
      out.write(tip)
      out.write("l")
      out.write(SVGLayout.Point(length * dx - half * dy, length * dy - half * dx))
      out.write(direction == .leftToRight ? "v" : "h")
      out.write(length: 2 * half)
      // A hollow one has an outline.
      out.write(band.product.look == .hollow ? "Z\"/>" : "\"/>")
    } else {
      write(band.product, along: product, to: &out)
    }
    out.write("</g>\n")
  }

  private func write(_ end: SVGStream.End, along path: SVGLayout.Path, to out: inout ByteWriter) {
    func stroke(_ style: StaticString, _ width: Double?) {
      out.write("<path class=\"")
      out.write(style)
      if let width {
        // As a style: a page may have a rule for all paths.
        out.write("\" style=\"stroke-width:")
        out.write(length: width)
      }
      out.write("\" d=\"")
      out.write(path)
      out.write("\"/>")
    }
    switch end.look {
    case .dry: stroke("dry", nil)
    case .solid: stroke("band", end.width)
    case .hollow:
      stroke("band", end.width)
      stroke("ground", end.width - 2.2)
      if end.width >= SVGStream.hatched { stroke("hatch", end.width - 2.2) }
    }
  }

  /// The local derivative, where it multiplies.
  func write(disc band: SVGStream.Band, at middle: SVGLayout.Point, to out: inout ByteWriter) {
    guard let half = band.disc else { return }
    let radius = SVGStream.discRadius
    out.write(
      rect: SVGLayout.Frame(x: middle.x - half, y: middle.y - radius, width: 2 * half, height: 2 * radius),
      radius: radius, "disc")
    out.write(band.factor, x: middle.x, y: middle.y + 4.3)
  }
}

extension SVGLayout.Path {
  /// Cut in two where a straight run of it passes `point`, or goes on from it.
  func split(at point: SVGLayout.Point, _ direction: Direction) -> (SVGLayout.Path, SVGLayout.Path) {
    func along(_ point: SVGLayout.Point) -> Double { direction == .leftToRight ? point.x : point.y }
    var from = start
    for (index, segment) in segments.enumerated() {
      if case .line(let end) = segment, along(point) <= along(end) {
        let isStraight = direction == .leftToRight ? from.y == end.y : from.x == end.x
        if isStraight {
          let at = max(along(from), along(point))
          let middle =
            direction == .leftToRight ? SVGLayout.Point(at, end.y) : SVGLayout.Point(end.x, at)
          return (
            .init(start: start, segments: segments[..<index] + [.line(middle)]),
            .init(start: middle, segments: Array(segments[index...]))
          )
        }
      }
      from = segment.end
    }
    return (self, .init(start: from, segments: []))
  }
}

extension ByteWriter {
  /// `M0 0H10C…`
  mutating func write(_ path: SVGLayout.Path) {
    write("M")
    write(path.start)
    var from = path.start
    for segment in path.segments {
      defer { from = segment.end }
      switch segment {
      case .line(let end) where end.y == from.y:
        write("H")
        write(length: end.x)
      case .line(let end) where end.x == from.x:
        write("V")
        write(length: end.y)
      case .line(let end):
        write("L")
        write(end)
      case .curve(let first, let second, let end):
        write("C")
        write(first)
        write(" ")
        write(second)
        write(" ")
        write(end)
      }
    }
  }
}
