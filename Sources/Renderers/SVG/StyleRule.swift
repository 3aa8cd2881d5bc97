import Pictures

/// A rule of a style sheet.
struct StyleRule: Sendable {
  /// Each as it stands below the root: `.quiet .wire`.
  var selectors: [String]
  var declarations: String

  init(_ selectors: String, _ declarations: String) {
    self.selectors = selectors.split(separator: ",").map { String($0) }
    self.declarations = declarations
  }

  /// A rule of colours.
  init(_ selectors: String, fill: Theme.Colour? = nil, stroke: Theme.Colour? = nil) {
    let parts = [fill.map { "fill:" + $0.description }, stroke.map { "stroke:" + $0.description }]
    self.init(selectors, parts.compactMap { $0 }.joined(separator: ";"))
  }

  /// Rules of the same selectors are one, then those that say the same.
  static func merged(_ rules: [StyleRule]) -> [StyleRule] {
    var whole: [StyleRule] = []
    for rule in rules {
      if let place = whole.firstIndex(where: { $0.selectors == rule.selectors }) {
        whole[place].declarations += ";" + rule.declarations
      } else {
        whole.append(rule)
      }
    }
    var merged: [StyleRule] = []
    for rule in whole {
      if let place = merged.firstIndex(where: { $0.declarations == rule.declarations }) {
        merged[place].selectors += rule.selectors
      } else {
        merged.append(rule)
      }
    }
    return merged
  }

  /// Only for what is drawn.
  /// - Parameter classes: those that are used.
  func write(below root: String, using classes: Set<UInt64>, to out: inout ByteWriter) {
    let used = selectors.filter { selector in
      selector.split(whereSeparator: { $0 == " " || $0 == "." }).allSatisfy { name in
        Self.elements.contains(String(name)) || classes.contains(SVGScan.hash(name.utf8))
      }
    }
    guard !used.isEmpty else { return }
    for (index, selector) in used.enumerated() {
      if index > 0 { out.write(",") }
      out.write(copying: root)
      out.write(copying: selector)
    }
    out.write("{")
    out.write(copying: declarations)
    out.write("}")
  }

  private static let elements: Set<String> = ["text", "tspan", "rect", "path", "circle"]
}
