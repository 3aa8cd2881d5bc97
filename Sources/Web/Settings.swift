import Depiction
import Pictures

/// How a figure is asked for: lines of `name=value`, named as the command's options are. What is unknown is left out.
struct Settings {
  /// What messages call the file.
  var source = "figure"
  /// `set=w1=0.5`: leaves that have another value than the file gives them.
  var leaves: [(name: String, value: String)] = []
  var output: String?
  var withRespectTo: String?
  var depiction = Depiction()
  var mode = ExplanationMode.reverse
  var width = 80
  var isASCII = false
  var theme = Theme.Name.auto
  var idPrefix: String?
  var direction: Direction?
  /// Nil: as it comes.
  var fit: Fit? = .slide
  /// What of a picture stays as it is.
  private(set) var chosen: [FitStep.Kind: String] = [:]
  /// Of a page's drawing; nil: its own.
  private(set) var parts: Parts?
  private(set) var partsWhereFew: Parts?
  var run: String?
  /// After so many training steps.
  var step: Int?
  /// `lr=0.1`: of every run, whatever the file says.
  var learningRate: Double?

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let (name, value) = Self.halves(String(line))
      switch name {
      case "source-name": source = value
      case "set": leaves.append(Self.halves(value))
      case "of": output = value
      case "wrt": withRespectTo = value
      case "detail":
        depiction.detail = Detail(rawValue: value) ?? depiction.detail
        (chosen[.groups], chosen[.turns]) = ("detail", "detail")
      case "open": depiction.opened.append(value)
      case "close": depiction.closed.append(value)
      case "precision": depiction.precision = Self.number(value, in: 1...17) ?? depiction.precision
      case "mode": mode = ExplanationMode(rawValue: value) ?? mode
      case "width": width = Self.number(value, in: 1...10_000) ?? width
      case "ascii": isASCII = true
      case "theme": theme = Theme.Name(rawValue: value) ?? theme
      case "direction":
        direction = Direction(rawValue: value) ?? direction
        chosen[.down] = "direction"
      case "fit": fit = Self.frame(value)
      case "id-prefix": idPrefix = value
      case "run": run = value
      // Of a page's drawing; bits, as the command makes them of names.
      case "parts":
        parts = Self.number(value, in: 0...4_095).map { Parts(rawValue: $0) }
        if parts?.contains(.contributions) == false { chosen[.products] = "parts" }
      case "few": partsWhereFew = Self.number(value, in: 0...4_095).map { Parts(rawValue: $0) }
      case "at": step = Self.number(value, in: 0...Int(Int32.max))
      case "lr": learningRate = Double(value)
      default: break
      }
    }
  }

  /// What stands before and behind the first `=`.
  private static func halves(_ text: String) -> (name: String, value: String) {
    guard let place = text.firstIndex(of: "=") else { return (text, "") }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  /// `1200x675`; nil: as it comes.
  private static func frame(_ text: String) -> Fit? {
    guard let cross = text.firstIndex(of: "x"), let width = Int(text[..<cross]),
      let height = Int(text[text.index(after: cross)...]), min(width, height) >= 100
    else { return nil }
    return Fit(width: Double(width), height: Double(height))
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }
}
