import Letters

extension Formula: CustomStringConvertible {
  /// In Unicode, on one line: `∂L/∂ŷ`, `e²`.
  package var text: String {
    if runs.count == 1 { return runs[0].line }
    var text = ""
    for run in runs where run.layout != .stacked { text += run.line }
    return text
  }

  package var description: String { text }

  /// Whether `other` is its text.
  package func reads(_ other: String) -> Bool {
    // Most differ in length, which is known before the text is.
    let bytes = runs.reduce(0) { $0 + ($1.layout == .stacked ? 0 : $1.text.utf8.count) }
    return bytes <= other.utf8.count && text == other
  }

  /// At most so many characters on a line, with `…` where it was cut. What is cut is for lines alone.
  package func cut(to limit: Int) -> Formula {
    // Characters are at most as many as bytes.
    var bytes = 0
    for run in runs where run.layout != .stacked { bytes += run.text.utf8.count + (run.kind == .exponent ? 1 : 0) }
    guard bytes > limit, text.count > limit else { return self }
    var cut: [Run] = []
    var room = limit - 1
    for run in runs where run.layout != .stacked {
      let line = run.line
      let kept = line.prefix(room)
      switch run.kind {
      case .exponent, .raised, .lowered: cut.append(kept.count == line.count ? run : Run(.sign, String(kept)))
      case .fraction, .root, .power, .cases, .matrix, .next, .row, .end: cut.append(Run(.sign, String(kept)))
      case .name, .differential, .number, .sign, .dot, .comma, .upstream, .function, .open, .close, .words:
        cut.append(Run(run.kind, String(kept), node: run.node))
      }
      room -= kept.count
      if kept.count < line.count { break }
    }
    return Formula(cut) + "…"
  }
}

extension Formula.Run {
  /// Its signs in Unicode on a line.
  package var line: String {
    switch kind {
    case .exponent: "e" + text
    case .raised: Self.set(text, .raised)
    case .lowered: Self.set(text, .lowered)
    default: text
    }
  }

  private static func set(_ text: String, _ position: Script) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.compactMap { $0.set(position) }))
  }
}
