import Differences
import Edgewise
import Pictures
import Renderers

extension Figure {
  /// What computes what as JSON, without numbers: the same for other inputs, and another line for another operator.
  public func structure(_ depiction: Depiction = Depiction()) -> String {
    String(decoding: JSONWriter().bytes(of: diagram(depiction, for: .data).bare), as: UTF8.self)
  }

  /// What differs from an older figure, in words; empty where nothing does.
  ///
  ///     L: (w·2 + b)² → (w·2 − b)²   value 49 → 25
  ///     edge b → L: derivative 14 → −10
  ///     12 nodes and 17 edges are the same
  ///
  /// - Parameter tolerance: numbers that differ by no more, above 1 in relation to their size, are the same.
  public func diff(from old: Figure, _ depiction: Depiction = Depiction(), tolerance: Double = 0) -> String {
    GraphDifference(
      from: old.diagram(depiction, for: .facts), to: diagram(depiction, for: .facts), tolerance: tolerance
    ).lines.joined(separator: "\n")
  }
}

extension SnapshotFormat {
  /// What differs between two texts of this format: in the words of `diff` where they are graphs, else line by line.
  func difference(from old: String, to new: String, name: String) -> String {
    if let before = diagram(old), let after = diagram(new) {
      let lines = GraphDifference(from: before, to: after).lines
      if !lines.isEmpty { return lines.joined(separator: "\n") }
    }
    return TextDifference.text(from: old, to: new, name: name)
  }

  private func diagram(_ text: String) -> Diagram? {
    switch self {
    case .dot: try? Diagram(dot: Array(text.utf8))
    case .structure: try? Diagram(json: Array(text.utf8))
    case .terminal, .svg: nil
    }
  }
}
