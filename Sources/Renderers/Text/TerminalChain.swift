import Layout
import Pictures
import Terminal

/// The chain rule below a picture in text: a row for each path, its factors under their wires where those stand apart enough; and the
/// update that follows.
struct TerminalChain {
  let picture: TerminalPicture

  /// - Parameter drawing: nil where there is none to stand under.
  func write(_ diagram: Diagram, under drawing: TerminalDrawing?, to bytes: inout [UInt8]) {
    if !diagram.chains.isEmpty { bytes.append(0x0a) }
    for chain in diagram.chains { write(row(of: chain, under: drawing), to: &bytes) }
    guard let update = diagram.update else { return }
    bytes.append(0x0a)
    for move in update.moves { write(line([(move.text, .text)]), to: &bytes) }
    let loss =
      update.verb == "stays"
      ? "\(update.loss.text) stays at \(update.after)"
      : "\(update.loss.text) \(update.verb) from \(update.before) to \(update.after)"
    write(line([(loss, .value)]), to: &bytes)
  }

  /// `∂L/∂w1 = 12 = ∂ŷ/∂w1 = 2 × ∂e/∂ŷ = 1 × ∂L/∂e = 6`.
  private func row(of chain: ChainColumns, under drawing: TerminalDrawing?) -> TerminalLine {
    var line = line([("\(chain.name.text) = \(chain.value)", .gradient)])
    let factors = chain.factors.map { picture.spelling.glyphs("\($0.name.text) = \($0.value)") }
    for (index, factor) in factors.enumerated() {
      let sign = picture.spelling.glyphs(index == 0 ? " = " : picture.isASCII ? " x " : " × ")
      var place = line.width + sign.count
      if let drawing, drawing.direction == .leftToRight,
        let label = drawing.layout.wires[chain.factors[index].arrow].label
      {
        place = max(place, label.x)
      }
      // All that is still to come must fit.
      let rest = factors[(index + 1)...].reduce(factor.count) { $0 + 3 + $1.count }
      place = max(min(place, picture.width - rest), line.width + sign.count)
      let room = place - line.width - sign.count
      line.append(Array(repeating: .blank, count: room / 2) + sign, .text)
      line.append(Array(repeating: .blank, count: room - room / 2) + factor, .text)
    }
    return line
  }

  private func line(_ parts: [(text: String, ink: TerminalInk)]) -> TerminalLine {
    var line = TerminalLine()
    for part in parts { line.append(picture.spelling.glyphs(part.text), part.ink) }
    return line
  }

  private func write(_ line: TerminalLine, to bytes: inout [UInt8]) {
    guard line.width <= picture.width else {
      return picture.write(picture.spelling.wrapped(line.glyphs, to: picture.width, indent: 2), .text, to: &bytes)
    }
    var frame = Frame(width: line.width, height: 1)
    line.draw(into: &frame, x: 0, y: 0, palette: picture.palette)
    frame.write(to: &bytes, depth: picture.colour)
  }
}
