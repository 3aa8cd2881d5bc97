import Pictures

/// The style sheet: fonts and sizes once, colours by theme. Every colour of a theme has a class of its own.
struct SVGStyle: Sendable {
  let rules: [StyleRule]
  let colours: @Sendable (Theme) -> [StyleRule]

  /// What a page says of texts and shapes is unsaid first, so that a figure looks in it as it does alone.
  ///
  /// LibreOffice looks at the first family alone, knows no selector of two classes of one element, and obeys an element's
  /// first class before its second: what overrides stands last here and first there.
  static let ground: [StyleRule] = [
    StyleRule(
      "text",
      "direction:ltr;font-family:Helvetica,Arial,\"Liberation Sans\",sans-serif;font-size:15px;"
        + "font-style:normal;font-weight:400;letter-spacing:0;stroke:none;text-anchor:start;text-transform:none;"
        + "word-spacing:0"),
    StyleRule("tspan", "fill:inherit;font-size:inherit;font-style:inherit;font-weight:inherit"),
    StyleRule(".title", "font-size:17px;font-weight:700"), StyleRule(".value", "font-size:15px;font-weight:700"),
    StyleRule(".unit,.caption", "font-size:12px;font-weight:400"),
    StyleRule("path", "fill:none;stroke:none;stroke-width:1"),
    StyleRule("rect", "fill:none;stroke:none;stroke-width:1.4"),
  ]

  /// Behind all sizes, which they are parts of.
  static let scripts: [StyleRule] = [
    StyleRule(
      ".i,.j",
      "font-family:\"Times New Roman\",Times,\"Liberation Serif\",serif;font-style:italic;font-weight:400"
    ),
    StyleRule(".i", "font-size:1.12em"), StyleRule(".s", "font-size:.72em"), StyleRule(".j", "font-size:.81em"),
    StyleRule(".title .i,.title .j", "font-weight:700"),
  ]

  static let graph = SVGStyle(
    rules: ground + [
      StyleRule(".symbol", "font-size:20px;font-weight:700"),
      StyleRule(".gradient,.derivative", "font-size:13.5px"),
      StyleRule(".forward-value", "font-size:13.5px;font-weight:700"),
      StyleRule(".contribution,.summary,.gradient-summary", "font-size:12.5px"),
      StyleRule(".mark", "font-size:12.5px;font-weight:700"), StyleRule(".factor", "font-size:12px;font-weight:700"),
      StyleRule(".forward,.backward", "font-size:13px;font-weight:700"),
      StyleRule(".inner", "stroke-width:.9"), StyleRule(".wire", "stroke-width:1.5"),
      StyleRule(".quiet .wire", "stroke-width:1.1"),
      StyleRule(".casing", "stroke-width:3.9"), StyleRule(".hatch", "stroke-dasharray:1.3 3.4"),
      StyleRule(".dry", "stroke-width:1.2;stroke-dasharray:4 3"),
      StyleRule(".added rect,.added .wire", "stroke-width:2.6"),
      StyleRule(".removed rect,.removed .wire", "stroke-dasharray:6 4"),
      StyleRule(".changed rect,.changed .wire", "stroke-dasharray:10 3 2 3;stroke-width:2"),
    ] + scripts
  ) { theme in
    [
      StyleRule("text", fill: theme.text),
      StyleRule(".quiet .derivative,.unit,.caption,.group text", fill: theme.muted),
      StyleRule(".value,.summary,.forward,.forward-value", fill: theme.value),
      StyleRule(".gradient,.contribution,.gradient-summary,.backward,.factor,.mark", fill: theme.gradient),
      StyleRule(".background", fill: theme.background),
      StyleRule(".band,.hatch,.dry", stroke: theme.stream), StyleRule(".ground,.casing", stroke: theme.background),
      StyleRule(".spout", fill: theme.stream),
      StyleRule(".hollow", fill: theme.background, stroke: theme.stream),
      StyleRule(".disc", fill: theme.background, stroke: theme.gradient),
      StyleRule(".wire", stroke: theme.wire), StyleRule(".head", fill: theme.wire),
      StyleRule(".quiet .wire,.rule", stroke: theme.quietWire), StyleRule(".quiet .head", fill: theme.quietWire),
      StyleRule(".data-box", fill: theme.data.fill, stroke: theme.data.stroke),
      StyleRule(".parameter-box", fill: theme.parameter.fill, stroke: theme.parameter.stroke),
      StyleRule(".operation-box", fill: theme.operation.fill, stroke: theme.operation.stroke),
      StyleRule(".output-box", fill: theme.output.fill, stroke: theme.output.stroke),
      StyleRule(".value-bracket", "fill:none;stroke-width:1.2;stroke:\(theme.value)"),
      StyleRule(".gradient-bracket", "fill:none;stroke-width:1.2;stroke:\(theme.gradient)"),
      StyleRule(".added rect,.added .wire", stroke: theme.value),
      StyleRule(".removed rect,.removed .wire", stroke: theme.gradient),
      StyleRule(".changed rect,.changed .wire", stroke: theme.text),
      StyleRule(".group rect", fill: theme.background, stroke: theme.quietWire),
      StyleRule(".closed rect", fill: theme.data.fill, stroke: theme.quietWire),
    ]
  }
}
