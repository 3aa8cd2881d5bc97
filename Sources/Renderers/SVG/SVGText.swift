import Letters

/// A line of text as it is set: runs of one face at one height.
struct SVGText: Sendable, Equatable {
  /// What the text says, which decides its colour, weight and size.
  enum Tone: String, Sendable {
    case title
    case name
    case symbol
    case value
    case unit
    /// What sums a large tensor up, of its values and of its gradient.
    case summary
    case gradientSummary = "gradient-summary"
    case gradient
    case derivative
    case contribution
    /// What goes forward along a wire.
    case forwardValue = "forward-value"
    /// What multiplies: `×2`.
    case factor
    case caption
    /// What looks wrong.
    case mark
    /// The height of a contour.
    case level
    /// Which way values go, and gradients.
    case forward, backward

    /// In user units (CSS pixels).
    var size: Double {
      switch self {
      case .title: 17
      case .name, .value: 15
      case .symbol: 20
      case .gradient, .forwardValue: 13.5
      case .derivative: 13.5
      case .contribution, .summary, .gradientSummary, .mark: 12.5
      case .forward, .backward: 13
      case .unit, .caption, .factor: 12
      case .level: 11
      }
    }

    var face: SVGFace {
      switch self {
      case .title, .value, .symbol, .mark, .factor, .forward, .backward, .forwardValue: .bold
      default: .sans
      }
    }
  }

  enum Script: Sendable, Equatable { case plain, sub, sup }

  struct Run: Sendable, Equatable {
    var text: String
    var face: SVGFace
    var script: Script = .plain
    /// Nil: the line's own.
    var tone: Tone?
    /// Space before it.
    var gap = 0.0
  }

  var tone: Tone
  var runs: [Run]

  /// The size of the smallest text, indices aside.
  static let least = 12.0

  /// How much larger italic letters are set, since Times is small beside Helvetica.
  static let italicScale = 1.12
  static let scriptScale = 0.72
  /// Before the slash of a derivative, as parts of the size.
  static let slashAir = 0.12
  /// How far a script stands off the line, as parts of the size.
  static let subShift = 0.24
  static let supShift = -0.36

  /// Words as they stand.
  init(plain text: String, _ tone: Tone) {
    self.tone = tone
    let drawn = Self.drawn(text)
    runs = drawn.isEmpty ? [] : [Run(text: drawn, face: tone.face)]
  }

  mutating func append(_ other: SVGText, gap: Double = 0) {
    for (index, run) in other.runs.enumerated() {
      var run = run
      run.tone = run.tone ?? (other.tone == tone ? nil : other.tone)
      if index == 0 { run.gap += gap }
      if run.gap == 0, let last = runs.last, last.face == run.face, last.script == run.script, last.tone == run.tone {
        runs[runs.count - 1].text += run.text
        continue
      }
      runs.append(run)
    }
  }

  /// The room that the line needs under any usual font, in user units.
  var width: Double {
    var width = 0.0
    for run in runs {
      var units = 0
      for scalar in run.text.unicodeScalars { units += run.face.room(for: scalar) }
      width += run.gap + Double(units) / 100_000 * size(of: run)
    }
    return width
  }

  /// How long the line is in the fonts that it is meant for, in user units.
  var advance: Double { runs.reduce(0) { $0 + $1.gap + advance(of: $1) } }

  func advance(of run: Run) -> Double {
    // Names in titles are as bold as the words.
    let isBoldItalic = run.face == .italic && (run.tone ?? tone) == .title
    let units = run.text.unicodeScalars.reduce(0) {
      $0 + (isBoldItalic ? SVGFace.boldItalicAdvance(of: $1) : run.face.advance(of: $1))
    }
    return Double(units) / 1000 * size(of: run)
  }

  func size(of run: Run) -> Double {
    (run.tone ?? tone).size * (run.face == .italic ? Self.italicScale : 1)
      * (run.script == .plain ? 1 : Self.scriptScale)
  }

  static func drawn(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.shown != $0 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.shown }))
  }
}
