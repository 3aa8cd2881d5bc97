import Layout

extension LayoutEngine {
  /// libgvc's network simplex, whatever the layout's unit.
  package static func dot() throws(GraphvizError) -> LayoutEngine {
    // The reason why it cannot be opened comes with the first use.
    _ = try GraphvizRenderer.centres(dot: Array("graph { 0 }".utf8))
    let version = (GraphvizRenderer.version ?? "").split(separator: ".").prefix(2).joined(separator: ".")
    return LayoutEngine(name: "dot " + version) { layers, sizes, links in
      sizes.count <= mostItems ? try? GraphvizRenderer.centres(layers: layers, sizes: sizes, links: links) : nil
    }
  }

  /// libgvc cannot be stopped, and takes minutes for many more.
  private static let mostItems = 4_000
}
