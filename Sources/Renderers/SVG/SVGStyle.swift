import Pictures

/// The style sheet: fonts and sizes once, colours by theme. Every colour of a theme has a class of its own.
struct SVGStyle {
  let theme: Theme
  /// Whether there are frames around groups.
  var hasGroups = false
  /// Whether a box says what looks wrong.
  var hasMarks = false
  /// Whether gradients flow beside the wires.
  var hasBands = false
  /// Whether it is told what changed.
  var hasChanges = false

  func write(to out: inout ByteWriter) {
    out.write("<style>\n")
    out.write(
      """
      text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-size:15px;text-anchor:middle}
      .i,.j{font-family:"STIX Two Text","Times New Roman",Times,"Liberation Serif",serif;font-style:italic;font-weight:400}
      .start{text-anchor:start}.end{text-anchor:end}
      .title{font-size:17px;font-weight:700}.value{font-size:15px;font-weight:700}.symbol{font-size:20px;font-weight:700}
      .gradient,.forward-value{font-size:13.5px}.forward-value{font-weight:700}.derivative{font-size:13.5px}.contribution,.summary,.gradient-summary{font-size:12.5px}
      .unit,.caption{font-size:12px;font-weight:400}.forward,.backward{font-size:13px;font-weight:700}
      rect{stroke-width:1.4}.inner{fill:none;stroke-width:.9}
      .wire,.bracket,.rule{fill:none;stroke-width:1.5}.rule{stroke-width:.8}.bracket{stroke-width:1.2}.quiet .wire{stroke-width:1.1}

      """)
    out.write(".i{font-size:1.12em}.s{font-size:.72em}.j{font-size:.81em}\n")
    if hasMarks { out.write(".mark{font-size:12.5px;font-weight:700}\n") }
    if hasBands {
      out.write(
        """
        .factor{font-size:12px;font-weight:700}.band,.ground,.hatch,.dry,.casing{fill:none}.disc{stroke-width:1.4}
        .hatch{stroke-dasharray:1.3 3.4}.dry{stroke-width:1.2;stroke-dasharray:4 3}

        """)
    }
    if hasChanges {
      out.write(
        """
        .added rect,.added .wire{stroke-width:2.6}.removed rect,.removed .wire{stroke-dasharray:6 4}
        .changed rect,.changed .wire{stroke-dasharray:10 3 2 3;stroke-width:2}

        """)
    }
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
    rule(".quiet .derivative,.unit,.caption", fill: theme.muted)
    rule(".value,.summary,.forward,.forward-value", fill: theme.value)
    rule(".gradient,.contribution,.gradient-summary,.backward", fill: theme.gradient)
    out.write("\n")
    if hasBands {
      rule(".factor", fill: theme.gradient)
      rule(".band,.hatch,.dry", stroke: theme.stream)
      rule(".ground,.casing", stroke: theme.background)
      rule(".spout", fill: theme.stream)
      rule(".spout.hollow", fill: theme.background, stroke: theme.stream)
      rule(".disc", fill: theme.background, stroke: theme.gradient)
      out.write("\n")
    }
    rule(".wire", stroke: theme.wire)
    rule(".head", fill: theme.wire)
    rule(".quiet .wire,.rule", stroke: theme.quietWire)
    rule(".quiet .head", fill: theme.quietWire)
    out.write("\n")
    rule(".data-box", fill: theme.data.fill, stroke: theme.data.stroke)
    rule(".parameter-box", fill: theme.parameter.fill, stroke: theme.parameter.stroke)
    rule(".operation-box", fill: theme.operation.fill, stroke: theme.operation.stroke)
    rule(".output-box", fill: theme.output.fill, stroke: theme.output.stroke)
    rule(".inner", stroke: theme.output.stroke)
    rule(".bracket.value", stroke: theme.value)
    rule(".bracket.gradient", stroke: theme.gradient)
    out.write(".bracket{fill:none}")
    if hasGroups {
      out.write("\n")
      rule(".group rect", fill: theme.background, stroke: theme.quietWire)
      rule(".group.closed rect", fill: theme.data.fill, stroke: theme.quietWire)
      rule(".group text", fill: theme.muted)
    }
    if hasChanges {
      out.write("\n")
      rule(".added rect,.added .wire", stroke: theme.value)
      rule(".removed rect,.removed .wire", stroke: theme.gradient)
      rule(".changed rect,.changed .wire", stroke: theme.text)
    }
    if hasMarks {
      out.write("\n")
      rule(".mark", fill: theme.gradient)
    }
    out.write("\n")
  }
}
