import Pictures

/// The chain rule below the graph: a row for each path, its factors under their wires where those stand apart enough.
struct SVGChain {
  private var rows: [SVGText] = []
  private(set) var width = 0.0

  private static let rowHeight = 28.0
  private static let head = 34.0
  private static let gap = 14.0

  var height: Double { rows.isEmpty ? 0 : 22 + Self.head + Double(rows.count) * Self.rowHeight - 6 }

  /// - Parameter series: all that lie on top of each other, this one among them.
  init(_ diagram: Diagram, of series: [Diagram], in layout: SVGLayout) {
    let times = SVGText(plain: "×", .derivative)
    var parts = diagram.chains.indices.map { Row(diagram, of: series, $0, in: layout) }
    Self.align(&parts)
    for part in parts {
      var (widths, middles) = (part.widths, part.middles)
      // Under their wires, if each then stands right of the one before; else one after the other.
      var end = part.leftWidth + 2 * Self.gap + times.width
      for (index, width) in widths.enumerated() {
        let isUnder = layout.direction == .leftToRight && layout.exits.isEmpty && middles[index] - width / 2 >= end
        if !isUnder { middles[index] = end + width / 2 }
        end = middles[index] + width / 2 + 2 * Self.gap + times.width
      }
      // One line, so that it is read as one: what stands apart in it has a gap before.
      var line = SVGText(plain: "", .derivative)
      line.append(part.left)
      var before = part.leftWidth
      func add(_ text: SVGText, middle: Double) {
        line.append(text, gap: middle - text.advance / 2 - line.advance)
      }
      for (index, factor) in part.factors.enumerated() {
        let from = middles[index] - widths[index] / 2
        if index == 0 {
          let equals = SVGText(plain: "=", .derivative)
          add(equals, middle: part.leftWidth + Self.gap + equals.width / 2)
        } else {
          add(times, middle: (before + from) / 2)
        }
        add(factor, middle: middles[index])
        before = from + widths[index]
      }
      rows.append(line)
      width = max(width, before)
    }
  }

  /// What is read as columns stands in columns: paths of as many factors, those of one place nearly one below the other.
  private static func align(_ rows: inout [Row]) {
    let left = rows.reduce(0) { max($0, $1.leftWidth) }
    for row in rows.indices { rows[row].leftWidth = left }
    guard let first = rows.first, rows.allSatisfy({ $0.factors.count == first.factors.count }) else { return }
    for place in first.factors.indices {
      let widest = rows.reduce(0) { max($0, $1.widths[place]) }
      let low = rows.reduce(first.middles[place]) { min($0, $1.middles[place]) }
      let high = rows.reduce(first.middles[place]) { max($0, $1.middles[place]) }
      for row in rows.indices {
        rows[row].widths[place] = widest
        if high - low <= mostApart { rows[row].middles[place] = (low + high) / 2 }
      }
    }
  }

  private static let mostApart = 80.0

  private struct Row {
    let left: SVGText
    let factors: [SVGText]
    /// As wide as the widest in its place.
    var leftWidth: Double
    var widths: [Double]
    /// Where the wires' labels are.
    var middles: [Double]

    init(_ diagram: Diagram, of series: [Diagram], _ row: Int, in layout: SVGLayout) {
      let chain = diagram.chains[row]
      let left = SVGChain.text(chain.name, chain.value, .gradient)
      let factors = chain.factors.map { SVGChain.text($0.name, $0.value, .derivative) }
      let beside = series.compactMap { $0.chains.count == diagram.chains.count ? $0.chains[row] : nil }
        .filter { $0.factors.count == factors.count }
      self.left = left
      self.factors = factors
      leftWidth = beside.reduce(left.width) { max($0, SVGChain.text($1.name, $1.value, .gradient).width) }
      widths = factors.indices.map { index in
        beside.reduce(factors[index].width) {
          max($0, SVGChain.text($1.factors[index].name, $1.factors[index].value, .derivative).width)
        }
      }
      middles = chain.factors.map { layout.wires[$0.arrow].label?.midX ?? 0 }
    }
  }

  fileprivate static func text(_ name: Formula, _ value: String, _ tone: SVGText.Tone) -> SVGText {
    var text = SVGText(name, tone)
    text.append(SVGText(plain: "= " + SVGTypesetting.shortened(value), tone), gap: 4)
    return text
  }

  /// From `corner`, which is below the graph; as wide as `room`.
  func write(at corner: SVGLayout.Point, room: Double, to out: inout ByteWriter) {
    guard !rows.isEmpty else { return }
    let top = corner.y + 22
    out.write("<g class=\"chain\"><path class=\"rule\" d=\"M")
    out.write(SVGLayout.Point(corner.x, top))
    out.write("h")
    out.write(length: room)
    out.write("\"/>")
    out.write(
      SVGText(plain: "The chain rule, read off the wires above", .caption), x: corner.x, y: top + 21, anchor: .start)
    for (index, row) in rows.enumerated() {
      let y = top + Self.head + 16 + Double(index) * Self.rowHeight
      out.write(row, x: corner.x, y: y, anchor: .start)
    }
    out.write("</g>\n")
  }
}
