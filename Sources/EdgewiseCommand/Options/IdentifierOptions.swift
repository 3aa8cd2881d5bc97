import ArgumentParser

/// How the elements of an SVG are called.
struct IdentifierOptions: ParsableArguments {
  @Option(
    name: .customLong("id-prefix"),
    help: ArgumentHelp(
      "What every id of an SVG begins with, for two of the same figure in one page (default: made of the content).",
      valueName: "name"))
  var prefix: String?

  func validate() throws {
    guard let prefix else { return }
    let isName =
      prefix.unicodeScalars.allSatisfy {
        "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" || $0 == "_"
      }
      && (prefix.unicodeScalars.first.map { "a"..."z" ~= $0 || "A"..."Z" ~= $0 } ?? false)
    guard isName else {
      throw ValidationError("--id-prefix takes a letter, then letters, digits, - and _; found '\(prefix)'.")
    }
  }
}
