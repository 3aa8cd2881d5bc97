import Layout
import Pictures
import Terminal

/// One timeline's boxes and labels, as glyphs.
struct TimelineGlyphs: Sendable {
  /// What stands on a wire, by what is known of it.
  struct Label: Sendable {
    /// The formula, or a number that needs no values.
    let formula: TerminalLine?
    /// `2e=6`, or where that is too wide the number.
    let derivative: TerminalLine?
    /// `6·2=12`, or the result alone; nil where there is no room.
    let product: TerminalLine?
    /// The same without its result, on its way: `6·2`.
    let factors: TerminalLine?
    /// What flows back as a stream: both rows, and from which column on they are what arrives, and its factor.
    let stream: (rows: [TerminalLine], arriving: Int, factor: Int)?
  }

  /// With everything shown.
  let cards: [TerminalCard]
  let labels: [Label]

  init(_ timeline: Timeline, for drawing: FilmLayout, spelling: TerminalCharacters) {
    cards = timeline.diagram.boxes.enumerated().map { index, box in
      drawing.card(box, at: index, spelling: spelling)
    }
    // Most drawings have none.
    let hasStreams = drawing.streams.contains { $0 != nil }
    let bands = hasStreams ? SVGStream.series([timeline.diagram.streaming()])[0].bands : []
    labels = timeline.diagram.arrows.enumerated().map { index, arrow in
      let room = drawing.labelWidths[index]
      func line(_ change: (inout Arrow) -> Void) -> TerminalLine? {
        var arrow = arrow
        arrow.text.contribution = nil
        change(&arrow)
        // What it is gives way to what it says.
        for naming in [drawing.fashion.naming, .none] {
          var fashion = drawing.fashion
          fashion.naming = naming
          let label = TerminalLabel(arrow, direction: .leftToRight, fashion: fashion, spelling: spelling)
          if let line = label.lines.first, line.width <= room { return line }
        }
        return nil
      }
      let isLiteral = arrow.text.number.map { number in arrow.formula?.reads(number) ?? false } ?? false
      let formula = line { if !isLiteral { $0.text.number = nil } }
      let isTold = arrow.text.contribution != nil || arrow.text.formula == nil
      let derivative = !isTold ? formula : line { _ in } ?? line { $0.text.formula = nil } ?? formula
      var (product, factors): (TerminalLine?, TerminalLine?) = (nil, nil)
      if let text = arrow.text.contribution, let place = drawing.products[index],
        let row = TerminalLabel.products(text, spelling: spelling).first(where: { $0.count <= place.width })
      {
        product = TerminalLine(row, .gradient)
        if let end = row.firstIndex(where: { $0 == Glyph("=") || $0 == spelling.glyphs("≈").first }) {
          factors = TerminalLine(Array(row[..<end]), .gradient)
        }
      }
      var stream: (rows: [TerminalLine], arriving: Int, factor: Int)?
      if let place = drawing.streams[index], let band = bands[index], let number = arrow.text.number {
        let rows = TerminalBand.lines(band, factor: number, width: place.width, spelling: spelling)
        let disc = spelling.glyphs("(×\(number))").count
        let product = (rows[1].width - disc + 1) / 2
        stream = (rows, product + disc, product)
      }
      return Label(formula: formula, derivative: derivative, product: product, factors: factors, stream: stream)
    }
  }
}
