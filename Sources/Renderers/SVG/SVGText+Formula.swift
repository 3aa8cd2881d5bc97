import Letters
import Pictures

extension SVGText {
  /// Mathematics on a line, as a textbook sets it: variables in italics with their indices below, numbers and functions upright.
  init(_ formula: Formula, _ tone: Tone) {
    self.tone = tone
    runs = []
    let line = formula.runs.filter { $0.layout != .stacked }
    for (place, run) in line.enumerated() {
      switch run.kind {
      // The slash of ∂L/∂w slants as its letters do, and does not touch the one before.
      case .next where place + 1 < line.count && line[place + 1].kind == .differential && runs.last?.face == .italic:
        runs.append(Run(text: Self.drawn(run.text), face: .italic, gap: Self.slashAir * tone.size))
      case .name: set(name: run.text)
      case .differential: set(run.text, .italic)
      // A function of one letter is set as LaTeX sets σ.
      case .function: set(run.text, run.text.count == 1 ? .italic : tone.face)
      case .raised: set(run.text, tone.face, .sup)
      case .lowered: set(run.text.filter { $0 != "," }, tone.face, .sub)
      case .number, .exponent, .sign, .dot, .comma, .upstream, .open, .close, .words, .fraction, .root, .power,
        .cases,
        .matrix, .next, .row, .end:
        set(run.line, tone.face)
      }
    }
  }

  private mutating func set(name: String) {
    guard let parts = NameParts(name) else { return set(name, letters: .italic, tone.face) }
    var isBehindIndex = false
    for part in parts.parts {
      var isIndex = false
      switch part {
      case .letters(let text): set(text, letters: .italic, tone.face)
      case .index(let text):
        set((isBehindIndex ? "," : "") + text, letters: .italic, .sans, .sub)
        isIndex = true
      case .primes(let text): set(text, .italic)
      case .place(let text): set(text, tone.face)
      case .point: set(".", tone.face)
      }
      isBehindIndex = isIndex
    }
  }

  /// Letters in one face, all else in another.
  private mutating func set(_ text: String, letters: SVGFace, _ others: SVGFace, _ script: Script = .plain) {
    for character in text {
      let isLetter = character.isLetter || script == .plain && "_'′".contains(character)
      set(String(character), isLetter ? letters : others, script)
    }
  }

  private mutating func set(_ text: String, _ face: SVGFace, _ script: Script = .plain) {
    let drawn = Self.drawn(text)
    if drawn.isEmpty { return }
    if let last = runs.last, last.face == face, last.script == script {
      runs[runs.count - 1].text += drawn
      return
    }
    runs.append(Run(text: drawn, face: face, script: script))
  }
}
