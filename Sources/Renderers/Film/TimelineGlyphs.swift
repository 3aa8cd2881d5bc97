import Layout
import Pictures
import Terminal

/// One timeline's boxes and labels, as glyphs.
struct TimelineGlyphs: Sendable {
  /// With everything shown.
  let cards: [TerminalCard]
  let labels: [TerminalLabel]
  /// What flows back on each arrow; nil where it has no text.
  let contributions: [TerminalLine?]

  init(_ timeline: Timeline, for drawing: FilmLayout, spelling: TerminalCharacters) {
    let places = drawing.layout.boxes
    cards = timeline.diagram.boxes.enumerated().map { index, box in
      TerminalCard(box, fashion: drawing.fashion, spelling: spelling)
        .cut(to: places[index].width - 4, spelling: spelling)
    }
    labels = timeline.diagram.arrows.map { arrow in
      TerminalLabel(
        drawing.isTerse ? FilmLayout.terse(arrow) : FilmLayout.derivativeOnly(arrow),
        direction: drawing.drawing.direction, limit: drawing.fashion.limit,
        spelling: spelling)
    }
    contributions = timeline.diagram.arrows.enumerated().map { index, arrow in
      guard let text = arrow.text.contribution else { return nil }
      let room = drawing.labelWidths[index]
      let whole = spelling.glyphs(TerminalLabel.tight(text))
      if whole.count <= room { return TerminalLine(whole, .gradient) }
      // The sum alone, where there is no room for its making.
      guard let result = text.split(separator: " ").last else { return nil }
      let row = spelling.glyphs("=" + result)
      return row.count <= room ? TerminalLine(row, .gradient) : nil
    }
  }
}
