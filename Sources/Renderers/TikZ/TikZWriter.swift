import Letters
import Pictures

/// A diagram for LaTeX: TikZ with the places of our layout, names and formulas in mathematics. Needs `tikz` and `amsmath`.
///
/// A fragment is a `tikzpicture` for `\input`; a document of its own compiles as it stands. The same diagram gives the same bytes.
package struct TikZWriter: Sendable {
  package var theme: Theme
  package var direction: Direction
  package var isStandalone: Bool

  private let formulas = LaTeXFormula()

  package init(theme: Theme = .light, direction: Direction = .leftToRight, isStandalone: Bool = false) {
    self.theme = theme
    self.direction = direction
    self.isStandalone = isStandalone
  }

  package func bytes(of diagram: Diagram) throws(SVGPictureError) -> [UInt8] {
    let (boxes, wires) = (diagram.boxes.count, diagram.arrows.count)
    guard boxes + wires <= SVGPicture.mostItems else { throw .tooLarge(boxes: boxes, wires: wires) }
    let set = SVGTypesetting(diagram, direction: direction)
    let layout = try SVGLayout(of: diagram, set: set)
    var out = ByteWriter()
    if isStandalone {
      out.write("\\documentclass[tikz,border=6pt]{standalone}\n\\usepackage{amsmath}\n\\begin{document}\n")
    } else {
      out.write("% \\usepackage{tikz,amsmath}\n")
    }
    writeStyles(to: &out)
    for group in SVGGroupFrame.frames(of: diagram, in: layout) { write(group, to: &out) }
    for (index, arrow) in diagram.arrows.enumerated() { write(arrow, layout.wires[index], to: &out) }
    for reference in layout.references {
      write(reference.frame, style: role(of: diagram.boxes[reference.box]), to: &out)
      out.write(copying: mathematics(diagram.boxes[reference.box].text.name) + " $\\nearrow$};\n")
    }
    for (index, box) in diagram.boxes.enumerated() {
      write(layout.boxes[index], style: role(of: box), to: &out)
      out.write(copying: lines(of: box).joined(separator: "\\\\{}"))
      out.write("};\n")
    }
    let names = diagram.title.map { [mathematics($0)] } ?? []
    write(names, style: "title", at: SVGLayout.Point(0, -26), to: &out)
    let notes = diagram.captions.map { mathematics($0) } + diagram.notes.map { LaTeXText.words($0) }
    write(notes, style: "note", at: SVGLayout.Point(0, layout.size.height + 18), to: &out)
    out.write("\\end{tikzpicture}\n")
    if isStandalone { out.write("\\end{document}\n") }
    return out.bytes
  }

  // MARK: Styles

  private func writeStyles(to out: inout ByteWriter) {
    out.write("\\begin{tikzpicture}[x=0.75pt, y=-0.75pt, font=\\small, align=center, >=latex,\n")
    for role in Box.Role.allCases where role != .target && role != .constant {
      let surface = theme.surface(of: role)
      out.write("  ew ")
      out.write(copying: role.rawValue)
      out.write("/.style={draw=")
      write(surface.stroke, to: &out)
      out.write(", fill=")
      write(surface.fill, to: &out)
      out.write(", inner sep=2pt")
      switch role {
      case .parameter: out.write(", rounded corners=6pt")
      case .output: out.write(", double")
      case .input, .target, .constant, .operation: out.write(", rounded corners=1pt")
      }
      out.write("},\n")
    }
    for (name, colour, rest) in [
      ("wire", theme.wire, ", ->, line width=0.8pt"), ("quiet", theme.quietWire, ", ->, line width=0.6pt"),
      ("group", theme.quietWire, ", rounded corners=3pt"),
    ] {
      out.write("  ew ")
      out.write(copying: name)
      out.write("/.style={draw=")
      write(colour, to: &out)
      out.write(copying: rest)
      out.write("},\n")
    }
    out.write("  ew label/.style={inner sep=2pt, font=\\footnotesize},\n  ew back/.style={ew label, text=")
    write(theme.gradient, to: &out)
    out.write("},\n  ew title/.style={inner sep=0pt, anchor=south west, font=\\bfseries},\n")
    out.write("  ew note/.style={inner sep=0pt, anchor=north west, font=\\footnotesize, text=")
    write(theme.muted, to: &out)
    out.write("}]\n")
  }

  private func write(_ colour: Theme.Colour, to out: inout ByteWriter) {
    out.write("{rgb,255:red,")
    out.write(whole: Int(colour.red))
    out.write(";green,")
    out.write(whole: Int(colour.green))
    out.write(";blue,")
    out.write(whole: Int(colour.blue))
    out.write("}")
  }

  private func role(of box: Box) -> String {
    switch box.role {
    case .input, .target, .constant: "input"
    case .parameter, .operation, .output: box.role.rawValue
    }
  }

  // MARK: Places

  /// Up to the brace behind which the text stands.
  private func write(_ frame: SVGLayout.Frame, style: String, to out: inout ByteWriter) {
    out.write("\\node[ew ")
    out.write(copying: style)
    out.write(", minimum width=")
    out.write(length: frame.width * 0.75)
    out.write("pt, minimum height=")
    out.write(length: frame.height * 0.75)
    out.write("pt] at ")
    write(SVGLayout.Point(frame.midX, frame.midY), to: &out)
    out.write(" {")
  }

  private func write(_ point: SVGLayout.Point, to out: inout ByteWriter) {
    out.write("(")
    out.write(length: point.x)
    out.write(",")
    out.write(length: point.y)
    out.write(")")
  }

  private func write(_ group: SVGGroupFrame, to out: inout ByteWriter) {
    for frame in group.frames {
      out.write("\\draw[ew group] ")
      write(SVGLayout.Point(frame.x, frame.y), to: &out)
      out.write(" rectangle ")
      write(SVGLayout.Point(frame.maxX, frame.maxY), to: &out)
      out.write(";\n")
    }
    for frame in group.frames.prefix(group.name.isEmpty ? 0 : group.namedCount) {
      write([LaTeXText.words(group.name)], style: "note", at: SVGLayout.Point(frame.x + 5, frame.y + 4), to: &out)
    }
  }

  /// Lines as LaTeX has them, one below the other.
  private func write(_ lines: [String], style: String, at place: SVGLayout.Point, to out: inout ByteWriter) {
    guard !lines.isEmpty else { return }
    out.write("\\node[ew ")
    out.write(copying: style)
    out.write(", align=left] at ")
    write(place, to: &out)
    out.write(" {")
    out.write(copying: lines.joined(separator: "\\\\{}"))
    out.write("};\n")
  }

  private func write(_ arrow: Arrow, _ wire: SVGLayout.Wire, to out: inout ByteWriter) {
    out.write(arrow.isActive ? "\\draw[ew wire] " : "\\draw[ew quiet] ")
    write(wire.path.start, to: &out)
    for segment in wire.path.segments {
      switch segment {
      case .line(let end):
        out.write(" -- ")
        write(end, to: &out)
      case .curve(let first, let second, let end):
        out.write(" .. controls ")
        write(first, to: &out)
        out.write(" and ")
        write(second, to: &out)
        out.write(" .. ")
        write(end, to: &out)
      }
    }
    out.write(";\n")
    guard let frame = wire.label else { return }
    let middle = SVGLayout.Point(frame.midX, frame.midY)
    let sides: (StaticString, StaticString) = direction == .leftToRight ? ("south", "north") : ("east", "west")
    if let derivative = arrow.text.derivative {
      write(label: mathematics(derivative), style: "label", anchor: sides.0, at: middle, to: &out)
    }
    if let contribution = arrow.text.contribution {
      write(label: LaTeXText.words(contribution), style: "back", anchor: sides.1, at: middle, to: &out)
    }
  }

  private func write(
    label: String, style: StaticString, anchor: StaticString, at place: SVGLayout.Point, to out: inout ByteWriter
  ) {
    out.write("\\node[ew ")
    out.write(style)
    out.write(", anchor=")
    out.write(anchor)
    out.write("] at ")
    write(place, to: &out)
    out.write(" {")
    out.write(copying: label)
    out.write("};\n")
  }

  // MARK: Text

  private func lines(of box: Box) -> [String] {
    let text = box.text
    var head = mathematics(text.name)
    if let formula = text.formula { head += " ${}={}$ " + mathematics(formula) }
    var lines = [head]
    let values = text.value.map { "\\textbf{\(LaTeXText.words($0))}" }
    if box.operation == "leaf", values.count == 1 { lines[0] += " ${}={}$ " + values[0] } else { lines += values }
    if let note = text.note { lines += SVGBoxLines.wrapped(note, columns: 18).map { LaTeXText.words($0) } }
    if let name = text.gradientName {
      let gradient = text.gradient.map { LaTeXText.words($0) }
      if gradient.count == 1 {
        lines.append(mathematics(name) + " ${}={}$ " + gradient[0])
      } else {
        lines += [mathematics(name)] + gradient
      }
    }
    if let mark = text.mark { lines.append("\\textbf{\(LaTeXText.words("! " + mark))}") }
    return lines
  }

  /// In dollars; what was cut, so that a parenthesis may stay open, as text.
  private func mathematics(_ formula: Formula) -> String {
    var depth = 0
    for run in formula.runs where run.layout != .line {
      if run.kind == .open { depth += 1 }
      if run.kind == .close { depth -= 1 }
      if depth < 0 { break }
    }
    if depth != 0 || formula.runs.contains(where: { $0.text.last == "…" }) { return LaTeXText.words(formula.text) }
    return "$\(formulas.text(formula))$"
  }
}
