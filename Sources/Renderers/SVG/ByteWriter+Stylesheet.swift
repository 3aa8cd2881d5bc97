import Pictures

extension ByteWriter {
  /// What stands between the braces of a rule of colours, with them.
  mutating func writeColours(fill: Theme.Colour?, stroke: Theme.Colour?) {
    write("{")
    if let fill {
      write("fill:")
      write(fill)
    }
    if fill != nil, stroke != nil { write(";") }
    if let stroke {
      write("stroke:")
      write(stroke)
    }
    write("}")
  }

  /// The colours of a theme; after the light ones the dark ones too, for readers who prefer them.
  mutating func writeColours(of theme: Theme, by rules: (Theme, inout ByteWriter) -> Void) {
    rules(theme, &self)
    guard theme.name == .light else { return }
    write("@media (prefers-color-scheme:dark){\n")
    rules(.dark, &self)
    write("}\n")
  }
}
