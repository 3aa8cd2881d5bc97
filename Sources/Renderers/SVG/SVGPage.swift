import Pictures

/// What stands around the graph: title above, legend and notes below, margins.
struct SVGPage {
  let diagram: Diagram
  let layout: SVGLayout

  static let margin = 24.0
  private static let lineHeight = (title: 23.0, caption: 18.0, legend: 26.0)

  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var origin = SVGLayout.Point(0, 0)
  private var title: [SVGText] = []
  private var legend: [(item: SVGLegend.Item, x: Double, row: Int)] = []
  private var notes: [SVGText] = []
  private var legendTop = 0.0
  private var notesTop = 0.0

  init(diagram: Diagram, layout: SVGLayout) {
    self.diagram = diagram
    self.layout = layout
  }

  mutating func measure() {
    let room = max(layout.size.width, 420)
    title = Self.lines(of: diagram.title ?? "", .title, width: room)
    notes = diagram.notes.flatMap { Self.lines(of: $0, .caption, width: room) }
    var inner = layout.size.width
    for line in title + notes { inner = max(inner, line.width) }

    var row = 0
    if diagram.showsLegend {
      var x = 0.0
      for item in SVGLegend.items(for: diagram, layout.direction) {
        if x > 0, x + item.width > max(inner, 420) {
          row += 1
          x = 0
        }
        legend.append((item, x, row))
        inner = max(inner, x + item.width)
        x += item.width + 14
      }
    }

    var y = Self.margin
    if !title.isEmpty { y += Double(title.count) * Self.lineHeight.title + 10 }
    origin = SVGLayout.Point(Self.margin, y)
    y += layout.size.height
    if !legend.isEmpty {
      y += 22
      legendTop = y
      y += Double(row + 1) * Self.lineHeight.legend - 6
    }
    if !notes.isEmpty {
      y += 16
      notesTop = y
      y += Double(notes.count) * Self.lineHeight.caption - 4
    }
    width = (inner + 2 * Self.margin).rounded(.up)
    height = (y + Self.margin).rounded(.up)
  }

  func writeTitle(to out: inout ByteWriter) {
    for (index, line) in title.enumerated() {
      out.write(
        line, x: Self.margin, y: Self.margin + 13 + Double(index) * Self.lineHeight.title, anchor: .start)
      out.write("\n")
    }
  }

  func writeFoot(to out: inout ByteWriter) {
    if !legend.isEmpty {
      out.write("<g class=\"legend\">")
      for (item, x, row) in legend {
        item.write(
          at: SVGLayout.Point(Self.margin + x, legendTop + Double(row) * Self.lineHeight.legend), to: &out)
      }
      out.write("</g>\n")
    }
    for (index, line) in notes.enumerated() {
      out.write(
        line, x: Self.margin, y: notesTop + 10 + Double(index) * Self.lineHeight.caption, anchor: .start)
      out.write("\n")
    }
  }

  /// Broken at blanks to `width`; a word that is longer than that is cut with `…`. O(text).
  static func lines(of text: String, _ tone: SVGText.Tone, width: Double) -> [SVGText] {
    var lines: [SVGText] = []
    var line = ""
    var used = 0.0
    let blank = SVGText(plain: " ", tone).width
    for word in text.split(separator: " ") {
      let word = SVGTypesetting.shortened(String(word))
      let needed = SVGText(plain: word, tone).width
      if !line.isEmpty, used + blank + needed > width {
        lines.append(SVGText(plain: line, tone))
        line = ""
      }
      used = line.isEmpty ? needed : used + blank + needed
      line += (line.isEmpty ? "" : " ") + word
      if lines.count == 11 { break }
    }
    if !line.isEmpty { lines.append(SVGText(plain: line + (lines.count == 11 ? " …" : ""), tone)) }
    return lines
  }
}
