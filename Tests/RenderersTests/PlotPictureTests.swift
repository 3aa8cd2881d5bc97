import Pictures
import Renderers
import Terminal
import Testing

@Suite struct PlotPictureTests {
  private func sheet(_ points: [Plot.Point], title: String? = nil) -> PlotSheet {
    PlotSheet(
      title: title.map { .words($0) }, summary: "A line.",
      panels: [
        PlotSheet.Panel(
          plot: Plot(
            x: Axis("step", from: 0, to: 4, isWhole: true), y: Axis("L", from: 0, to: 4),
            series: [Series(name: "gd", points: points)]))
      ])
  }

  private let diagonal = [Plot.Point(0, 0), Plot.Point(4, 4)]

  @Test func aStraightLineInBraille() {
    #expect(
      PlotText(width: 30).text(of: sheet(diagonal)) == """
        ── gd

          L
        4 ┤                     ⢀⣀⠤⠒⠉
          │                 ⢀⡠⠴⠚⠉
        2 ┤             ⣀⡤⠒⠊⠁
          │        ⢀⣀⠤⠒⠉⠁
          │    ⢀⡠⠴⠊⠉
        0 ┤⣀⡤⠖⠊⠁
          └┬────────────┬───────────┬
           0            2           4
                      step

        """)
  }

  @Test func aStraightLineInASCII() {
    #expect(
      PlotText(width: 30, ascii: true).text(of: sheet(diagonal)) == """
        ** gd

          L
        4 +                      ****
          |                 *****
        2 +             *****
          |         *****
          |    *****
        0 +*****
          ++------------+-----------+
           0            2           4
                      step

        """)
  }

  @Test("no line is wider than asked for, no byte beyond ASCII", arguments: [20, 33, 80, 200]) func width(
    _ width: Int
  ) {
    let text = PlotText(width: width, ascii: true).text(
      of: sheet(diagonal, title: "A ŷ of ∂L/∂w, and a title that is long"))
    #expect(text.utf8.allSatisfy { $0 < 128 })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test("an SVG is the same twice, closes what it opens, and draws hostile names literally") func svg() {
    var hostile = sheet(diagonal + [Plot.Point(5, .infinity)], title: "<b> & \"x\" \u{202e}")
    hostile.panels[0].plot?.series[0].name = "</text><script>"
    hostile.panels[0].caption = "a < b"
    hostile.panels[0].bars = [
      BarChart(
        label: "L", categoryLabel: "step",
        bars: [BarChart.Bar(label: "0", number: 1, text: "1"), BarChart.Bar(label: "1", number: .nan, text: "NaN")])
    ]
    let text = String(decoding: PlotSVG(theme: .light, idPrefix: "").bytes(of: hostile), as: UTF8.self)
    #expect(text == String(decoding: PlotSVG(theme: .light, idPrefix: "").bytes(of: hostile), as: UTF8.self))
    #expect(!text.contains("<script>") && !text.contains("<b>") && !text.contains("nan") && !text.contains("inf"))
    #expect(text.contains("<title id=\"figure-title\">&lt;b&gt; &amp;") && text.contains("<desc"))
    var open: [Substring] = []
    for piece in text.split(separator: "<") {
      let tag = piece.prefix { $0 != ">" }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    #expect(text.hasPrefix("<svg ") && open.isEmpty)
  }
}
