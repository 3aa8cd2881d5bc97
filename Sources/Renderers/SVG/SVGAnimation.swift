import Pictures

/// What makes a figure a film: rules that let each part of it appear when it is known, and the words below it. The figure itself stays
/// what it is, so that a program that moves nothing shows all of it.
struct SVGAnimation {
  private let timeline: Timeline
  /// What is said at the end.
  private let words: [String]
  /// Seconds a beat.
  private let pace: Double
  /// In seconds: the picture of that time alone; nil: all of the film, again and again.
  private let still: Double?

  /// For how many seconds the end is seen.
  static let rest = 4.0
  let height = 56.0

  init(of timeline: Timeline, words: [String], speed: Double, still: Double? = nil) {
    self.timeline = timeline
    self.words = words
    pace = 1 / speed
    self.still = still
  }

  /// All of it, in seconds.
  var duration: Double { told * pace + Self.rest }

  /// Beats up to the outcome, which the end takes the place of.
  private var beats: ArraySlice<Beat> { timeline.beats.prefix { $0.kind != .outcome && $0.kind != .helped } }
  private var told: Double { beats.last?.end ?? 0 }

  /// From when to when something is seen, in seconds.
  private typealias Span = (from: Double, to: Double)

  /// When each part is known.
  private struct Score {
    var values: [Int: Double] = [:]
    var gradients: [Int: Double] = [:]
    var numbers: [Int: Double] = [:]
    /// Set out, and arrived.
    var flows: [Int: Span] = [:]
    var active: [Int: [Span]] = [:]
    /// When a wire is heavy: values or a whole path run along it.
    var heavy: [Int: [Span]] = [:]
    var firstPath: Double?
    var update: Double?
    var local: Double?
    var back: Double?
  }

  private func score() -> Score {
    var score = Score()
    for beat in beats {
      let start = beat.start * pace
      let length = beat.duration * pace
      let span = (start, start + length)
      let arrival = start + (beat.arrows.isEmpty ? 0.1 : Beat.arrival) * length
      for box in beat.marked { score.active[box, default: []].append(span) }
      switch beat.kind {
      case .given, .forward:
        for box in beat.boxes { score.values[box] = arrival }
        for arrow in beat.arrows { score.heavy[arrow, default: []].append((start, arrival)) }
      case .local:
        score.local = start
        for (place, portion) in beat.portions.enumerated() {
          let share = Beat.stop * Double(place) / Double(beat.portions.count)
          for arrow in portion.arrows { score.numbers[arrow] = start + share * length }
        }
      case .seed, .backward, .gather:
        let there = beat.kind == .seed ? start : start + Beat.arrival * length
        for box in beat.boxes where beat.partialGradients[box] == nil { score.gradients[box] = there }
        for arrow in beat.arrows { score.flows[arrow] = (start, there) }
        score.back = start + length
      case .path:
        score.firstPath = score.firstPath ?? start
        for arrow in beat.arrows { score.heavy[arrow, default: []].append(span) }
      case .update: score.update = score.update ?? start
      case .helped, .outcome: break
      }
    }
    return score
  }

  // MARK: Writing

  /// - Parameters:
  ///   - nodes: the ids of boxes; `edges` those of arrows.
  ///   - prefix: what stands before ids in the document.
  ///   - size: of the page.
  func write(
    nodes: [String], edges: [String], prefix: String, _ layout: SVGLayout, _ size: SVGLayout.Point,
    to out: inout ByteWriter
  ) {
    let dashed = prefix.isEmpty ? "" : prefix + "-"
    let score = score()
    var rules = Rules(duration: duration, still: still)
    for (box, id) in nodes.enumerated() {
      let node = "[id=\"\(dashed)\(id)\"] "
      let value = score.values[box] ?? 0
      rules.show(node + ".value," + node + ".summary," + node + ".unit", [(value, duration)])
      if let gradient = score.gradients[box] {
        rules.show(node + ".gradient," + node + ".gradient-summary", [(gradient, duration)])
      }
      rules.show(node + ".mark", [(score.back ?? value, duration)])
      rules.mark(node + ">rect", score.active[box] ?? [], "stroke-width", "1.4", "3.4")
    }
    for (arrow, id) in edges.enumerated() {
      let edge = "[id=\"\(dashed)\(id)\"] "
      if let known = score.numbers[arrow] ?? score.local {
        rules.show(edge + ".derivative," + edge + ".disc," + edge + ".factor", [(known, duration)])
      }
      if let flow = score.flows[arrow] {
        rules.show(edge + ".contribution", [(flow.to, duration)])
        rules.wipe("[data-edge=\"\(id)\"]", flow, isAcross: layout.direction == .leftToRight)
      }
      rules.mark(edge + ".wire", score.heavy[arrow] ?? [], "stroke-width", "1.5", "4")
    }
    if let first = score.firstPath ?? score.back { rules.show(".chain", [(first, duration)]) }
    // What has become of the loss is known after the step.
    rules.show(".update", [(score.update.map { _ in told * pace } ?? duration, duration)])
    let captions = self.captions(room: size.x - 2 * SVGPage.margin)
    for (place, caption) in captions.enumerated() { rules.show(".said\(place)", [caption.span]) }

    out.write(copying: "<style>\n.said{opacity:0}.said\(max(captions.count - 1, 0)){opacity:1}\n")
    out.write(copying: rules.plain)
    if !rules.moving.isEmpty {
      // A sheet of its own, since Inkscape drops one that has conditions.
      out.write("</style>\n<style>\n@media (prefers-reduced-motion:no-preference){\n")
      out.write(copying: rules.moving)
      out.write("}\n")
    }
    out.write("</style>\n")
    for (place, caption) in captions.enumerated() {
      // LibreOffice obeys the first class.
      out.write("<g class=\"said")
      out.write(whole: place)
      out.write(" said\">")
      for (row, line) in caption.lines.enumerated() {
        out.write(line, x: SVGPage.margin, y: size.y - height + 14 + 20 * Double(row), anchor: .start)
      }
      out.write("</g>\n")
    }
  }

  private func captions(room: Double) -> [(lines: [SVGText], span: Span)] {
    var captions: [(lines: [SVGText], span: Span)] = []
    for beat in beats {
      let all = beat.portions.isEmpty ? [beat.tellings] : beat.portions.map { $0.tellings }
      let length = beat.duration * pace
      for (place, tellings) in all.enumerated() where !tellings.isEmpty {
        let share = Beat.stop / Double(all.count)
        let from = all.count == 1 ? 0 : share * Double(place)
        let to = place == all.count - 1 ? 1 : share * Double(place + 1)
        captions.append(
          (lines(of: tellings, beat.kind, room), (beat.start * pace + from * length, beat.start * pace + to * length))
        )
      }
    }
    let end = words.prefix(2).map { SVGText(plain: $0, .derivative) }
    captions.append((end, (told * pace, duration)))
    return captions
  }

  /// An equation and its sentence; of several equations as many as fit.
  private func lines(of tellings: [Telling], _ kind: Beat.Kind, _ room: Double) -> [SVGText] {
    let tone: SVGText.Tone =
      switch kind {
      case .seed, .backward, .gather, .path: .gradient
      case .given, .forward, .local, .update, .helped, .outcome: .derivative
      }
    func text(_ telling: Telling, from part: Telling.Part) -> SVGText {
      telling.isEquation ? SVGText(telling.formula(from: part), tone) : SVGText(plain: telling.sentence.text, tone)
    }
    if tellings.count == 1 {
      let telling = tellings[0]
      let parts = Telling.Part.allCases.map { text(telling, from: $0) }
      var lines = [parts.first { $0.width <= room } ?? parts[parts.count - 1]]
      if telling.isEquation, !telling.sentence.pieces.isEmpty {
        let sentence = SVGText(plain: telling.sentence.text, .caption)
        if sentence.width <= room { lines.append(sentence) }
      }
      return lines
    }
    var lines: [SVGText] = []
    for telling in tellings {
      let next = text(telling, from: tellings.count > 3 ? .numbers : .symbols)
      if var last = lines.last, last.width + 24 + next.width <= room {
        last.append(next, gap: 24)
        lines[lines.count - 1] = last
      } else if lines.count < 2 {
        lines.append(next)
      }
    }
    return lines
  }

  /// Rules of style, each set of times written once.
  private struct Rules {
    let duration: Double
    let still: Double?
    /// For those who see it still, and for those who see it move.
    private(set) var plain = ""
    private(set) var moving = ""
    private var names: [String: String] = [:]

    init(duration: Double, still: Double?) {
      self.duration = duration
      self.still = still
    }

    mutating func show(_ selector: String, _ spans: [Span]) {
      mark(selector, spans, "opacity", "0", "1")
    }

    /// One value of a property, and another in some spans.
    mutating func mark(_ selector: String, _ spans: [Span], _ property: String, _ off: String, _ on: String) {
      guard !spans.isEmpty else { return }
      if let still {
        let isOn = spans.contains { $0.from <= still && still < $0.to }
        plain += "\(selector){\(property):\(isOn ? on : off)}\n"
        return
      }
      var frames = ""
      var isOn = spans[0].from <= 0
      frames += "0%{\(property):\(isOn ? on : off)}"
      for (place, span) in spans.enumerated() {
        let isJoined = place > 0 && spans[place - 1].to >= span.from - 1e-9
        if span.from > 0, !isJoined {
          frames += "\(percent(span.from)){\(property):\(off)}\(percent(span.from + 0.15)){\(property):\(on)}"
          isOn = true
        }
        let goesOn = place + 1 < spans.count && spans[place + 1].from <= span.to + 1e-9
        if span.to < duration - 1e-9, !goesOn {
          frames += "\(percent(span.to)){\(property):\(on)}\(percent(span.to + 0.15)){\(property):\(off)}"
          isOn = false
        }
      }
      frames += "to{\(property):\(isOn ? on : off)}"
      add(selector, frames)
    }

    /// What flows back comes from the target's side.
    mutating func wipe(_ selector: String, _ span: Span, isAcross: Bool) {
      if let still {
        if still < span.to { plain += "\(selector){opacity:0}\n" }
        return
      }
      let hidden = isAcross ? "inset(-20px 0 -20px 100%)" : "inset(100% -20px 0 -20px)"
      let seen = "inset(-20px)"
      add(
        selector,
        "0%,\(percent(span.from)){clip-path:\(hidden)}\(percent(span.to)),to{clip-path:\(seen)}")
    }

    private mutating func add(_ selector: String, _ frames: String) {
      let name: String
      if let known = names[frames] {
        name = known
      } else {
        name = "k\(names.count)"
        names[frames] = name
        moving += "@keyframes \(name){\(frames)}\n"
      }
      moving += "\(selector){animation:\(name) \(number(duration))s linear infinite}\n"
    }

    private func percent(_ time: Double) -> String { number(min(time / duration, 1) * 100) + "%" }

    /// With at most two decimals.
    private func number(_ value: Double) -> String {
      let hundredths = Int((value * 100).rounded())
      let (whole, rest) = (hundredths / 100, hundredths % 100)
      return rest == 0 ? "\(whole)" : "\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
  }
}
