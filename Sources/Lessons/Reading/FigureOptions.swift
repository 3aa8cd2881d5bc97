import Depiction
import Letters
import Pictures
import Renderers

/// What the words behind ```` ```flow ```` ask for.
package struct FigureOptions: Sendable, Equatable {
  package enum Kind: String, Sendable { case picture, play, explain, train, plot }
  package enum Plot: String, Sendable { case loss, surface, curve, flow }

  package var kind = Kind.picture
  package var plot = Plot.loss
  /// What other blocks and the text call it.
  package var name: String?
  /// The block or the file that it builds on.
  package var base: String?
  package var step: Int?
  package var run: String?
  package var output: String?
  package var withRespectTo: String?
  package var detail = Detail.named
  package var direction = Direction.leftToRight
  package var theme = Theme.Name.light
  package var precision = 4
  /// The frame in which a picture's text is to be read; nil: it is drawn as it comes.
  package var fit: Fit? = .slide
  package var isHidden = false
  package var showsCode = false

  /// Options that were given.
  private var asked: Set<String> = []

  /// What a picture keeps as it is, since an option asks for it.
  var chosen: [FitStep.Kind: String] {
    var chosen: [FitStep.Kind: String] = [:]
    if asked.contains("direction") { chosen[.down] = "direction=" }
    if asked.contains("detail") { (chosen[.groups], chosen[.turns]) = ("detail=", "detail=") }
    return chosen
  }

  /// A word that is none of these, and what is wrong with it.
  struct Problem: Error {
    let word: String
    let message: String
  }

  /// Nil if the block is none of ours: its first word is not `flow` or `{.flow`.
  init?(info: String) throws(Problem) {
    var words = Self.words(of: info)
    guard let first = words.first else { return nil }
    switch first {
    case "flow": words.removeFirst()
    case "{.flow}", "{flow}": words = []
    case "{.flow", "{flow":
      words.removeFirst()
      if words.last == "}" {
        words.removeLast()
      } else if words.last?.last == "}" {
        words[words.count - 1].removeLast()
      }
    default:
      // Pandoc's `{#id .flow at=1}`.
      guard first.hasPrefix("{"), words.contains(".flow") || words.contains(".flow}") else { return nil }
      words[0].removeFirst()
      if words[words.count - 1].last == "}" { words[words.count - 1].removeLast() }
      words.removeAll { $0 == ".flow" || $0.isEmpty }
    }
    for word in words { try read(word) }
    if kind != .plot, plot != .loss { throw Problem(word: "kind", message: "`kind=` is for `flow plot`") }
    let idle =
      switch kind {
      case .picture, .play: [""]
      case .explain, .train: ["direction", "theme", "fit"]
      case .plot: ["direction", "fit", "detail"]
      }
    if let word = idle.first(where: { asked.contains($0) }) {
      throw Problem(word: word, message: "`\(word)=` has no effect on `\(kind.rawValue)`")
    }
    if step == nil, run != nil, kind == .picture || kind == .explain {
      throw Problem(word: "run", message: "`run=` has no effect without `at=`")
    }
  }

  private mutating func read(_ word: String) throws(Problem) {
    guard let equals = word.firstIndex(of: "=") else { return try readWord(word) }
    let value = String(word[word.index(after: equals)...])
    asked.insert(String(word[..<equals]))
    func problem(_ wanted: String) -> Problem { Problem(word: word, message: "`\(word)`: \(wanted)") }
    switch word[..<equals] {
    case "name":
      guard Self.isName(value) else { throw problem("a name is made of letters, digits, `-` and `_`") }
      name = value
    case "from": base = value
    case "at":
      guard let number = Int32(value), number >= 0 else { throw problem("it wants a number of steps") }
      step = Int(number)
    case "run": run = value
    case "of": output = value
    case "wrt": withRespectTo = value
    case "kind":
      guard let chosen = Plot(rawValue: value) else { throw problem("there are loss, surface, curve and flow") }
      plot = chosen
    case "detail":
      guard let chosen = Detail(rawValue: value) else {
        throw problem("there are groups, named, operations and scalars")
      }
      detail = chosen
    case "direction":
      guard let chosen = Direction(rawValue: value) else { throw problem("there are LR and TB") }
      direction = chosen
    case "theme":
      guard let chosen = Theme.Name(rawValue: value) else { throw problem("there are light, dark and print") }
      theme = chosen
    case "precision":
      guard let number = Int(value), (1...17).contains(number) else { throw problem("it wants 1 to 17") }
      precision = number
    case "fit":
      let sides = value.split { $0 == "x" || $0 == "×" }.map { Double($0) ?? 0 }
      if value == "none" {
        fit = nil
      } else if sides.count == 2, sides.allSatisfy({ (100...100_000).contains($0) }) {
        fit = Fit(width: sides[0], height: sides[1])
      } else {
        throw problem("it wants a frame such as 800x450, or none")
      }
    default: throw Problem(word: word, message: "there is no option `\(word[..<equals])`")
    }
  }

  private mutating func readWord(_ word: String) throws(Problem) {
    switch word {
    case "play", ".play": kind = .play
    case "explain", ".explain": kind = .explain
    case "train", ".train": kind = .train
    case "plot", ".plot": kind = .plot
    case "hide", ".hide": isHidden = true
    case "code", ".code": showsCode = true
    case _ where word.hasPrefix("#"):
      let value = String(word.dropFirst())
      guard Self.isName(value) else {
        throw Problem(word: word, message: "a name is made of letters, digits, `-` and `_`")
      }
      name = value
    default:
      throw Problem(
        word: word,
        message: "there is no option `\(word)`; there are play, explain, train, plot, hide, code, name=, "
          + "from=, at=, run=, of=, wrt=, kind=, detail=, direction=, theme=, fit= and precision=")
    }
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// Separated by blanks; quotes hold what they enclose together, and are dropped.
  private static func words(of info: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in info {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " " || character == "\t", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
