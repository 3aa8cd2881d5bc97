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
