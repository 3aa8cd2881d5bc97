import Pictures

/// How the next update moves the parameters, below the picture: on one line where it fits, what becomes of the loss at its right end.
struct SVGUpdate {
  private var rows: [SVGText] = []
  private var last: SVGText?
  private(set) var width = 0.0

  private static let rowHeight = 26.0
  private static let gap = 44.0

  var height: Double { rows.isEmpty ? 0 : 22 + Double(rows.count) * Self.rowHeight + 8 }

  /// - Parameter room: what the line may be wide.
  init(_ update: UpdateLine?, room: Double) {
    guard let update else { return }
    let loss = Self.loss(update)
    var row = SVGText(plain: update.head, .derivative)
    for index in row.runs.indices { row.runs[index].tone = .caption }
    for move in update.moves.map(Self.text) {
      if row.width + Self.gap + move.width > room {
        rows.append(row)
        row = move
      } else {
        row.append(move, gap: Self.gap)
      }
    }
    if row.width + Self.gap + loss.width > room {
      rows.append(row)
      row = loss
    } else {
      last = loss
    }
    rows.append(row)
    width = rows.reduce(0) { max($0, $1.width) }
    if let last { width = max(width, row.width + Self.gap + last.width) }
  }

  private static func text(_ move: UpdateLine.Move) -> SVGText {
    var text = SVGText(move.name, .derivative)
    text.append(SVGText(plain: move.start, .derivative), gap: 4)
    if let gradient = move.gradient { text.append(SVGText(plain: gradient, .gradient)) }
    text.append(SVGText(plain: move.relation, .derivative), gap: 4)
    text.append(SVGText(plain: move.end, .value), gap: 4)
    return text
  }

  private static func loss(_ update: UpdateLine) -> SVGText {
    var text = SVGText(update.loss, .derivative)
    guard update.verb != "stays" else {
      text.append(SVGText(plain: "stays at", .derivative), gap: 4)
      text.append(SVGText(plain: update.after, .value), gap: 4)
      return text
    }
    text.append(SVGText(plain: update.verb + " from", .derivative), gap: 4)
    text.append(SVGText(plain: update.before, .value), gap: 4)
    text.append(SVGText(plain: "to", .derivative), gap: 4)
    text.append(SVGText(plain: update.after, .value), gap: 4)
    return text
  }

  /// From `corner`, which is below all else; as wide as `room`.
  func write(at corner: SVGLayout.Point, room: Double, to out: inout ByteWriter) {
    guard !rows.isEmpty else { return }
    out.write("<g class=\"update\"><path class=\"rule\" d=\"M")
    out.write(SVGLayout.Point(corner.x, corner.y + 22))
    out.write("h")
    out.write(length: room)
    out.write("\"/>")
    for (index, row) in rows.enumerated() {
      var row = row
      if index == rows.count - 1, let last { row.append(last, gap: room - last.advance - row.advance) }
      out.write(row, x: corner.x, y: corner.y + 22 + Double(index + 1) * Self.rowHeight, anchor: .start)
    }
    out.write("</g>\n")
  }
}
