import Pictures
import Testing

@testable import Renderers

/// How the curves of a plot are told apart, and what is said where.
@Suite struct PlotLookTests {
  private let unit = Axis(.name("x"), from: 0, to: 1)

  private func text(_ plot: Plot, _ bars: [BarChart] = []) -> String {
    let sheet = PlotSheet(panels: [.init(plot: plot, bars: bars)])
    return String(decoding: PlotSVG(theme: .light, idPrefix: "").bytes(of: sheet), as: UTF8.self)
  }

  private func curve(_ index: Int, _ points: [Plot.Point], isPath: Bool = false) -> Series {
    Series(name: "run \(index)", remark: "stopped", index: index, points: points, isPath: isPath)
  }

  @Test func curvesAreNamedAtTheirEndsAndNeedNoLegend() throws {
    let svg = text(
      Plot(
        x: unit, y: unit, series: [curve(0, [.init(0, 0), .init(1, 0.5)]), curve(1, [.init(0, 1), .init(1, 0.51)])]))
    #expect(!svg.contains("class=\"legend\""))
    let ends = try #require(svg.split(separator: "<g class=\"ends\">").dropFirst().first)
    #expect(ends.contains(">run 0</text>") && ends.contains(">run 1</text>"))
    // Their ends lie nearer than their names may.
    let rows = ends.split(separator: " y=\"").dropFirst().compactMap { Double($0.prefix { $0 != "\"" }) }
    #expect(rows.count >= 2 && (rows[0] - rows[1]).magnitude >= 15)
    #expect(svg.contains("run 0: stopped · run 1: stopped"))
  }

  @Test func aRunThatLeavesThroughTheTopIsNamedThere() throws {
    let svg = text(Plot(x: unit, y: unit, series: [curve(0, [.init(0, 0), .init(0.1, 0.5), .init(0.2, 1e9)])]))
    let ends = try #require(svg.split(separator: "<g class=\"ends\">").dropFirst().first)
    let x = try #require(
      ends.split(separator: "<text class=\"caption\" x=\"").dropFirst().first?.prefix { $0 != "\"" })
    #expect(try #require(Double(x)) < 200)
  }

  @Test func everyRunHasADashAndAMarkOfItsOwn() {
    let paths = (0..<12).map { curve($0, [.init(0.1, Double($0) / 12), .init(0.9, Double($0) / 12)], isPath: true) }
    let svg = text(Plot(x: unit, y: unit, series: paths))
    for index in 1..<6 { #expect(svg.contains(" .c\(index){stroke-dasharray:")) }
    // Six shapes, then the same six hollow.
    var shapes: Set<String> = []
    for mark in svg.split(separator: /class="(dot f|h)/).dropFirst() {
      let words = mark.prefix { $0 != ">" }
      let shape = words.contains("r=\"") ? "circle" : String(words.drop { $0 != "h" && $0 != "l" }.prefix(8))
      shapes.insert((words.contains(" dot\"") ? "hollow " : "") + shape)
    }
    #expect(shapes.count >= 6 && svg.contains(/class="h\d dot"/))
  }

  @Test func longPathsAreThinnedAndTheShortestLiesOnTop() throws {
    let long = (0...400).map { Plot.Point(Double($0) / 400, 0.5 + 0.4 * Double($0 % 20) / 20) }
    let contour = Contour(level: 1, text: "1", lines: [[.init(0, 0), .init(1, 1)]], region: [])
    var series = [curve(0, [.init(0, 0), .init(1, 1)], isPath: true), curve(1, long, isPath: true)]
    for index in series.indices { series[index].arrows = [.init(from: .init(0.2, 0.2), to: .init(0.6, 0.6))] }
    let svg = text(Plot(x: unit, y: unit, contours: [contour], series: series))
    let groups = svg.split(separator: "<g class=\"series\">").dropFirst()
    #expect(groups.count == 2 && groups.first?.contains("<title>run 1") == true)
    #expect((groups.first?.split(separator: "class=\"dot ").count ?? 0) <= 26)
    // Arrows of one run only; the other is that of the key.
    #expect(svg.split(separator: "class=\"pull\"").count - 1 == 2)
  }

  /// 1, 0.1 and 0.001 lie at 3, 2 and 0 thirds of an axis from 0.001 to 1.
  @Test func aFlowIsDotsOnALogarithmicAxis() throws {
    let numbers = [1, 0.1, 0.001]
    let chart = BarChart(
      label: "g", categoryLabel: "node", bars: numbers.map { .init(label: "h", number: $0, text: "\($0)") },
      base: 1e-4)
    let sheet = PlotSheet(panels: [.init(plot: nil, bars: [chart])])
    let svg = String(decoding: PlotSVG(theme: .light, idPrefix: "").bytes(of: sheet), as: UTF8.self)
    #expect(!svg.contains("class=\"bar "))
    let places = svg.split(separator: " cx=\"").dropFirst().compactMap { Double($0.prefix { $0 != "\"" }) }
    try #require(places.count == 3)
    #expect(((places[0] - places[1]) * 2 - (places[1] - places[2])).magnitude < 0.1)
    #expect(svg.contains(">0.001</text>") && svg.contains(">0.1</text>"))
  }
}

/// Tones for a ground that nobody knows.
@Suite struct TerminalToneTests {
  /// WCAG 2.1: 4.5 : 1 on black and on white is all that there can be (√21 = 4.58).
  @Test func canBeReadOnBlackAndOnWhite() {
    for tone in [TerminalPalette.tones.value, TerminalPalette.tones.gradient] {
      let parts = [16, 8, 0].map { Double(tone >> $0 & 0xff) / 255 }
      let light = zip([0.2126, 0.7152, 0.0722], parts).reduce(0.0) { sum, pair in
        let part = pair.1
        let linear = part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
        return sum + pair.0 * linear
      }
      #expect(1.05 / (light + 0.05) >= 4.5 && (light + 0.05) / 0.05 >= 4.5)
    }
  }

  /// x^2.4 = x²·x^0.4, and x^0.4 by Newton on y⁵ = x².
  private func power(_ x: Double) -> Double {
    var y = x
    for _ in 0..<60 { y -= (y * y * y * y * y - x * x) / (5 * y * y * y * y) }
    return x * x * y
  }
}
