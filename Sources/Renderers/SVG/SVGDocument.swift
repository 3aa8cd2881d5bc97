import Letters
import Pictures

/// The document around what was drawn: head, style sheet and words for those who cannot see it, so that it can be put into any page.
///
/// Every rule stands below one root class and every id has a prefix, both made of the content: two figures in one page, or a
/// figure and the page, know nothing of each other. Every parent in the figure has the root's class: LibreOffice reads
/// `.root .wire` as a child's rule, not a descendant's.
struct SVGDocument {
  let theme: Theme
  /// Instead of one that is made of the content; an empty one leaves ids as they are.
  var prefix: String?
  let size: SVGLayout.Size
  /// Who placed the boxes.
  var engine: String?
  let title: String
  let description: String

  /// Ids that no element of the content may have.
  static let ids: Set<String> = ["figure-title", "figure-text"]

  /// The class that every rule stands below. A program that reads `.e25` or `.7a` as a number finds no rule.
  private static func className(_ prefix: String) -> String {
    guard let first = prefix.utf8.first else { return "edgewise" }
    let second = prefix.utf8.dropFirst().first ?? UInt8(ascii: "a")
    let isNumber = first | 0x20 == UInt8(ascii: "e") && second <= UInt8(ascii: "9")
    return first.isLetter && !isNumber ? prefix : "f" + prefix
  }

  /// O(content).
  /// - Parameter content: the elements, each id as it is without prefix.
  func bytes(around content: [UInt8], _ style: SVGStyle) -> [UInt8] {
    let scan = SVGScan(content, seed: theme.name.rawValue + title)
    let prefix = self.prefix ?? scan.name
    let dashed = prefix.isEmpty ? "" : prefix + "-"
    let name = Self.className(prefix)
    var storage: [UInt8] = []
    storage.reserveCapacity(content.count + 6_000 + (dashed.utf8.count + 9) * scan.marks.count)
    var out = ByteWriter(appendingTo: storage)
    out.write(#"<svg xmlns="http://www.w3.org/2000/svg" class="edgewise"#)
    if name != "edgewise" {
      out.write(" ")
      out.write(copying: name)
    }
    out.write(#"" width=""#)
    out.write(length: size.width)
    out.write(#"" height=""#)
    out.write(length: size.height)
    out.write(#"" viewBox="0 0 "#)
    out.write(SVGLayout.Point(size.width, size.height))
    if let engine {
      out.write(#"" data-engine=""#)
      out.write(escaping: engine)
    }
    out.write(#"" role="graphics-document" aria-labelledby=""#)
    out.write(copying: "\(dashed)figure-title \(dashed)figure-text")
    out.write("\" xml:space=\"preserve\">\n<title id=\"")
    out.write(copying: dashed)
    out.write("figure-title\">")
    out.write(escaping: title)
    out.write("</title>\n<desc id=\"")
    out.write(copying: dashed)
    out.write("figure-text\">")
    out.write(escapingLines: description)
    out.write("</desc>\n<style>\n")
    let root = ".\(name) "
    for rule in StyleRule.merged(style.rules + style.colours(theme)) {
      rule.write(below: root, using: scan.classes, to: &out)
    }
    if theme.name == .auto {
      // LibreOffice knows no conditions, and no element with a class either: what it would obey it does not find.
      out.write("@media (prefers-color-scheme:dark){")
      for rule in StyleRule.merged(style.colours(.dark)) {
        rule.write(below: "svg" + root, using: scan.classes, to: &out)
      }
      out.write("}")
    }
    out.write("\n</style>\n<rect class=\"background\" width=\"100%\" height=\"100%\"/>\n")
    var start = 0
    for mark in scan.marks where !prefix.isEmpty {
      out.write(content[start..<mark.place])
      switch mark.kind {
      case .id: out.write(copying: dashed)
      case .classList: out.write(copying: " " + name)
      case .tag: out.write(copying: " class=\"\(name)\"")
      }
      start = mark.place
    }
    out.write(content[start...])
    out.write("</svg>\n")
    return out.bytes
  }
}
