import Pictures

@testable import Renderers

/// Reads LaTeX's mathematics back into a line, as one would who knows the commands: what is no arithmetic is not read.
struct PrintedLaTeX {
  struct Unreadable: Error {}

  /// How each name is written, the longest first, and the letter that stands for it on the line.
  private let names: [(latex: [Character], letter: Character)]
  /// What a letter stands for.
  let letters: [String: String]

  init(names: [String], _ latex: LaTeXFormula) {
    var written: [(latex: [Character], letter: Character)] = []
    var letters: [String: String] = [:]
    for (place, name) in names.enumerated() {
      // Letters of no formula.
      let letter = Character(Unicode.Scalar(0x4e00 + UInt32(place)) ?? "?")
      written.append((Array(latex.text(.name(name))), letter))
      letters[String(letter)] = name
    }
    self.names = written.sorted { $0.latex.count > $1.latex.count }
    self.letters = letters
  }

  private static let signs: [(String, String)] = [
    ("\\cdot", "·"), ("\\left\\lVert", "\\"), ("\\left(", "("), ("\\right)", ")"), ("\\left|", "|"),
    ("\\right|", "|"),
    ("\\bigl(", "("), ("\\bigr)", ")"), ("\\infty", "∞"), ("\\pi", "π"), ("\\approx", "≈"), ("\\quad", " "),
    ("\\exp", "exp"), ("\\log", "log"), ("\\sin", "sin"), ("\\cos", "cos"), ("\\tanh", "tanh"), ("\\tan", "tan"),
    ("\\sigma", "σ"), ("\\surd", "√"), ("\\ge", "≥"), ("\\le", "≤"), ("{}", ""), ("-", "−"), ("&", ""),
  ]

  /// `w_{1} \cdot \frac{a}{b}` as `w1·((a)/(b))`, with letters for names.
  func line(of latex: String) throws -> String {
    var rest = Array(latex)[...]
    let line = try line(&rest, until: nil)
    guard rest.isEmpty else { throw Unreadable() }
    return line
  }

  private func line(_ rest: inout ArraySlice<Character>, until end: Character?) throws -> String {
    var line = ""
    while let next = rest.first {
      if next == end {
        rest.removeFirst()
        return line
      }
      if let name = names.first(where: { starts(rest, with: $0.latex) }) {
        rest = rest.dropFirst(name.latex.count)
        line.append(name.letter)
      } else if let command = ["\\frac", "\\dfrac"].first(where: { starts(rest, with: Array($0 + "{")) }) {
        rest = rest.dropFirst(command.count)
        let (a, b) = (try part(&rest), try part(&rest))
        line += a.hasPrefix("∂") && b.hasPrefix("∂") ? "\(a)/\(b)" : "((\(a))/(\(b)))"
      } else if starts(rest, with: Array("\\sqrt{")) {
        rest = rest.dropFirst(5)
        line += "√(\(try part(&rest)))"
      } else if starts(rest, with: Array("\\partial ")) {
        rest = rest.dropFirst(9)
        line += "∂"
      } else if let command = ["\\operatorname", "\\mathrm"].first(where: { starts(rest, with: Array($0 + "{")) }) {
        rest = rest.dropFirst(command.count)
        line += try part(&rest)
      } else if starts(rest, with: Array("^{")) {
        rest = rest.dropFirst()
        line += "^(\(try part(&rest)))"
      } else if let sign = Self.signs.first(where: { starts(rest, with: Array($0.0)) }), sign.1 != "\\" {
        rest = rest.dropFirst(sign.0.count)
        line += sign.1
      } else if next == "\\" || next == "{" || next == "}" {
        throw Unreadable()
      } else {
        line.append(next)
        rest.removeFirst()
      }
    }
    guard end == nil else { throw Unreadable() }
    return line
  }

  private func part(_ rest: inout ArraySlice<Character>) throws -> String {
    guard rest.first == "{" else { throw Unreadable() }
    rest.removeFirst()
    return try line(&rest, until: "}")
  }

  /// A name or command does not go on in letters.
  private func starts(_ rest: ArraySlice<Character>, with text: [Character]) -> Bool {
    guard let last = text.last, rest.starts(with: text) else { return false }
    guard text.first == "\\" || last.isLetter, last.isLetter, text.count > 1 || text.first == "\\" else {
      return true
    }
    return rest.dropFirst(text.count).first.map { !$0.isLetter || !$0.isASCII } ?? true
  }
}
