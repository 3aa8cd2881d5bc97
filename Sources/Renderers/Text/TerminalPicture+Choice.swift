import Layout
import Pictures
import Terminal

extension TerminalPicture {
  /// Beyond these a picture is no help to anybody.
  package static let boxLimit = 200
  static let arrowLimit = 600

  /// Lines that somebody scrolls through.
  static let lineLimit = 200

  /// Whether the diagram is drawn as a picture that can be overlooked, and not as tables.
  package func fits(_ diagram: Diagram) -> Bool {
    drawing(of: diagram).map { $0.layout.height <= Self.lineLimit } ?? false
  }

  /// The fullest way to draw that fits; nil if none does.
  ///
  /// From left to right with formulas in the borders, then inside the boxes, and on wires with or without words that say what their
  /// numbers are; then the same in rows or from top to bottom, and at last in less words; then
  /// with long names cut by a `…` and without long formulas.
  func drawing(of diagram: Diagram) -> TerminalDrawing? {
    guard let search = TerminalDrawingSearch(self, diagram: diagram) else { return nil }
    typealias Fashion = TerminalCard.Fashion
    typealias Way = (fashions: [Fashion], direction: Direction, isFolded: Bool)
    let whole = [Fashion(hasNotes: true), Fashion()] + [24, 16, 12].map { Fashion(formulaWidth: $0) }
    let signed = whole.map { $0.naming(.sign) }
    let narrow = [.short, .brief].map { Fashion(density: $0) }
    let cut = [12, 8].map { Fashion(formulaWidth: 12, limit: $0) }
    let named = whole[..<2].flatMap { [$0.naming(.name), $0.naming(.sign)] }
    let across: [Way] = [
      (named + signed[2...] + whole, .leftToRight, false), (signed + whole, .leftToRight, true),
      (cut, .leftToRight, false),
    ]
    let down: [Way] = [
      (signed + whole, .topToBottom, false),
      ([signed[1], signed[3], whole[1], whole[3]] + narrow, .topToBottom, true), (cut, .topToBottom, false),
      (cut, .topToBottom, true),
    ]
    func first(_ ways: [Way]) -> TerminalDrawing? {
      for way in ways {
        for fashion in way.fashions {
          if let drawing = search.drawing(fashion, way.direction, isFolded: way.isFolded) { return drawing }
        }
      }
      return nil
    }
    switch direction {
    case .leftToRight: return first(across + down)
    case .topToBottom: return first(down + across)
    case nil: break
    }
    if let drawing = first([across[0]]) { return drawing }
    if stacksProducts { return first([down[0], down[1], across[2], down[2], down[3]]) }
    // What is too wide for a line goes on in the next one, or down: whichever is lower.
    let (rows, column) = (first([across[1]]), first([down[0], down[1]]))
    guard let rows, let column else { return rows ?? column ?? first([across[2], down[2], down[3]]) }
    return rows.layout.height < column.layout.height ? rows : column
  }
}

extension TerminalCard.Fashion {
  /// The same, but for how wires are named.
  func naming(_ naming: TerminalCard.Naming) -> Self {
    var fashion = self
    fashion.naming = naming
    return fashion
  }
}
