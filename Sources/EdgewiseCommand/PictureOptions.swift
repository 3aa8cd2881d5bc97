import ArgumentParser
import Depiction
import Diagrams
import FlowLanguage

/// The options of every command that draws.
struct PictureOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How far to zoom in: named definitions, or single operations.", valueName: "level"))
  var detail: DetailChoice = .named

  @Option(help: ArgumentHelp("Make NODE (or an entry, 'y[0]') the output.", valueName: "node"))
  var of: String?

  @Option(help: ArgumentHelp("Whose gradients are shown (default: the parameters).", valueName: "node,…"))
  var wrt: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Add or (-NAME) remove parts: values gradients derivatives contributions formulas notes legend.",
      valueName: "list"))
  var show: [String] = []

  @Option(help: ArgumentHelp("Give a leaf another value: --set w1=0.5. May be repeated.", valueName: "leaf=value"))
  var set: [String] = []

  @Option(help: "Where forward goes: LR or TB.")
  var direction: Direction?

  @Option(help: ArgumentHelp("Significant digits in pictures (default: 4).", valueName: "n"))
  var precision: Int = 4

  @Option(help: "The colours: light, dark or print (default: light; in the terminal, tones for either background).")
  var theme: Theme.Name?

  @Option(
    help: ArgumentHelp(
      "Columns of a picture in text (default: the terminal's, else COLUMNS, else 80).", valueName: "n"))
  var width: Int?

  @Flag(help: "Pictures in text with 7-bit characters only.")
  var ascii = false

  @Option(help: "Colours in text: auto, always or never.")
  var color: ColourChoice = .auto

  func validate() throws {
    guard (1...17).contains(precision) else {
      throw ValidationError("--precision takes a whole number from 1 to 17.")
    }
    if let width, !(20...100_000).contains(width) {
      throw ValidationError("--width takes a whole number from 20 to 100000.")
    }
    _ = try settings()
    _ = try parts(initially: [])
  }

  /// `--set`, taken apart.
  func settings() throws -> [(name: String, value: String)] {
    try set.map { setting in
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("--set wants NAME=VALUE, as in --set w1=0.5; found '\(setting)'.")
      }
      return (String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
    }
  }

  /// What is shown: the medium's own parts, with those of `--show` added or removed.
  func parts(initially parts: Parts) throws -> Parts {
    var parts = parts
    for name in show.flatMap({ $0.split(whereSeparator: { $0 == "," || $0 == " " }) }) {
      let removes = name.hasPrefix("-")
      guard let part = Parts.named[String(removes ? name.dropFirst() : name)] else {
        let names = Parts.named.keys.sorted().joined(separator: ", ")
        throw ValidationError("--show knows no '\(name)'; it knows \(names).")
      }
      if removes { parts.remove(part) } else { parts.insert(part) }
    }
    return parts
  }

  /// The depiction that these options ask for.
  func depiction(of file: FlowFile, initially parts: Parts) throws -> Depiction {
    var wanted: [Int]?
    if let wrt {
      do {
        wanted = try file.nodes(named: wrt)
      } catch {
        throw Failure(.badUsage, "--wrt \(wrt): " + (error.diagnostics.first?.explanation ?? "no such node"))
      }
    }
    return Depiction(
      detail: detail.detail, withRespectTo: wanted, parts: try self.parts(initially: parts), precision: precision)
  }
}

extension Diagnostic {
  /// The message with its hint, in one line.
  var explanation: String { hint.map { "\(message) (\($0))" } ?? message }
}

/// The levels that are drawn so far.
enum DetailChoice: String, ExpressibleByArgument, CaseIterable {
  case named, operations

  var detail: Detail {
    switch self {
    case .named: .named
    case .operations: .operations
    }
  }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

extension Direction: ExpressibleByArgument {}
extension Theme.Name: ExpressibleByArgument {}

extension Parts {
  static let named: [String: Parts] = [
    "values": .values, "gradients": .gradients, "derivatives": .derivatives, "contributions": .contributions,
    "formulas": .formulas, "notes": .notes, "legend": .legend,
  ]
}
