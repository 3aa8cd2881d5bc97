import Depiction
import Pictures
import Renderers

/// What a picture is made for: what it shows unless told otherwise, and how much of it can be taken in.
package enum Medium: Sendable {
  /// Other programs, for which nothing is too large: JSON.
  case data
  /// Whoever compares numbers and structure alone.
  case facts
  /// DOT, which has every fact and every text.
  case graphviz
  /// A page: SVG.
  case page
  /// Pictures that others set: TikZ and Mermaid, which have no bands.
  case markup
  case text(TerminalPicture)

  /// On a page and in DOT the products that flow back stand beside the wires, in the terminal they are off.
  package var parts: Parts {
    switch self {
    case .page, .graphviz: Parts.standard.union(.contributions)
    case .data, .facts, .markup, .text: .standard
    }
  }

  /// What it shows besides, where that is little.
  package var partsWhereFew: Parts {
    switch self {
    case .page: [.bands, .chain, .update]
    case .data, .facts, .graphviz, .markup, .text: []
    }
  }

  /// Texts that nobody reads are not made.
  var texts: Texts {
    switch self {
    case .data: .code
    case .facts: []
    case .graphviz: [.labels, .tooltips, .names]
    case .page: [.labels, .tooltips, .names, .gates]
    case .text: [.labels, .names]
    case .markup: .labels
    }
  }

  /// In how many lines a formula may be set on a wire.
  var formulaLines: Int {
    if case .text = self { 1 } else { 3 }
  }

  /// More boxes never fit. Counting them is quick, drawing them is not.
  var boxLimit: Int {
    switch self {
    case .data, .facts, .graphviz: .max
    case .page, .markup: 120
    case .text: TerminalPicture.boxLimit
    }
  }

  func fits(_ diagram: Diagram) -> Bool {
    switch self {
    case .data, .facts, .graphviz: true
    case .page: diagram.boxes.count <= boxLimit
    case .markup: diagram.boxes.count <= boxLimit && diagram.arrows.count <= MermaidWriter.mostEdges
    case .text(let picture): picture.fits(diagram)
    }
  }
}
