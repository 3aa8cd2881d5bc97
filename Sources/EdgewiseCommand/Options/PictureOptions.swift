import ArgumentParser
import Autodiff
import Depiction
import FlowLanguage
import Pictures

/// The options of every command that draws the graph.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How far to zoom in: closed groups, named definitions, single operations, or single numbers.",
      valueName: "level"))
  var detail: Detail = .named

  @Option(
    help: ArgumentHelp(
      "Draw a group, a function's calls or a loop's turns open. May be repeated.", valueName: "group"))
  var open: [String] = []

  @Option(help: ArgumentHelp("Draw them closed, as one node. May be repeated.", valueName: "group"))
  var close: [String] = []

  @Option(help: ArgumentHelp("Whose gradients are shown (default: the parameters).", valueName: "node,…"))
  var wrt: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Add or (-NAME) remove parts: values gradients derivatives contributions formulas notes legend.",
      valueName: "list"))
  var show: [String] = []

  @Option(help: "Where forward goes: LR or TB.")
  var direction: Direction?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var look: LookOptions

  var of: String? { reading.of }
  var set: [String] { reading.set }
  var precision: Int { look.precision }
  var theme: Theme.Name? { look.theme }
  var width: Int? { look.width }
  var ascii: Bool { look.ascii }
  var color: ColourChoice { look.color }

  func validate() throws { _ = try parts(initially: []) }

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
    for (option, names) in [("--open", open), ("--close", close)] {
      for name in names where file.model.groups(named: name).isEmpty {
        var known: [String] = []
        for group in file.model.groups where !known.contains("'\(group.name)'") && known.count < 8 {
          known.append("'\(group.name)'")
        }
        throw Failure(
          .badUsage,
          "\(option) \(name): there is no such group"
            + (known.isEmpty ? "; the file has none" : "; there are " + known.joined(separator: ", ")))
      }
    }
    return Depiction(
      detail: detail, opened: open, closed: close, withRespectTo: try file.nodes(of: wrt),
      parts: try self.parts(initially: parts),
      precision: precision)
  }
}

extension Detail: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}

extension Parts {
  static let named: [String: Parts] = [
    "values": .values, "gradients": .gradients, "derivatives": .derivatives, "contributions": .contributions,
    "formulas": .formulas, "notes": .notes, "legend": .legend,
  ]
}
