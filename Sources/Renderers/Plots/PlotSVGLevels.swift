import Pictures

/// The heights of contours, set on their lines where there is room.
struct PlotSVGLevels {
  let axes: PlotSVGAxes

  func write(to out: inout ByteWriter) {
    guard !axes.plot.contours.isEmpty else { return }
    // Labels keep clear of each other and of what is drawn over the surface.
    var taken: [SVGLayout.Frame] = []
    for series in axes.plot.series {
      for segment in axes.plot.segments(of: series.points).prefix(400) {
        let (a, b) = (axes.place(segment.from), axes.place(segment.to))
        let pieces = min(max(Int(max(abs(a.x - b.x), abs(a.y - b.y)) / 12), 1), 40)
        for piece in 0...pieces {
          let t = Double(piece) / Double(pieces)
          taken.append(
            SVGLayout.Frame(x: a.x + t * (b.x - a.x) - 5, y: a.y + t * (b.y - a.y) - 5, width: 10, height: 10))
        }
      }
    }
    out.write("<g class=\"levels\">")
    for contour in axes.plot.contours {
      let text = SVGText(plain: contour.text, .level)
      guard let place = place(for: text, on: contour, taken) else { continue }
      taken.append(place)
      out.write(text, x: place.midX, y: place.midY + 4)
    }
    out.write("</g>\n")
  }

  private func place(for text: SVGText, on contour: Contour, _ taken: [SVGLayout.Frame]) -> SVGLayout.Frame? {
    let size = SVGLayout.Size(text.width + 2, 14)
    for line in contour.lines.sorted(by: { $0.count > $1.count }).prefix(3) where line.count > 4 {
      for part in [0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6, 0.05, 0.95, 0.22, 0.78] {
        let point = axes.place(axes.plot.position(of: line[Int(part * Double(line.count - 1))]))
        let frame = SVGLayout.Frame(
          x: point.x - size.width / 2, y: point.y - size.height / 2, width: size.width, height: size.height)
        let isInside =
          frame.x > axes.frame.x + 4 && frame.maxX < axes.frame.maxX - 4 && frame.y > axes.frame.y + 3
          && frame.maxY < axes.frame.maxY - 3
        guard isInside else { continue }
        let isFree = taken.allSatisfy {
          frame.maxX + 2 < $0.x || $0.maxX + 2 < frame.x || frame.maxY < $0.y || $0.maxY < frame.y
        }
        if isFree { return frame }
      }
    }
    return nil
  }
}
