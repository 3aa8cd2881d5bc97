import Layout
import Pictures
import Terminal

/// In which way a graph is drawn on a screen.
extension FilmLayout {
  typealias Fashion = TerminalCard.Fashion

  struct Choice {
    let drawing: TerminalDrawing
    /// How much of what there is to say it says.
    let worth: Double
    /// Whether there is room below wires for what flows back as a stream.
    var hasStreams = false
  }

  /// What says most and is seen whole; where nothing is, that of which most is seen.
  /// - Parameters:
  ///   - plain: without what flows back.
  ///   - wish: where forward goes; nil: as it fits best.
  static func choice(
    of widest: Diagram, plain: Diagram, width: Int, height: Int, isASCII: Bool, direction wish: Direction?
  ) -> Choice? {
    var picture = TerminalPicture(width: width, ascii: isASCII, direction: wish)
    picture.stacksProducts = true
    var terse = plain
    for index in terse.arrows.indices { terse.arrows[index] = Self.terse(terse.arrows[index]) }
    // Streams do not take the board's room.
    let low = height < 28 ? height : height - 9
    if wish != .topToBottom, let search = TerminalDrawingSearch(picture, diagram: widest.streaming(), height: low) {
      for fashion in [Fashion(), Fashion(formulaWidth: 16)].flatMap({ [$0.naming(.sign), $0] }) {
        guard let drawing = search.drawing(fashion, .leftToRight) else { continue }
        return Choice(drawing: drawing, worth: 1, hasStreams: true)
      }
    }
    var choices: [Choice] = []
    for (diagram, worth) in [(widest, 1), (plain, 1), (terse, 0.8)] {
      guard let drawing = picture.drawing(of: diagram) else { continue }
      let choice = Choice(drawing: drawing, worth: worth)
      if drawing.layout.height <= height { return choice }
      choices.append(choice)
    }
    guard let search = TerminalDrawingSearch(picture, diagram: plain, height: height) else { return nil }
    let directions = wish.map { [$0] } ?? [Direction.leftToRight, .topToBottom]
    // A line or a column, then rows; in less and less words.
    for (fashions, foldings) in [(Self.fashions[..<2], [false]), (Self.fashions[...], [false, true])] {
      for fashion in fashions.flatMap({ [$0.naming(.sign), $0] }) {
        for diagram in [plain, terse] {
          for isFolded in foldings {
            for direction in directions {
              if let drawing = search.of(diagram).drawing(fashion, direction, isFolded: isFolded) {
                return Choice(drawing: drawing, worth: 1)
              }
            }
          }
        }
      }
    }
    // It is larger than the screen in one way or in the other.
    func share(_ choice: Choice) -> Double {
      let layout = choice.drawing.layout
      return choice.worth * min(1, Double(width) / Double(max(layout.width, 1)))
        * min(1, Double(height) / Double(max(layout.height, 1)))
    }
    let whole = TerminalDrawingSearch(picture, diagram: plain)
    for (fashion, worth) in [(Self.fashions[2], 0.95), (Self.fashions[6], 0.8), (Self.fashions[7], 0.7)] {
      for direction in directions {
        let isFolded = direction == .topToBottom
        guard let drawing = whole?.drawing(fashion, direction, isFolded: isFolded) else { continue }
        choices.append(Choice(drawing: drawing, worth: worth))
      }
    }
    let ample = TerminalDrawingSearch(TerminalPicture(width: 20_000, ascii: isASCII), diagram: plain)
    for (diagram, worth) in [(plain, 1), (terse, 0.8)] {
      if let drawing = ample?.of(diagram).drawing(Fashion(), wish ?? .leftToRight) {
        choices.append(Choice(drawing: drawing, worth: worth))
      }
    }
    var chosen: Choice?
    for choice in choices where chosen.map({ share($0) < share(choice) }) ?? true { chosen = choice }
    return chosen
  }

  /// From the one that says most to the one that takes least room.
  private static let fashions: [Fashion] = [
    Fashion(), Fashion(formulaWidth: 16), Fashion(density: .short), Fashion(density: .beside),
    Fashion(density: .brief), Fashion(formulaWidth: 16, density: .short),
    Fashion(density: .brief, hasBareLeaves: true), Fashion(density: .line, hasBareLeaves: true),
    Fashion(hasFormulas: false, density: .short), Fashion(hasFormulas: false, density: .brief),
    Fashion(limit: 12, density: .line, hasBareLeaves: true),
    Fashion(hasFormulas: false, density: .line, hasBareLeaves: true),
    Fashion(limit: 12, hasFormulas: false, density: .line, hasBareLeaves: true),
  ]

  /// A formula alone where there is one, or the number, whichever is longer: one after the other stands there.
  private static func terse(_ arrow: Arrow) -> Arrow {
    var arrow = arrow
    guard let formula = arrow.text.formula, let number = arrow.text.number else { return arrow }
    if formula.text.count > terseFormula || formula.text.count < number.count {
      arrow.text.formula = nil
    } else {
      arrow.text.number = nil
    }
    return arrow
  }

  private static let terseFormula = 8
}

extension Diagram {
  /// More streams are not told apart.
  private static let mostStreams = 20

  /// With a band wherever a number flows back that is shown, unless those are many.
  func streaming() -> Diagram {
    var diagram = self
    for (index, arrow) in arrows.enumerated() {
      guard arrow.text.contribution != nil, case .number(let upstream)? = arrow.upstream,
        case .number(let product)? = arrow.contribution
      else { continue }
      diagram.arrows[index].band = Band(
        upstream: upstream, product: product, factor: arrow.text.number, isSeed: boxes[arrow.to].role == .output)
    }
    return diagram.arrows.count { $0.band != nil } > Self.mostStreams ? self : diagram
  }
}
