import Autodiff
import Letters
import Pictures

extension AnnotatedGraph {
  /// The picture in words, for those who cannot see it: its title, its size, what comes out, and the gradients.
  func summary(boxCount: Int, arrowCount: Int) -> String {
    var text = ""
    if let title = model.title, !title.isEmpty {
      text += title + (title.last.map { ".!?:".contains($0) } == true ? " " : ". ")
    }
    text += "Computation graph of \(counted(boxCount, "node")) and \(counted(arrowCount, "edge"))"
    if let output = model.output {
      text += " with output \(model.id(of: output)) = \(format.line(trace.value(of: output)))"
    }
    text += "."
    if parts.contains(.gradients), let backward {
      let sources = isVisible.indices.filter { isVisible[$0] && flow.isShown[$0] && graph.primitive(of: $0) == .leaf }
      let gradients = sources.prefix(8).map { node in
        "\(gradientName(of: node)) = \(format.line(backward.adjoint(of: node)))"
      }
      if !gradients.isEmpty {
        text += " Gradients: " + gradients.joined(separator: ", ")
        text += sources.count > gradients.count ? " and \(sources.count - gradients.count) more." : "."
      }
    }
    return text
  }
}
