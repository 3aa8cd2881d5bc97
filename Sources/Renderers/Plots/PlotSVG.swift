import Pictures

/// Draws plots as SVG, with the fonts, colours and classes of the figures; needs no Graphviz.
///
/// The document stands alone, and its colours are classes, as in `SVGWriter`. The same sheet gives the same bytes.
package struct PlotSVG: Sendable {
  package let theme: Theme
  /// Of the whole picture, in user units (CSS pixels); nil: what its plots want.
  package let width: Double?
  /// Before every id, instead of one that is made of the content.
  package let idPrefix: String?

  package init(theme: Theme, width: Int? = nil, idPrefix: String? = nil) {
    self.theme = theme
    self.idPrefix = idPrefix
    self.width = width.map { Double(max($0, 160)) }
  }

  static let margin = 24.0
  /// Between two boxes.
  static let gap = 18.0

  /// O(points).
  package func bytes(of sheet: PlotSheet) -> [UInt8] {
    let isBoxed = sheet.panels.contains { $0.caption != nil }
    let count = Double(max(sheet.panels.count, 1))
    let wanted = sheet.panels.reduce(0) { $0 + PlotSVGPanel.wantedWidth(of: $1) }
    let inner = max((width ?? wanted + Self.gap * (count - 1) + 2 * Self.margin) - 2 * Self.margin, 100)
    let title = SVGPage.title(sheet.title, width: inner)
    // Curves that are named at their ends need no legend; what is said of them stands below.
    let isNamed = sheet.panels.contains { $0.plot.map { PlotSVGEnds($0).width > 0 } ?? false }
    let legend = isBoxed || isNamed ? [] : PlotSVGLegend.rows(of: sheet, width: inner)
    let remarks = sheet.legend.compactMap { series in series.remark.map { "\(series.name): \($0)" } }
    let said = isNamed && !isBoxed && !remarks.isEmpty ? [remarks.joined(separator: " · ")] : []
    let notes = (said + sheet.notes).flatMap { SVGPage.lines(of: $0, .caption, width: inner) }
    let panels = sheet.panels.map {
      PlotSVGPanel($0, width: ((inner - Self.gap * (count - 1)) / count).rounded(.down))
    }
    let panelHeight = panels.reduce(0) { max($0, $1.height) }
    var y = Self.margin
    if !title.isEmpty { y += Double(title.count) * 23 + 8 }
    let legendTop = y
    if !legend.isEmpty { y += Double(legend.count) * 21 + 6 }
    let panelTop = y
    y += panelHeight
    let keyTop = y + 8
    let key = PlotSVGLegend.key(of: sheet)
    if !key.isEmpty { y += 32 }
    let notesTop = y + 10
    if !notes.isEmpty { y += Double(notes.count) * 18 + 8 }
    let size = SVGLayout.Size(width ?? (inner + 2 * Self.margin).rounded(.up), (y + Self.margin - 4).rounded(.up))

    var out = ByteWriter()
    for (index, line) in title.enumerated() {
      out.write(line, x: Self.margin, y: Self.margin + 13 + Double(index) * 23, anchor: .start)
      out.write("\n")
    }
    PlotSVGLegend.write(legend, x: Self.margin, y: legendTop, to: &out)
    for (index, panel) in panels.enumerated() {
      let x = Self.margin + Double(index) * (panel.width + Self.gap)
      panel.write(index: index, x: x, y: panelTop, height: panelHeight, to: &out)
    }
    PlotSVGLegend.write(key: key, x: Self.margin, y: keyTop, to: &out)
    for (index, line) in notes.enumerated() {
      out.write(line, x: Self.margin, y: notesTop + Double(index) * 18 + 8, anchor: .start)
      out.write("\n")
    }
    return SVGDocument(
      theme: theme, prefix: idPrefix, size: size, title: sheet.title?.text ?? "Plot", description: sheet.summary
    )
    .bytes(around: out.bytes, .plot)
  }
}
