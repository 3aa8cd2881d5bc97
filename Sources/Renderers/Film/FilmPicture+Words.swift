import Pictures
import Terminal

/// What is said around the graph.
extension FilmPicture {
  // MARK: What happens

  func drawCaption(_ moment: Moment, _ view: FilmView, into frame: inout Frame) {
    var row = stage.captionRow
    var rows = stage.captionHeight
    let chain = view.selectedBox.flatMap { chainRule(ofBox: $0, at: moment) }
    if let chain {
      // The words of what happens keep a row.
      let room = max(rows - 1, 1)
      let lines = spelling.wrapped(spelling.glyphs(chain), to: width, indent: 2)
      for line in 0..<min(room, lines.count) {
        let isCut = line == room - 1 && lines.count > room
        frame.write(
          isCut ? spelling.cut(lines[line] + spelling.ellipsis, to: width) : lines[line], x: 0,
          y: row + rows - room + line,
          style: palette.style(of: .text))
      }
      rows -= room
    }
    guard rows > 0, let kind = moment.beat?.kind else { return }
    if kind == .outcome, film.outcome != nil { return drawBanner(moment.caption, row: row, into: &frame) }
    let word = "\(sign(of: kind)) \(Self.word(for: kind)) "
    let head = spelling.glyphs(word)
    let style = Self.isBackward(kind) ? accents.backward : accents.forward
    frame.write(head, x: 0, y: row, style: style)
    var lines = spelling.wrapped(spelling.glyphs(moment.caption), to: width - head.count)
    if lines.count > rows {
      lines = Array(lines.prefix(rows))
      lines[rows - 1] = spelling.cut(lines[rows - 1] + spelling.glyphs("  …"), to: width - head.count)
    }
    for line in lines {
      frame.write(line, x: head.count, y: row, style: palette.style(of: .text))
      row += 1
    }
  }

  private func drawBanner(_ text: String, row: Int, into frame: inout Frame) {
    let words = spelling.cut(spelling.glyphs(" \(text) "), to: width - 4)
    let bar = spelling.glyphs("━").first ?? .blank
    let left = (width - words.count) / 2
    for x in 0..<width { frame[x, row] = Cell(glyph: bar, style: accents.banner) }
    frame.write(words, x: left, y: row, style: accents.banner)
  }

  private static func isBackward(_ kind: Beat.Kind) -> Bool {
    switch kind {
    case .seed, .backward, .accumulate: true
    case .forward, .update, .outcome: false
    }
  }

  private func sign(of kind: Beat.Kind) -> String {
    switch kind {
    case .forward: isASCII ? ">" : "▶"
    case .seed: isASCII ? "@" : "◆"
    case .backward: isASCII ? "<" : "◀"
    case .accumulate: "+"
    case .update: isASCII ? "=" : "←"
    case .outcome: isASCII ? "#" : "■"
    }
  }

  private static func word(for kind: Beat.Kind) -> String {
    switch kind {
    case .forward: "forward "
    case .seed: "seed    "
    case .backward: "backward"
    case .accumulate: "add up  "
    case .update: "update  "
    case .outcome: "gradient"
    }
  }

  /// What the selected box says; nil if there is no such box.
  private func chainRule(ofBox index: Int, at moment: Moment) -> String? {
    let timeline = moment.timeline
    guard timeline.diagram.boxes.indices.contains(index) else { return nil }
    let box = timeline.diagram.boxes[index]
    let note = box.note.map { " (\($0))" } ?? ""
    let rule = timeline.chainRule(ofBox: index)
    if rule.symbols.isEmpty {
      let value = moment.emphasis.values[index] == .hidden ? "" : " = " + box.text.value.joined(separator: " ")
      return "\(box.id)\(value)\(note): no gradient is shown"
    }
    guard moment.emphasis.gradients[index] == .whole else { return rule.symbols }
    let isNumber = rule.numbers.first.map { $0.isNumber || "−(-[".contains($0) } ?? false
    return isNumber ? "\(rule.symbols) = \(rule.numbers)" : "\(rule.symbols): \(rule.numbers)"
  }

  // MARK: The loss

  func drawLosses(_ moment: Moment, into frame: inout Frame) {
    let style = Style(foreground: palette.style(of: .value).foreground)
    let name = moment.timeline.diagram.output ?? "loss"
    if let area = stage.losses {
      var head = losses.isLogarithmic ? "\(name) at each step, log scale" : "\(name) at each step"
      if moment.lossCount > 0 { head += ": \(film.text(losses.values[moment.lossCount - 1]))" }
      write(head, .name, x: area.x, y: area.y, to: area.width, into: &frame)
      let axis = max(Glyph.columns(of: losses.highText), Glyph.columns(of: losses.lowText))
      let (top, rows) = (area.y + 1, area.height - 1)
      guard rows > 0, area.width > axis + 4 else { return }
      let right = area.x + axis
      for (text, row) in [(losses.highText, top), (losses.lowText, top + rows - 1)] where rows > 1 || row == top {
        write(text, .muted, x: right - Glyph.columns(of: text), y: row, to: axis, into: &frame)
      }
      let line = spelling.glyphs("│").first ?? .blank
      for row in top..<top + rows { frame[right + 1, row] = Cell(glyph: line, style: palette.style(of: .muted)) }
      losses.draw(
        moment.lossCount, x: right + 2, y: top, width: area.width - axis - 2, height: rows, isASCII: isASCII,
        style: style,
        latest: accents.forward, into: &frame)
    } else if let row = stage.sparkRow {
      var head = "\(name) "
      if losses.isLogarithmic { head += "(log) " }
      let glyphs = spelling.glyphs(head)
      frame.write(glyphs, x: 0, y: row, style: palette.style(of: .muted))
      let room = width - glyphs.count - 14
      losses.draw(
        moment.lossCount, x: glyphs.count, y: row, width: room, height: 1, isASCII: isASCII, style: style,
        latest: accents.forward, into: &frame)
      if moment.lossCount > 0 {
        write(
          film.text(losses.values[moment.lossCount - 1]), .value, x: width - 12, y: row, to: 12, into: &frame)
      }
    }
  }

  // MARK: Time

  func drawScrubber(_ time: Double, into frame: inout Frame) {
    let row = stage.scrubberRow
    let last = width - 1
    guard last > 0 else { return }
    let share = film.duration > 0 ? min(max(time / film.duration, 0), 1) : 1
    let head = Int((share * Double(last)).rounded())
    let (passed, coming) = (spelling.glyphs("━").first ?? .blank, spelling.glyphs("─").first ?? .blank)
    for x in 0...last {
      frame[x, row] =
        x < head
        ? Cell(glyph: isASCII ? Glyph("=") : passed, style: accents.forward)
        : Cell(glyph: coming, style: palette.style(of: .quietWire))
    }
    for x in markers { frame[x, row].glyph = Glyph(isASCII ? "|" : x < head ? "╋" : "┼") }
    frame[head, row] = Cell(glyph: Glyph(isASCII ? "O" : "●"), style: accents.forward)
  }

  /// Where timelines begin on a scrubber; those that would stand close together are left out.
  static func markers(of film: Film, width: Int) -> [Int] {
    let gap = 3
    var markers: [Int] = []
    for index in 1..<max(film.timelineCount, 1) {
      let x = Int((film.time(ofTimeline: index) / film.duration * Double(width - 1)).rounded())
      if x >= (markers.last ?? -gap) + gap, x < width - 1 { markers.append(x) }
    }
    return markers
  }

  func drawStatus(_ moment: Moment, _ view: FilmView, into frame: inout Frame) {
    var parts: [String] = []
    if film.losses.count > 1 || film.outcome != nil {
      parts.append("step \(film.steps[moment.timelineIndex]) of \(film.steps.last ?? 0)")
    }
    if let rate = moment.timeline.learningRate { parts.append("\(film.rule ?? "gd") lr \(rate)") }
    if moment.timeline.loss != nil, moment.emphasis.isOutputKnown(in: moment.timeline.diagram),
      let loss = moment.timeline.loss
    {
      parts.append(loss)
    }
    parts.append(view.isPaused ? "paused" : "\(film.text(view.speed)) beats/s")
    if let message = view.message { parts.append(message) }
    let left = spelling.glyphs(parts.joined(separator: " · "))
    frame.write(spelling.cut(left, to: width), x: 0, y: stage.statusRow, style: palette.style(of: .text))
    for hint in Self.hints {
      let row = spelling.glyphs(hint)
      guard left.count + 3 + row.count <= width else { continue }
      frame.write(row, x: width - row.count, y: stage.statusRow, style: palette.style(of: .muted))
      return
    }
  }

  private static let hints = [
    "space pause  ← → moment  ↑ ↓ step  Tab node  + − speed  ? help  q quit",
    "space pause  ← → moment  ↑ ↓ step  ? help  q quit", "space pause  ? help  q quit", "? help  q quit", "? q",
  ]
}

extension Emphasis {
  /// Whether the output has its value.
  func isOutputKnown(in diagram: Diagram) -> Bool {
    diagram.boxes.lastIndex { $0.role == .output }.map { values[$0] != .hidden } ?? false
  }
}
