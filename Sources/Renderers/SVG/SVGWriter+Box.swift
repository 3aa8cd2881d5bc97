import Pictures

extension SVGWriter {
  /// A box with its lines; the output has a second frame inside the first.
  func write(
    _ box: Box, id: String, at index: Int, _ set: SVGTypesetting, frame: SVGLayout.Frame, to out: inout ByteWriter
  ) {
    let (lines, isGate) = (set.lines[index], set.isGate[index])
    out.write("<g id=\"")
    out.write(copying: id)
    out.write("\" class=\"node ")
    out.write(copying: box.role.rawValue)
    write(box.change, to: &out)
    // Its title begins with its name.
    out.write("\" role=\"graphics-symbol\">")
    write(title: box.tooltip.isEmpty ? box.id : box.tooltip, to: &out)
    let radius: Double = isGate ? frame.gateRadius : box.role == .parameter ? 11 : box.role == .operation ? 4 : 2
    out.write(rect: frame, radius: radius, surface(of: box.role))
    if box.role == .output {
      let inner = SVGLayout.Frame(
        x: frame.x + 3.5, y: frame.y + 3.5, width: frame.width - 7, height: frame.height - 7)
      out.write(rect: inner, radius: 1, "inner output-box")
    }
    let top = frame.midY - SVGTypesetting.height(of: lines) / 2
    if let rule = set.rules[index] {
      out.write("<path class=\"rule\" d=\"M")
      out.write(SVGLayout.Point(frame.x + 12, top + rule))
      out.write("H")
      out.write(length: frame.maxX - 12)
      out.write("\"/>")
    }
    for line in lines {
      switch line.content {
      case .text(let text): out.write(text, x: frame.midX, y: top + line.baseline)
      case .matrix(let matrix):
        write(matrix, at: SVGLayout.Point(frame.midX - matrix.width / 2, top + line.baseline), to: &out)
      }
    }
    out.write("</g>\n")
  }

  /// A stand-in: the name, and that it is said elsewhere.
  func write(
    _ reference: SVGLayout.Reference, in diagram: Diagram, set: SVGTypesetting, to out: inout ByteWriter
  ) {
    let box = diagram.boxes[reference.box]
    out.write("<g class=\"reference ")
    out.write(copying: box.role.rawValue)
    out.write("\">")
    write(title: box.id, to: &out)
    out.write(rect: reference.frame, radius: reference.frame.height / 2, surface(of: box.role))
    var text = set.names[reference.box]
    text.append(SVGText(plain: reference.isExit ? "↓" : "↗", .unit), gap: 3)
    out.write(text, x: reference.frame.midX, y: reference.frame.midY + 5)
    out.write("</g>\n")
  }

  /// A class more.
  func write(_ change: Change?, to out: inout ByteWriter) {
    guard let change else { return }
    out.write(" ")
    out.write(copying: change.rawValue)
  }

  func write(title: String, to out: inout ByteWriter) {
    out.write("<title>")
    out.write(escapingLines: title)
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

  /// `corner` is the left end of the first baseline. Every number ends where its column does, whatever the font.
  private func write(_ matrix: SVGMatrix, at corner: SVGLayout.Point, to out: inout ByteWriter) {
    for (index, row) in matrix.rows.enumerated() {
      for (cell, end) in zip(row, matrix.columnEnds) {
        out.write(cell, x: corner.x + end, y: corner.y + Double(index) * SVGMatrix.rowHeight, anchor: .end)
      }
    }
    out.write("<path class=\"")
    out.write(copying: matrix.tone.rawValue)
    out.write("-bracket ")
    out.write(copying: matrix.tone.rawValue)
    out.write("\" d=\"")
    for (x, inward) in [(corner.x, 3.5), (corner.x + matrix.width, -3.5)] {
      out.write("M")
      out.write(SVGLayout.Point(x + inward, corner.y - 13))
      out.write("H")
      out.write(length: x)
      out.write("V")
      out.write(length: corner.y - 13 + matrix.height - 0.5)
      out.write("H")
      out.write(length: x + inward)
    }
    out.write("\"/>")
  }
}

extension ByteWriter {
  mutating func write(rect frame: SVGLayout.Frame, radius: Double, _ style: StaticString) {
    write("<rect class=\"")
    write(style)
    write("\" x=\"")
    write(length: frame.x)
    write("\" y=\"")
    write(length: frame.y)
    write("\" width=\"")
    write(length: frame.width)
    write("\" height=\"")
    write(length: frame.height)
    write("\" rx=\"")
    write(length: radius)
    write("\"/>")
  }

  enum Anchor { case start, middle, end }

  /// A line of text with its baseline at `y`. It begins where it would if it were set in the fonts that it is meant for, and so does
  /// every run behind a gap: programs disagree about where the runs of a centred line stand. What belongs together, as a name
  /// and its index, stays so under any font.
  mutating func write(_ text: SVGText, x: Double, y: Double, anchor: Anchor = .middle) {
    guard let first = text.runs.first else { return }
    var place = x + first.gap
    switch anchor {
    case .start: break
    case .middle: place -= text.advance / 2
    case .end: place -= text.advance
    }
    write("<text")
    if text.tone != .name {
      write(" class=\"")
      write(copying: text.tone.rawValue)
      write("\"")
    }
    write(" x=\"")
    write(length: (place * 10).rounded() / 10)
    write("\" y=\"")
    write(length: y)
    write("\">")
    var shift = 0.0
    for (index, run) in text.runs.enumerated() {
      let tone = run.tone ?? text.tone
      let wanted =
        switch run.script {
        case .plain: 0.0
        case .sub: (SVGText.subShift * tone.size * 10).rounded() / 10
        case .sup: (SVGText.supShift * tone.size * 10).rounded() / 10
        }
      if index > 0 { place += run.gap }
      let isApart = index > 0 && (run.gap > 0 || run.text.utf8.first == UInt8(ascii: " "))
      // Parts of a size are parts of the line's: one of another is given its own.
      let isOfOtherSize = tone.size != text.tone.size && (run.face == .italic || run.script != .plain)
      write(
        run, tone, at: isApart ? place : nil, below: wanted - shift, size: isOfOtherSize ? text.size(of: run) : nil)
      shift = wanted
      place += text.advance(of: run)
    }
    write("</text>")
  }

  private mutating func write(
    _ run: SVGText.Run, _ tone: SVGText.Tone, at place: Double?, below shift: Double, size: Double?
  ) {
    let isBare = run.script == .plain && run.face != .italic && run.tone == nil
    guard place != nil || !isBare || shift != 0 else { return write(escaping: run.text) }
    write("<tspan")
    if !isBare {
      write(" class=\"")
      switch (run.script, run.face == .italic) {
      case (.plain, true): write("i")
      case (.plain, false): break
      case (_, true): write("j")
      case (_, false): write("s")
      }
      if run.tone != nil {
        if run.script != .plain || run.face == .italic { write(" ") }
        write(copying: tone.rawValue)
      }
      write("\"")
    }
    if let place {
      write(" x=\"")
      write(length: (place * 10).rounded() / 10)
      write("\"")
    }
    if let size {
      write(" style=\"font-size:")
      write(length: size)
      write("px\"")
    }
    if shift != 0 {
      write(" dy=\"")
      write(length: shift)
      write("\"")
    }
    write(">")
    write(escaping: run.text)
    write("</tspan>")
  }
}
