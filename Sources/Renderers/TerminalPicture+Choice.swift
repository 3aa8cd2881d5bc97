import Diagrams
import Terminal

extension TerminalPicture {
  /// Beyond these a picture is no help to anybody.
  static let boxLimit = 200
  static let arrowLimit = 600

  /// One way to draw: how much is told, which way, with how much room.
  private struct Attempt {
    var fashion = TerminalCard.Fashion()
    var direction = Direction.leftToRight
    var spacing = LayeredLayout.Spacing.tight
  }

  /// From the fullest to the tightest.
  private var attempts: [Attempt] {
    typealias Fashion = TerminalCard.Fashion
    func attempts(_ fashion: Fashion) -> (across: [Attempt], down: [Attempt]) {
      (
        [
          Attempt(fashion: fashion, direction: .leftToRight, spacing: .roomy),
          Attempt(fashion: fashion, direction: .leftToRight, spacing: .tight),
        ], [Attempt(fashion: fashion, direction: .topToBottom, spacing: .tight)]
      )
    }
    let whole = [Fashion(hasNotes: true), Fashion()].map(attempts)
    let folded = [24, 16, 12].map { attempts(Fashion(formulaWidth: $0)) }
    let cut = [12, 8].map { attempts(Fashion(formulaWidth: 12, limit: $0)) }
    let across = (whole: (whole + folded).flatMap(\.across), cut: cut.flatMap(\.across))
    let down = (whole: (whole + folded).flatMap(\.down), cut: cut.flatMap(\.down))
    switch direction {
    case nil: return across.whole + down.whole + across.cut + down.cut
    case .leftToRight: return across.whole + across.cut + down.whole + down.cut
    case .topToBottom: return down.whole + down.cut + across.whole + across.cut
    }
  }

  /// The first way that fits; nil if none does.
  func drawing(of diagram: Diagram) -> TerminalDrawing? {
    let boxes = diagram.boxes
    guard !boxes.isEmpty, boxes.count <= Self.boxLimit, diagram.arrows.count <= Self.arrowLimit else { return nil }
    let bare = diagram.arrows.map { LayoutLink(from: $0.from, to: $0.to) }
    guard let first = Layering(boxCount: boxes.count, links: bare, leaves: .first),
      let late = Layering(boxCount: boxes.count, links: bare, leaves: .late)
    else { return nil }
    let layerings = first == late ? [first] : [first, late]
    for attempt in attempts {
      let cards = boxes.map { TerminalCard($0, fashion: attempt.fashion, spelling: spelling) }
      let sizes = cards.map(\.size)
      guard sizes.allSatisfy({ $0.width <= width }) else { continue }
      let labels = diagram.arrows.map {
        TerminalLabel($0, direction: attempt.direction, limit: attempt.fashion.limit, spelling: spelling)
      }
      let links = zip(diagram.arrows, labels).map { LayoutLink(from: $0.from, to: $0.to, label: $1.size) }
      let layouts = layerings.filter {
        $0.leastWidth(sizes: sizes, links: links, direction: attempt.direction) <= width
      }
      .map {
        LayeredLayout(
          layering: $0, sizes: sizes, links: links, direction: attempt.direction, spacing: attempt.spacing)
      }
      .filter { $0.width <= width }
      // Leaves on the left are what a textbook does; unless the picture gets a good deal lower without.
      if var best = layouts.first {
        if let other = layouts.last, other.height * 4 <= best.height * 3 { best = other }
        return TerminalDrawing(cards: cards, labels: labels, layout: best)
      }
    }
    return nil
  }
}
