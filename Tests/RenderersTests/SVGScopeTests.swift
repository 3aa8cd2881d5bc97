import Pictures
import Renderers
import Testing

/// A figure in a page leaves the page alone, and other figures too.
@Suite struct SVGScopeTests {
  private func picture(_ name: String, _ theme: Theme = .auto, idPrefix: String? = nil) throws -> String {
    var picture = SVGPicture(theme: theme)
    picture.idPrefix = idPrefix
    let diagram = try #require(Zoo.all.first { $0.name == name }?.diagram)
    return String(decoding: try picture.bytes(of: diagram), as: UTF8.self)
  }

  private func plot(_ theme: Theme = .auto, idPrefix: String? = nil, from start: Double = 0) -> String {
    let axis = Axis(.name("x"), from: 0, to: 1, scale: .linear)
    let series = Series(name: "gd", index: 0, points: [.init(start, 0), .init(1, 1)])
    let sheet = PlotSheet(title: .words("A plot"), panels: [.init(plot: Plot(x: axis, y: axis, series: [series]))])
    return String(decoding: PlotSVG(theme: theme, idPrefix: idPrefix).bytes(of: sheet), as: UTF8.self)
  }

  /// The values of an attribute.
  private func values(of name: String, in svg: String) -> [String] {
    svg.split(separator: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  private func root(of svg: String) throws -> String {
    let words = try #require(values(of: "class", in: svg).first).split(separator: " ")
    #expect(words.first == "edgewise")
    return String(try #require(words.dropFirst().first))
  }

  /// The selectors of a style sheet, and those in its one `@media` block.
  private func rules(of svg: String) throws -> (selectors: [String], dark: [String]) {
    let start = try #require(svg.firstRange(of: "<style>")?.upperBound)
    let end = try #require(svg.firstRange(of: "</style>")?.lowerBound)
    var (selectors, dark): ([String], [String]) = ([], [])
    var (head, depth, isDark) = ("", 0, false)
    for character in svg[start..<end] {
      switch character {
      case "{" where head.trimmed.hasPrefix("@"):
        #expect(head.trimmed == "@media (prefers-color-scheme:dark)" && dark.isEmpty)
        isDark = true
        head = ""
      case "{":
        depth += 1
        let found = head.split(separator: ",").map { String($0).trimmed }
        if isDark { dark += found } else { selectors += found }
        head = ""
      case "}" where depth == 1: depth = 0
      case "}": isDark = false
      default: if depth == 0 { head.append(character) }
      }
    }
    return (selectors, dark)
  }

  /// LibreOffice takes `.root .wire` for a rule of children: every parent of what has a style is one.
  @Test(arguments: Zoo.all.map(\.name))
  func everyParentHasTheRootsClass(name: String) throws {
    let svg = try picture(name)
    let root = try root(of: svg)
    for group in svg.split(separator: "<g").dropFirst() where group.first == " " || group.first == ">" {
      #expect(classes(of: group).contains(root), "\(group.prefix(80))")
    }
    for line in svg.split(separator: "<text ").dropFirst() where line.prefix(while: { $0 != "/" }).contains("<tspan")
    {
      #expect(classes(of: line).contains(root), "\(line.prefix(80))")
    }
  }

  private func classes(of tag: Substring) -> [String] {
    (values(of: "class", in: "tag " + tag.prefix { $0 != ">" }).first ?? "").split(separator: " ").map { String($0) }
  }

  private func check(_ svg: String) throws {
    let root = try root(of: svg)
    let (selectors, dark) = try rules(of: svg)
    #expect(selectors.count > 10)
    for selector in selectors { #expect(selector.hasPrefix(".\(root) "), "\(selector)") }
    for selector in dark { #expect(selector.hasPrefix("svg.\(root) "), "\(selector)") }
    for id in values(of: "id", in: svg) { #expect(id.hasPrefix(root + "-"), "\(id)") }
    let named = try #require(values(of: "aria-labelledby", in: svg).first).split(separator: " ")
    #expect(named.count == 2 && named.allSatisfy { values(of: "id", in: svg).contains(String($0)) })
    #expect(!svg.contains("text-anchor:middle") && !svg.contains("text-anchor:end"))
    for tag in svg.split(separator: "<text ").dropFirst() {
      // A line begins at a place of its own, and so does every run of it that stands apart.
      #expect((" " + tag.prefix { $0 != ">" }).contains(" x=\""))
      for run in tag.split(separator: "<tspan").dropFirst() where !run.prefix(while: { $0 != ">" }).contains(" x=\"")
      {
        #expect(run.drop { $0 != ">" }.dropFirst().first != " ", "\(run)")
      }
    }
  }

  @Test(arguments: Zoo.all.map(\.name))
  func everyRuleAndIdIsTheFiguresOwn(name: String) throws {
    for theme in Theme.Name.allCases { try check(try picture(name, .named(theme))) }
  }

  @Test func plotsToo() throws {
    for theme in Theme.Name.allCases { try check(plot(.named(theme))) }
  }

  @Test func onlyAutoAsksTheReadersSystem() throws {
    for theme in [Theme.light, .dark, .print] {
      #expect(!(try picture("delivery", theme)).contains("@media") && !plot(theme).contains("@media"))
    }
    for svg in [try picture("delivery"), plot()] { #expect(try rules(of: svg).dark.count > 5) }
  }

  @Test func figuresDifferInTheirPrefix() throws {
    let figures = try [
      picture("delivery"), picture("delivery", .light), picture("delivery", .dark), plot(), plot(.print),
      plot(from: 0.25),
    ]
    #expect(try Set(figures.map { try root(of: $0) }).count == figures.count)
    #expect(try root(of: picture("delivery")) == root(of: picture("delivery")))
  }

  @Test func aPrefixCanBeGiven() throws {
    let svg = try picture("delivery", idPrefix: "left")
    try check(svg)
    #expect(try root(of: svg) == "left")
    #expect(values(of: "id", in: svg).contains("left-w1") && values(of: "id", in: svg).contains("left-w1--ŷ--0"))
    #expect(plot(idPrefix: "right").contains("id=\"right-panel-1\""))
    // In a page of its own, none.
    // A class that reads like a number is none in some programs.
    let number = try picture("delivery", idPrefix: "e25")
    #expect(number.contains("id=\"e25-figure-title\"") && number.contains("class=\"edgewise fe25\""))
    #expect(!number.contains(".e25 ") && number.contains(".fe25 text{"))
    let bare = try picture("delivery", idPrefix: "")
    #expect(bare.contains("class=\"edgewise\"") && values(of: "id", in: bare).contains("w1"))
    #expect(try rules(of: bare).selectors.allSatisfy { $0.hasPrefix(".edgewise ") })
  }

  @Test func nodesAndEdgesHaveNames() throws {
    let svg = try picture("delivery")
    #expect(svg.contains("role=\"graphics-document\""))
    let names = values(of: "aria-label", in: svg)
    #expect(names.contains("w1 to ŷ") && names.contains("e to L"))
    #expect(svg.contains("class=\"node parameter \(try root(of: svg))\" role=\"graphics-symbol\"><title>"))
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
