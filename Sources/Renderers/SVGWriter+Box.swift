import Diagrams

extension SVGWriter {
  /// A box with its lines; the output has a second frame inside the first.
  func write(
    _ box: Box, id: String, lines: [SVGTypesetting.Line], frame: SVGLayout.Frame, to out: inout SVGBytes
  ) {
    out.write("<g id=\"")
    out.write(raw: id)
    out.write("\" class=\"node ")
    out.write(raw: box.role.rawValue)
    out.write("\">")
    write(title: box.tooltip.isEmpty ? box.id : box.tooltip, to: &out)
    out.write(
      rect: frame, radius: box.role == .parameter ? 11 : box.role == .operation ? 4 : 2, surface(of: box.role))
    if box.role == .output {
      let inner = SVGLayout.Frame(
        x: frame.x + 3.5, y: frame.y + 3.5, width: frame.width - 7, height: frame.height - 7)
      out.write(rect: inner, radius: 1, "inner")
    }
    let height = (lines.last?.baseline ?? 0) + 6
    let top = frame.midY - height / 2
    for (index, line) in lines.enumerated() {
      out.write(line.text, x: frame.midX, y: top + line.baseline)
      guard line.bracketed > 1 else { continue }
      let rows = lines[index..<min(lines.count, index + line.bracketed)]
      let half = rows.reduce(0) { max($0, $1.width) } / 2
      write(
        bracketsAround: SVGLayout.Frame(
          x: frame.midX - half, y: top + line.baseline - 13.5, width: 2 * half, height: Double(18 * rows.count) - 1),
        line.text.tone, to: &out)
    }
    out.write("</g>\n")
  }

  /// A stand-in: the name, and that it is said elsewhere.
  func write(
    _ reference: SVGLayout.Reference, in diagram: Diagram, set: SVGTypesetting, to out: inout SVGBytes
  ) {
    let box = diagram.boxes[reference.box]
    out.write("<g class=\"reference ")
    out.write(raw: box.role.rawValue)
    out.write("\">")
    write(title: box.id, to: &out)
    out.write(rect: reference.frame, radius: reference.frame.height / 2, surface(of: box.role))
    if let line = set.lines[reference.box].first {
      var text = line.text
      text.append(SVGText(plain: "↗", .unit), gap: 3)
      out.write(text, x: reference.frame.midX, y: reference.frame.midY + 5)
    }
    out.write("</g>\n")
  }

  func write(title: String, to out: inout SVGBytes) {
    out.write("<title>")
    out.write(lines: title)
    out.write("</title>")
  }

  private func surface(of role: Box.Role) -> StaticString {
    switch role {
    case .input, .target, .constant: "data-box"
    case .parameter: "parameter-box"
    case .operation: "operation-box"
    case .output: "output-box"
    }
  }

  private func write(bracketsAround frame: SVGLayout.Frame, _ tone: SVGText.Tone, to out: inout SVGBytes) {
    out.write("<path class=\"bracket ")
    out.write(raw: tone.rawValue)
    out.write("\" d=\"")
    for (x, inward) in [(frame.x, 3.0), (frame.maxX, -3.0)] {
      out.write("M")
      out.write(SVGLayout.Point(x + inward, frame.y))
      out.write("H")
      out.write(x)
      out.write("V")
      out.write(frame.maxY)
      out.write("H")
      out.write(x + inward)
    }
    out.write("\"/>")
  }
}

extension SVGBytes {
  mutating func write(rect frame: SVGLayout.Frame, radius: Double, _ style: StaticString) {
    write("<rect class=\"")
    write(style)
    write("\" x=\"")
    write(frame.x)
    write("\" y=\"")
    write(frame.y)
    write("\" width=\"")
    write(frame.width)
    write("\" height=\"")
    write(frame.height)
    write("\" rx=\"")
    write(radius)
    write("\"/>")
  }

  enum Anchor { case start, middle, end }

  /// A line of text with its baseline at `y`. Runs move up and down by `dy`, and never stand at places of their own, so
  /// that a substituted font cannot tear the line.
  mutating func write(_ text: SVGText, x: Double, y: Double, anchor: Anchor = .middle) {
    guard !text.runs.isEmpty else { return }
    write("<text class=\"")
    write(raw: text.tone.rawValue)
    switch anchor {
    case .start: write(" start")
    case .middle: break
    case .end: write(" end")
    }
    write("\" x=\"")
    write(x)
    write("\" y=\"")
    write(y)
    write("\">")
    var shift = 0.0
    for run in text.runs {
      let tone = run.tone ?? text.tone
      let wanted =
        switch run.script {
        case .plain: 0.0
        case .sub: SVGText.subShift * tone.size
        case .sup: SVGText.supShift * tone.size
        }
      let isBare = run.script == .plain && run.face != .italic && run.tone == nil
      if isBare, wanted == shift, run.gap == 0 {
        write(text: run.text)
        continue
      }
      write("<tspan")
      if !isBare {
        write(" class=\"")
        if run.tone != nil {
          write(raw: tone.rawValue)
          if run.script != .plain || run.face == .italic { write(" ") }
        }
        switch (run.script, run.face == .italic) {
        case (.plain, true): write("i")
        case (.plain, false): break
        case (_, true): write("j")
        case (_, false): write("s")
        }
        write("\"")
      }
      if run.gap != 0 {
        write(" dx=\"")
        write(run.gap)
        write("\"")
      }
      if wanted != shift {
        write(" dy=\"")
        write(wanted - shift)
        write("\"")
      }
      shift = wanted
      write(">")
      write(text: run.text)
      write("</tspan>")
    }
    write("</text>")
  }
}
