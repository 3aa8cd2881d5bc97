import Pictures

extension SVGStyle {
  /// The style sheet of plots: fonts and sizes of the figures, colours by theme.
  static let plot = SVGStyle(
    rules: ground + [
      StyleRule("circle", "fill:none;stroke:none"),
      StyleRule(
        ".level", "font-size:11px;paint-order:stroke;stroke-width:3px;stroke-opacity:.9;stroke-linejoin:round"),
      StyleRule(".axis", "stroke-width:1.3"), StyleRule(".grid", "stroke-width:.7"),
      StyleRule(".contour", "stroke-width:1;stroke-opacity:.55"),
      StyleRule(".region", "fill-opacity:.085;fill-rule:evenodd"),
      StyleRule(".curve,.path,.ground", "stroke-linejoin:round;stroke-linecap:round"),
      StyleRule(".ground,.path", "stroke-width:1.8"), StyleRule(".curve", "stroke-width:2.2"),
      StyleRule(".pull", "stroke-width:2"), StyleRule(".frame", "stroke-width:1.6"),
      StyleRule(".start-mark", "stroke-width:2.2"), StyleRule(".end-mark,.dot", "stroke-width:1.2"),
    ] + PlotSVGLook.rules + scripts
  ) { theme in
    [
      StyleRule("text", fill: theme.text), StyleRule(".caption,.unit", fill: theme.muted),
      StyleRule(".level", fill: theme.value, stroke: theme.background), StyleRule(".value", fill: theme.value),
      StyleRule(".background", fill: theme.background), StyleRule(".axis", stroke: theme.wire),
      StyleRule(".grid", stroke: theme.quietWire), StyleRule(".contour", stroke: theme.value),
      StyleRule(".region", fill: theme.value), StyleRule(".ground", stroke: theme.muted),
      StyleRule(".pull", stroke: theme.gradient), StyleRule(".pull-head", fill: theme.gradient),
      StyleRule(".start-mark", fill: theme.background), StyleRule(".dot,.end-mark", stroke: theme.background),
      StyleRule(".open .frame", stroke: theme.data.stroke), StyleRule(".success .frame", stroke: theme.value),
      StyleRule(".failure .frame", stroke: theme.gradient), StyleRule(".success .title", fill: theme.value),
      StyleRule(".failure .title", fill: theme.gradient),
    ] + PlotSVGLook.colours(theme)
  }
}
