/// Why there is no picture.
package enum GraphvizError: Error, Sendable, Equatable {
  /// Built without libgvc's headers, or its library or plugins cannot be loaded. The reason is the loader's.
  case unavailable(String)
  /// Laying the picture out would take more than a few seconds.
  case tooLarge(boxes: Int, wires: Int)
  /// Not DOT, with Graphviz's words.
  case syntax(String)
  /// Graphviz gave up, with its words.
  case failed(String)
}

extension GraphvizError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let reason):
      """
      SVG needs Graphviz's library libgvc (\(reason)).
      Install it (Debian, Ubuntu: apt install libgraphviz-dev; macOS: brew install graphviz; Fedora: dnf install \
      graphviz-devel) and build again. Text, DOT and JSON work without it.
      """
    case .tooLarge(let boxes, let wires):
      """
      a picture of \(boxes) boxes and \(wires) wires would take too long to lay out, and nobody could read it.
      Draw it coarser with --detail groups or named, or a part of it with --of NODE.
      """
    case .syntax(let words): "Graphviz cannot read this DOT: \(words)"
    case .failed(let words): "Graphviz could not lay the picture out: \(words)"
    }
  }
}
