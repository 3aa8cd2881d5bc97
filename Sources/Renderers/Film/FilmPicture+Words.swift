import Pictures
import Terminal

/// What is said around the graph.
extension FilmPicture {
  // MARK: What happens

  func drawCaption(_ moment: Moment, _ view: FilmView, into frame: inout Frame) {
    var rows = stage.captionHeight
    guard let beat = moment.beat else { return }
    let style = beat.kind.isBackward ? accents.backward : accents.forward
    if let chosen = view.selectedBox.flatMap({ words(ofBox: $0, at: moment) }) {
      // The words of what happens keep a row.
      let room = max(rows - 1, 1)
      for (row, line) in chosen.prefix(room).enumerated() {
        frame.write(line, x: 0, y: stage.captionRow + rows - room + row, style: palette.style(of: .text))
      }
      rows -= room
    }
    guard rows > 0 else { return }
    let word = beat.kind.word(isTrained: film.outcome != nil)
    let gap = String(repeating: " ", count: max(9 - word.utf8.count, 1))
    let head = spelling.glyphs("\(isASCII ? beat.kind.asciiSign : beat.kind.sign) \(word)\(gap)")
    frame.write(head, x: 0, y: stage.captionRow, style: style)
    let caption = FilmCaption(spelling: spelling, width: width - head.count, rows: rows)
    let said =
      beat.kind == .local
      ? caption.latest(beat.portions.prefix(beat.portionCount(at: moment.progress)).flatMap { $0.tellings })
      : caption.lines(of: beat.tellings, through: beat.known(at: moment.progress))
    for (row, line) in said.prefix(rows).enumerated() {
      frame.write(line, x: head.count, y: stage.captionRow + row, style: palette.style(of: .text))
    }
  }

  /// What the selected box says; nil if there is no such box.
  private func words(ofBox index: Int, at moment: Moment) -> [[Glyph]]? {
    let timeline = moment.timeline
    guard timeline.diagram.boxes.indices.contains(index) else { return nil }
    let box = timeline.diagram.boxes[index]
    let rule = timeline.tellings(ofBox: index)
    let isKnown = moment.emphasis.values[index] != .hidden
    var texts: [String] = []
    if let gradient = rule.gradient {
      let isThere =
        moment.emphasis.gradients[index] == .whole || box.text.gradientName == nil && moment.isOver(.backward)
      texts.append(gradient.text(through: isThere ? .result : .symbols))
      let words = gradient.sentence.text
      if isThere, !words.isEmpty { texts[0] += "   (\(words))" }
      if isThere, let path = rule.path, path.steps.count > 2 {
        texts.append(path.short(through: .result, within: width, spelling) + "   \(path.sentence.text)")
      }
    } else if let value = rule.value {
      texts.append(value.text(through: isKnown ? .result : .symbols))
      if let note = box.note { texts[0] += " (\(note))" }
      texts[0] += ": no gradient is shown"
    }
    return texts.flatMap { spelling.wrapped(spelling.glyphs($0), to: width, indent: 2) }
  }

  // MARK: The loss

  func drawLosses(_ moment: Moment, into frame: inout Frame) {
    guard let area = stage.losses, area.height > 2 else { return }
    let name = moment.timeline.diagram.output ?? "loss"
    var head = losses.isLogarithmic ? "\(name) at each step, log scale" : "\(name) at each step"
    if moment.lossCount > 0 { head += ": \(film.text(losses.values[moment.lossCount - 1]))" }
    write(head, .name, x: area.x, y: area.y, to: area.width, into: &frame)
    // What is not known yet stands at no axis.
    let axis = max(Glyph.columns(of: losses.highText), Glyph.columns(of: losses.lowText))
    let (top, rows) = (area.y + 1, area.height - 1)
    let right = area.x + axis
    if moment.lossCount > 0 {
      let isHighKnown = losses.values.prefix(moment.lossCount).contains { film.text($0) == losses.highText }
      for (text, row, isKnown) in [
        (losses.highText, top, isHighKnown),
        (losses.lowText, top + rows - 1, moment.lossCount == losses.values.count),
      ] where isKnown {
        write(text, .muted, x: right - Glyph.columns(of: text), y: row, to: axis, into: &frame)
      }
    }
    let line = spelling.glyphs("│").first ?? .blank
    for row in top..<top + rows { frame[right + 1, row] = Cell(glyph: line, style: palette.style(of: .muted)) }
    losses.draw(
      moment.lossCount, x: right + 2, y: top, width: area.width - axis - 2, height: rows, isASCII: isASCII,
      style: Style(foreground: palette.style(of: .value).foreground), latest: accents.forward, into: &frame)
  }

  // MARK: The head

  /// The title, and at its right where one is: the step, the rule, the loss.
  func drawHead(_ moment: Moment, into frame: inout Frame) {
    var parts: [String] = []
    if film.losses.count > 1 || film.outcome != nil {
      parts.append("step \(film.steps[moment.timelineIndex]) of \(film.steps.last ?? 0)")
    }
    if let rate = moment.timeline.learningRate { parts.append("\(film.rule ?? "gd") lr \(rate)") }
    if let loss = moment.timeline.loss, moment.emphasis.isOutputKnown(in: moment.timeline.diagram) {
      parts.append(loss)
    }
    let title = moment.timeline.diagram.title?.text ?? ""
    var end = width
    for count in stride(from: parts.count, to: 0, by: -1) {
      let row = spelling.glyphs(parts.prefix(count).joined(separator: " · "))
      guard row.count + 2 + min(spelling.glyphs(title).count, width / 2) <= width else { continue }
      end = width - row.count
      frame.write(row, x: end, y: 0, style: palette.style(of: .muted))
      // The latest losses, as a line of dots.
      let room = 12
      if stage.losses == nil, film.losses.count > 2, end - spelling.glyphs(title).count >= room + 4 {
        end -= room + 1
        losses.draw(
          moment.lossCount, x: end, y: 0, width: room, height: 1, isASCII: isASCII,
          style: Style(foreground: palette.style(of: .value).foreground), latest: accents.forward, into: &frame)
      }
      break
    }
    write(title, .title, x: 0, y: 0, to: end == width ? width : end - 2, into: &frame)
  }

  // MARK: Time

  func drawScrubber(_ moment: Moment, into frame: inout Frame) {
    let row = stage.scrubberRow
    let last = width - 1
    guard last > 0 else { return }
    // While something travels nothing else moves, so that the eye follows it.
    let isTravelling = !moment.emphasis.pulses.isEmpty && moment.progress < Beat.arrival
    let time = moment.time - (isTravelling ? moment.progress * (moment.beat?.duration ?? 0) : 0)
    let share = film.duration > 0 ? min(max(time / film.duration, 0), 1) : 1
    let head = Int((share * Double(last)).rounded())
    let (passed, coming) = (spelling.glyphs("━").first ?? .blank, spelling.glyphs("─").first ?? .blank)
    for x in 0...last {
      frame[x, row] =
        x < head
        ? Cell(glyph: isASCII ? Glyph("=") : passed)
        : Cell(glyph: coming, style: palette.style(of: .quietWire))
    }
    for x in markers { frame[x, row].glyph = Glyph(isASCII ? "|" : x < head ? "╋" : "┼") }
    frame[head, row] = Cell(glyph: Glyph(isASCII ? "O" : "●"))
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
    let speed = "\(film.text(view.speed)) beats/s"
    var parts = [view.isPaused ? "paused · \(speed)" : speed]
    if view.steps {
      let stops = film.stops(ofTimeline: moment.timelineIndex)
      parts = ["\(stops.filter { $0 <= moment.time + 1e-9 }.count) of \(stops.count) · space: next"]
    }
    if let search = view.search { parts = ["/\(search)"] }
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
    "space pause  s stop at each  ← → moment  ↑ ↓ step  Tab node  ? help  q quit",
    "space pause  ← → moment  ↑ ↓ step  ? help  q quit", "space pause  ? help  q quit", "? help  q quit", "? q",
  ]
}

extension Emphasis {
  /// Whether the output has its value.
  func isOutputKnown(in diagram: Diagram) -> Bool {
    diagram.boxes.lastIndex { $0.role == .output }.map { values[$0] != .hidden } ?? false
  }
}
