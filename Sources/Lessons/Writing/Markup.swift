/// Pieces of Markdown.
enum Markup {
  /// Text in which nothing is markup, on one line.
  static func words(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]<>#!|&$~^".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }

  static func html(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// A fence that nothing in the text closes, around it.
  static func code(_ text: String, _ language: String = "text") -> String {
    var longest = 2
    for line in text.split(separator: "\n") {
      longest = max(longest, line.drop { $0 == " " }.prefix { $0 == "`" }.count)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return fence + language + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + fence
  }

  static func table(head: [String], rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let body = rows.map { line($0.map { words($0) }) }.joined()
    return line(head.map { words($0) }) + line(head.map { _ in "---:" }) + body
  }

  static func htmlTable(caption: String, head: [String], rows: [[String]]) -> String {
    func line(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(html($0))</\(tag)>" }.joined() + "</tr>\n"
    }
    let body = rows.map { line($0, "td") }.joined()
    return "<table>\n<caption>\(html(caption))</caption>\n\(line(head, "th"))\(body)</table>"
  }

  /// A picture that stands beside the text, or in it.
  static func picture(
    _ target: String, alternative: String, name: String?, caption: String?, _ dialect: Dialect
  ) -> String {
    switch dialect {
    case .gfm, .mdbook: return "![\(words(alternative))](\(target))"
    case .pandoc:
      return "![\(words(caption ?? alternative))](\(target))" + (name.map { "{#fig:\($0)}" } ?? "")
    case .myst:
      let label = name.map { ":name: \($0)\n" } ?? ""
      let text = caption.map { "\n\(words($0))\n" } ?? ""
      return "```{figure} \(target)\n\(label):alt: \(words(alternative))\n\(text)```"
    case .html:
      // The title is in the picture.
      let id = name.map { " id=\"\($0)\"" } ?? ""
      return "<figure\(id)><img src=\"\(target)\" alt=\"\(html(alternative))\"></figure>"
    }
  }
}
