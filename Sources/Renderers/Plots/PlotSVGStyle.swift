import Pictures

/// The style sheet of plots: fonts and sizes of the figures, colours by theme.
struct PlotSVGStyle {
  let theme: Theme

  /// How curves are dashed, by their index.
  static let dashes: [StaticString] = ["none", "9 4", "3 3", "9 3 2 3", "14 4", "2 5"]

  func write(to out: inout ByteWriter) {
    out.write("<style>\n")
    out.write(
      """
      text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-size:15px;text-anchor:middle}
      .i,.j{font-family:"STIX Two Text","Times New Roman",Times,"Liberation Serif",serif;font-style:italic;font-weight:400}
      .i{font-size:1.12em}.s{font-size:.72em}.j{font-size:.81em}.start{text-anchor:start}.end{text-anchor:end}
      .title{font-size:17px;font-weight:700}.value{font-size:15px;font-weight:700}
      .caption,.unit{font-size:12px}.level text{font-size:11px}
      .axis,.grid,.contour,.ground,.curve,.pull,.path,.frame{fill:none}
      .axis{stroke-width:1.3}.grid{stroke-width:.7}.contour{stroke-width:1;stroke-opacity:.55}.region{fill-opacity:.085;fill-rule:evenodd;stroke:none}
      .ground{stroke-width:1.8}.curve{stroke-width:2.2}.path{stroke-width:1.8}.curve,.path,.ground{stroke-linejoin:round;stroke-linecap:round}
      .pull{stroke-width:2}.frame{stroke-width:1.6}.start-mark{stroke-width:2.2}.end-mark,.dot{stroke-width:1.2}
      .level text{paint-order:stroke;stroke-width:3px;stroke-opacity:.9;stroke-linejoin:round}

      """)
    for (index, dash) in Self.dashes.enumerated().dropFirst() {
      out.write(".curve.c")
      out.write(whole: index)
      out.write("{stroke-dasharray:")
      out.write(dash)
      out.write("}")
    }
    out.write("\n")
    out.writeColours(of: theme, by: colours)
    out.write("</style>\n")
  }

  private func colours(of theme: Theme, to out: inout ByteWriter) {
    func rule(_ selector: StaticString, fill: Theme.Colour? = nil, stroke: Theme.Colour? = nil) {
      out.write(selector)
      out.writeColours(fill: fill, stroke: stroke)
    }
    rule(".background", fill: theme.background)
    rule("text", fill: theme.text)
    rule(".caption,.unit", fill: theme.muted)
    rule(".value,.level text", fill: theme.value)
    rule(".level text", stroke: theme.background)
    out.write("\n")
    rule(".axis", stroke: theme.wire)
    rule(".grid", stroke: theme.quietWire)
    rule(".contour", stroke: theme.value)
    rule(".region", fill: theme.value)
    rule(".ground", stroke: theme.muted)
    rule(".pull", stroke: theme.gradient)
    rule(".pull-head", fill: theme.gradient)
    rule(".start-mark", fill: theme.background)
    rule(".dot,.end-mark", stroke: theme.background)
    out.write("\n")
    rule(".frame.open", stroke: theme.data.stroke)
    rule(".frame.success", stroke: theme.value)
    rule(".frame.failure", stroke: theme.gradient)
    rule(".success .title", fill: theme.value)
    rule(".failure .title", fill: theme.gradient)
    out.write("\n")
    for (index, colour) in theme.series.enumerated() {
      for (prefix, isFill) in [("c", false), ("f", true)] as [(String, Bool)] {
        out.write(".")
        out.write(copying: prefix)
        out.write(whole: index)
        out.writeColours(fill: isFill ? colour : nil, stroke: isFill ? nil : colour)
      }
    }
    out.write("\n")
  }

  /// The class of a series' lines (`c0`) or surfaces (`f0`).
  static func name(_ prefix: String, _ index: Int) -> String {
    "\(prefix)\(((index % dashes.count) + dashes.count) % dashes.count)"
  }
}
