import Pictures

/// What stands around the graph: title above, legend and notes below, margins.
struct SVGPage {
  let diagram: Diagram
  let layout: SVGLayout
  private let set: SVGTypesetting
  private let chain: SVGChain
  private let update: SVGUpdate

  static let margin = 24.0
  private static let lineHeight = (title: 23.0, caption: 18.0, legend: 26.0, way: 18.0)

  private(set) var width = 0.0
  private(set) var height = 0.0
  private(set) var origin = SVGLayout.Point(0, 0)
  private var title: [SVGText] = []
  /// Which way values go and which way gradients: at the right of the title, or below it.
  private var ways: [SVGText] = []
  private var waysTop = 0.0
  private var areBeside = false
  private var legend: [(item: SVGLegend.Item, x: Double, row: Int)] = []
  private var notes: [SVGText] = []
  private var legendTop = 0.0
  private var notesTop = 0.0

  /// - Parameter series: all that lie on top of each other, this one among them.
  init(diagram: Diagram, of series: [Diagram] = [], layout: SVGLayout, set: SVGTypesetting) {
    self.diagram = diagram
    self.layout = layout
    self.set = set
    chain = SVGChain(diagram, of: series, in: layout)
    update = SVGUpdate(diagram.update, room: max(layout.size.width, chain.width, 420))
    measure()
  }

  /// The same on a sheet that is at least as large as another's.
  func widened(to other: SVGPage) -> SVGPage {
    var page = self
    page.width = max(width, other.width)
    page.height = max(height, other.height)
    return page
  }

  private mutating func measure() {
    let room = max(layout.size.width, 420)
    title = Self.title(diagram.title, width: room)
    notes = set.steps.has(.captions) ? [] : diagram.captions.flatMap { Self.lines(of: $0, width: room) }
    notes += (set.stream.notes + diagram.notes).flatMap { Self.lines(of: $0, .caption, width: room) }
    ways = Self.ways(of: diagram, layout.direction, hasBands: !set.stream.isEmpty)
    var inner = max(layout.size.width, chain.width, update.width)
    for line in title + notes + ways { inner = max(inner, line.width) }

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
    let side = ways.reduce(0) { max($0, $1.width) }
    areBeside = title.isEmpty || title.allSatisfy { $0.width + 40 + side <= inner }
    let (titleHeight, waysHeight) =
      (Double(title.count) * Self.lineHeight.title, Double(ways.count) * Self.lineHeight.way)
    waysTop = areBeside ? y - 4 : y + titleHeight
    let head = areBeside ? max(titleHeight, waysHeight) : titleHeight + waysHeight
    if head > 0 { y += head + 10 }
    origin = SVGLayout.Point(Self.margin, y)
    y += layout.size.height + chain.height + update.height
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

  /// Room for what is said in a film.
  mutating func makeRoom(below length: Double) { height += length }

  func writeTitle(to out: inout ByteWriter) {
    for (index, line) in title.enumerated() {
      out.write(
        line, x: Self.margin, y: Self.margin + 13 + Double(index) * Self.lineHeight.title, anchor: .start)
      out.write("\n")
    }
  }

  func writeWays(to out: inout ByteWriter) {
    for (index, line) in ways.enumerated() {
      let y = waysTop + 13 + Double(index) * Self.lineHeight.way
      if areBeside {
        out.write(line, x: width - Self.margin, y: y, anchor: .end)
      } else {
        out.write(line, x: Self.margin, y: y, anchor: .start)
      }
      out.write("\n")
    }
  }

  private static func ways(of diagram: Diagram, _ direction: Direction, hasBands: Bool) -> [SVGText] {
    guard !diagram.arrows.isEmpty, diagram.boxes.contains(where: { $0.text.gradientName != nil }) else { return [] }
    let (forward, backward) = direction == .leftToRight ? ("→", "←") : ("↓", "↑")
    var last = SVGText(plain: "\(backward) backward: gradients", .backward)
    if hasBands { last.append(SVGText(plain: ", the band as wide as the gradient", .caption)) }
    return [SVGText(plain: "forward: values \(forward)", .forward), last]
  }

  func writeFoot(to out: inout ByteWriter) {
    chain.write(
      at: SVGLayout.Point(origin.x, origin.y + layout.size.height), room: width - 2 * Self.margin, to: &out)
    update.write(
      at: SVGLayout.Point(origin.x, origin.y + layout.size.height + chain.height), room: width - 2 * Self.margin,
      to: &out)
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

  /// A formula below the picture, broken at operators if it must be.
  private static func lines(of formula: Formula, width: Double) -> [SVGText] {
    let columns = Int(width / 6)
    return (formula.lines(of: columns, atMost: 3) ?? [formula]).map { SVGText($0, .caption) }
  }

  /// In as few lines as can be, of which none is longer than it must be.
  static func title(_ heading: Formula?, width: Double) -> [SVGText] {
    guard let heading else { return [] }
    var best = lines(of: heading, .title, width: width)
    for part in 1...10 where best.count > 1 {
      let narrower = lines(of: heading, .title, width: width * (1 - Double(part) / 20))
      if narrower.count > best.count { break }
      best = narrower
    }
    return best
  }

  /// Broken at blanks to `width`; a word that is longer than that is cut with `⋯`. O(text).
  static func lines(of text: String, _ tone: SVGText.Tone, width: Double) -> [SVGText] {
    lines(of: .words(text), tone, width: width)
  }

  /// The same of words with names in them.
  static func lines(of text: Formula, _ tone: SVGText.Tone, width: Double) -> [SVGText] {
    var words: [Formula] = [Formula()]
    for run in text.runs {
      guard run.kind == .words else {
        words[words.count - 1].runs.append(run)
        continue
      }
      for (index, part) in run.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if index > 0, !words[words.count - 1].runs.isEmpty { words.append(Formula()) }
        if !part.isEmpty { words[words.count - 1].runs.append(.init(.words, SVGTypesetting.shortened(String(part)))) }
      }
    }
    var lines: [SVGText] = []
    var line = Formula()
    var used = 0.0
    let blank = SVGText(plain: " ", tone).width
    for word in words where !word.runs.isEmpty {
      let needed = SVGText(word, tone).width
      if !line.runs.isEmpty, used + blank + needed > width {
        lines.append(SVGText(line, tone))
        line = Formula()
      }
      used = line.runs.isEmpty ? needed : used + blank + needed
      if !line.runs.isEmpty { line = line + .words(" ") }
      line = line + word
      if lines.count == 11 { break }
    }
    if lines.count == 11 { line = line + .words(" ⋯") }
    if !line.runs.isEmpty { lines.append(SVGText(line, tone)) }
    return lines
  }
}
