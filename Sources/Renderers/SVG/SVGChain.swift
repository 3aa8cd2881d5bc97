import Pictures

/// The chain rule below the graph: a row for each path, its factors under their wires where those stand apart enough.
struct SVGChain {
  private var rows: [SVGText] = []
  private(set) var width = 0.0

  private static let rowHeight = 28.0
  private static let head = 34.0
  private static let gap = 14.0

  var height: Double { rows.isEmpty ? 0 : 22 + Self.head + Double(rows.count) * Self.rowHeight - 6 }

  init(_ diagram: Diagram, in layout: SVGLayout) {
    let times = SVGText(plain: "×", .derivative)
    for chain in diagram.chains {
      let left = Self.text(chain.name, chain.value, .gradient)
      let factors = chain.factors.map { Self.text($0.name, $0.value, .derivative) }
      var middles = chain.factors.map { layout.wires[$0.arrow].label?.midX ?? 0 }
      // Under their wires, if each then stands right of the one before; else one after the other.
      var end = left.width + 2 * Self.gap + times.width
      for (index, factor) in factors.enumerated() {
        let isUnder = layout.direction == .leftToRight && middles[index] - factor.width / 2 >= end
        if !isUnder { middles[index] = end + factor.width / 2 }
        end = middles[index] + factor.width / 2 + 2 * Self.gap + times.width
      }
      // One line, so that it is read as one: what stands apart in it has a gap before.
      var row = SVGText(plain: "", .derivative)
      row.append(left)
      var before = left.width
      func add(_ text: SVGText, middle: Double) {
        row.append(text, gap: middle - text.advance / 2 - row.advance)
      }
      for (index, factor) in factors.enumerated() {
        let from = middles[index] - factor.width / 2
        add(index == 0 ? SVGText(plain: "=", .derivative) : times, middle: (before + from) / 2)
        add(factor, middle: middles[index])
        before = from + factor.width
      }
      rows.append(row)
      width = max(width, before)
    }
  }

  private static func text(_ name: Formula, _ value: String, _ tone: SVGText.Tone) -> SVGText {
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
