import ArgumentParser
import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Pictures
import Renderers
import Terminal

/// The options of every command that draws the graph.
struct PictureOptions: ParsableArguments {
  @OptionGroup var level: LevelOption

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
      "Add or (-NAME) remove parts: values gradients derivatives contributions formulas notes legend bands chain update marks runs.",
      valueName: "list"))
  var show: [String] = []

  @Option(help: "Where forward goes.")
  var direction: Direction?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var look: LookOptions

  func validate() throws { _ = try parts(of: .data) }

  /// What is shown: the medium's own parts, with those of `--show` added or removed.
  private func parts(of medium: Medium) throws -> Parts {
    var parts = medium.parts
    for (name, removes) in shown {
      guard let part = Parts.named[name] else {
        let names = Parts.named.keys.sorted().joined(separator: ", ")
        throw ValidationError("--show knows no '\(name)'; it knows \(names).")
      }
      if removes { parts.remove(part) } else { parts.insert(part) }
    }
    return parts
  }

  /// Objects to an update that is asked for where nothing is trained.
  func checkUpdate(of file: FlowFile) throws {
    if file.runs.isEmpty, shown.contains(where: { $0.name == "update" && !$0.removes }) {
      throw Failure(.badUsage, "--show update: \(file.source.name) trains nothing")
    }
  }

  /// What is asked for or removed is not left to the medium.
  private func partsWhereFew(of medium: Medium) -> Parts {
    medium.partsWhereFew.subtracting(Parts(shown.compactMap { Parts.named[$0.name] }))
  }

  /// The names in `--show`, and whether each is to be removed.
  private var shown: [(name: String, removes: Bool)] {
    show.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }) }.map { name in
      name.hasPrefix("-") ? (String(name.dropFirst()), true) : (String(name), false)
    }
  }

  /// Objects to options that do nothing to a format.
  func check(for format: Format, isFile: Bool) throws {
    let name = "\(format.rawValue)"
    for (part, _) in shown
    where (part == "runs") != (format == .json)
      || ["bands", "chain", "update"].contains(part) && !format.isDrawn && format != .txt && format != .html
    {
      try refuse(["--show \(part)": true], on: name)
    }
    if format != .txt { try look.text.check(on: name) }
    switch format {
    case .json:
      try refuse(
        [
          "--wrt": wrt != nil, "--direction": direction != nil, "--precision": look.digits != nil,
          "--theme": look.theme != nil,
        ], on: name)
    case .txt: try look.checkTheme(toFile: isFile)
    case .dot, .svg, .svgCore, .tikz, .mermaid, .pdf, .png, .html: break
    }
  }

  /// What a page is told of them: lines of `name=value`.
  func settings(run: String?, at step: Int?, _ frame: FitOption) -> String {
    var lines = reading.set.map { "set=\($0)" } + open.map { "open=\($0)" } + close.map { "close=\($0)" }
    func add(_ name: String, _ value: String?) { if let value { lines.append("\(name)=\(value)") } }
    add("of", reading.of)
    add("wrt", wrt)
    add("detail", level.asked?.rawValue)
    if frame.fit != nil { add("fit", frame.frame.map { "\(Int($0.width))x\(Int($0.height))" } ?? "none") }
    add("precision", look.digits.map { String($0) })
    add("direction", direction?.rawValue)
    add("theme", look.theme?.rawValue)
    if !show.isEmpty, let parts = try? parts(of: .page) {
      add("parts", String(parts.rawValue))
      add("few", String(partsWhereFew(of: .page).rawValue))
    }
    add("run", run)
    add("at", step.map { String($0) })
    return lines.map { $0.split { $0.isNewline }.joined(separator: " ") }.joined(separator: "\n")
  }

  /// The depiction that these options ask for.
  func depiction(of file: FlowFile, for medium: Medium) throws -> Depiction {
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
    var depiction = Depiction(
      detail: level.detail, opened: open, closed: close, parts: try parts(of: medium), precision: look.precision)
    depiction.partsWhereFew = partsWhereFew(of: medium)
    depiction.withRespectTo = try file.nodes(asked: wrt)
    return depiction
  }

  /// What of a picture stays as it is, since an option asks for it.
  var chosen: [FitStep.Kind: String] {
    var chosen: [FitStep.Kind: String] = [:]
    if direction != nil { chosen[.down] = "--direction" }
    if level.asked != nil { (chosen[.groups], chosen[.turns]) = ("--detail", "--detail") }
    if shown.contains(where: { $0 == ("contributions", false) }) { chosen[.products] = "--show contributions" }
    return chosen
  }

  /// The picture in text that these options ask for.
  /// - Parameter isData: whether the environment has no say.
  func picture(colour: ColourDepth, isData: Bool = false) -> TerminalPicture {
    look.picture(colour: colour, direction: direction, isData: isData)
  }
}

/// `--detail`.
struct LevelOption: ParsableArguments {
  @Option(
    name: .customLong("detail"),
    help: ArgumentHelp(
      "How far to zoom in: closed groups, named definitions, single operations, or single numbers (values: groups, "
        + "named, operations, scalars; default: named).",
      valueName: "level"))
  var asked: Detail?

  var detail: Detail { asked ?? .named }
}

extension Detail: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}

extension Parts {
  static let named: [String: Parts] = [
    "values": .values, "gradients": .gradients, "derivatives": .derivatives, "contributions": .contributions,
    "formulas": .formulas, "notes": .notes, "legend": .legend, "bands": .bands, "chain": .chain, "update": .update,
    "marks": .marks,
    "runs": .runs,
  ]
}
