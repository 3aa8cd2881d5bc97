import Pictures
import Terminal

/// The characters that boxes and wires are drawn with.
struct TerminalBorders: Sendable {
  struct Border: Sendable {
    let corners: (upperLeft: Glyph, upperRight: Glyph, lowerLeft: Glyph, lowerRight: Glyph)
    let horizontal, vertical: Glyph
    /// Where a wire leaves to the right, and downwards.
    let rightTee, lowerTee: Glyph

    /// Upper left, upper right, lower left, lower right, horizontal, vertical, right tee, lower tee.
    fileprivate init(_ characters: [Unicode.Scalar]) {
      let glyphs = characters.map { Glyph($0) }
      corners = (glyphs[0], glyphs[1], glyphs[2], glyphs[3])
      (horizontal, vertical, rightTee, lowerTee) = (glyphs[4], glyphs[5], glyphs[6], glyphs[7])
    }
  }

  private let plain, rounded, doubled: Border
  /// Around a box that acts, and around one that was selected.
  let heavy, selected: Border
  let rightArrow, downArrow: Glyph
  /// The head of a wire that has turned round, and a small one where something has come back.
  let backArrow, upArrow, backTick, upTick: Glyph
  /// By the sides that a wire goes to from a cell: 1 up, 2 right, 4 down, 8 left.
  let wires: [Glyph]
  /// The same where something has passed.
  let heavyWires: [Glyph]
  /// What travels.
  let forwardPulse, backwardPulse: Glyph

  func of(_ role: Box.Role) -> Border {
    switch role {
    case .input, .target, .constant, .operation: plain
    case .parameter: rounded
    case .output: doubled
    }
  }

  init(isASCII: Bool) {
    if isASCII {
      plain = Border(["+", "+", "+", "+", "-", "|", "+", "+"])
      rounded = Border([".", ".", "'", "'", "-", "|", "+", "+"])
      doubled = Border(["#", "#", "#", "#", "=", "#", "#", "+"])
      heavy = Border(["*", "*", "*", "*", "*", "*", "*", "*"])
      let heavyWires: [Unicode.Scalar] = [
        " ", ":", "=", "=", ":", ":", "=", ":", "=", "=", "=", "=", "=", ":", "=", "=",
      ]
      self.heavyWires = heavyWires.map { Glyph($0) }
      forwardPulse = Glyph("o")
      backwardPulse = Glyph("@")
      selected = Border(["%", "%", "%", "%", "%", "%", "%", "%"])
      (backArrow, upArrow, backTick, upTick) = (Glyph("<"), Glyph("^"), Glyph("<"), Glyph("^"))
      rightArrow = Glyph(">")
      downArrow = Glyph("v")
      let wires: [Unicode.Scalar] = [" ", "|", "-", "'", "|", "|", ".", "|", "-", "'", "-", "+", ".", "|", "+", "+"]
      self.wires = wires.map { Glyph($0) }
    } else {
      plain = Border(["┌", "┐", "└", "┘", "─", "│", "├", "┬"])
      rounded = Border(["╭", "╮", "╰", "╯", "─", "│", "├", "┬"])
      doubled = Border(["╔", "╗", "╚", "╝", "═", "║", "╟", "╤"])
      heavy = Border(["┏", "┓", "┗", "┛", "━", "┃", "┣", "┳"])
      let heavyWires: [Unicode.Scalar] = [
        " ", "┃", "━", "┗", "┃", "┃", "┏", "┣", "━", "┛", "━", "┻", "┓", "┫", "┳", "╋",
      ]
      self.heavyWires = heavyWires.map { Glyph($0) }
      forwardPulse = Glyph("●")
      backwardPulse = Glyph("◆")
      selected = Border(["┏", "┓", "┗", "┛", "╍", "╏", "┣", "┳"])
      (backArrow, upArrow, backTick, upTick) = (Glyph("◀"), Glyph("▲"), Glyph("◂"), Glyph("▴"))
      rightArrow = Glyph("▶")
      downArrow = Glyph("▼")
      let wires: [Unicode.Scalar] = [" ", "│", "─", "╰", "│", "│", "╭", "├", "─", "╯", "─", "┴", "╮", "┤", "┬", "┼"]
      self.wires = wires.map { Glyph($0) }
    }
  }
}
