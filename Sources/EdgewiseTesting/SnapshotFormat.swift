import Edgewise

/// What a figure is kept as.
public enum SnapshotFormat: String, Sendable, CaseIterable {
  /// Graphviz's language, with every number.
  case dot
  /// The picture in characters, 80 columns wide.
  case terminal
  /// The picture as it is drawn.
  case svg
  /// What computes what, without numbers: it changes only where the graph does.
  case structure

  /// What a file of this format is called after its dot.
  var ending: String {
    switch self {
    case .dot: "dot"
    case .terminal: "txt"
    case .svg: "svg"
    case .structure: "json"
    }
  }

  func text(of figure: Figure) throws(SVGPictureError) -> String {
    switch self {
    case .dot: figure.dot()
    case .terminal: figure.terminalText(width: 80)
    case .svg: try figure.svg()
    case .structure: figure.structure()
    }
  }
}
