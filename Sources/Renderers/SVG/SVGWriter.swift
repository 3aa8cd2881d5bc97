import Pictures

/// Writes a picture as SVG: a diagram, its text as it was set, and where everything stands.
///
/// The document stands alone: no font, script or file is fetched. Colours are classes with concrete values, so that
/// slide programs show it too; the `auto` theme turns dark where its reader's system does. Every node and edge is a
/// group with a stable id, its role as class, its name, and its tooltip as title.
package struct SVGWriter: Sendable {
  package let theme: Theme
  /// Before every id, instead of one that is made of the content.
  package let idPrefix: String?

  package init(theme: Theme, idPrefix: String? = nil) {
    self.theme = theme
    self.idPrefix = idPrefix
  }

  /// O(boxes + arrows + text).
  ///
  /// - Precondition: `set` and `layout` were made from `diagram`.
  package func bytes(of diagram: Diagram, set: SVGTypesetting, in layout: SVGLayout) -> [UInt8] {
    bytes(of: diagram, set: set, in: layout, on: SVGPage(diagram: diagram, layout: layout, set: set))
  }

  func bytes(
    of diagram: Diagram, set: SVGTypesetting, in layout: SVGLayout, on page: SVGPage, animation: SVGAnimation? = nil
  ) -> [UInt8] {
    var page = page
    if let animation { page.makeRoom(below: animation.height) }
    var storage: [UInt8] = []
    storage.reserveCapacity(900 * (diagram.boxes.count + diagram.arrows.count))
    var out = ByteWriter(appendingTo: storage)
    page.writeTitle(to: &out)
    page.writeWays(to: &out)
    out.write("<g class=\"graph\" transform=\"translate(")
    out.write(page.origin)
    out.write(")\">\n")
    for group in SVGGroupFrame.frames(of: diagram, in: layout) { group.write(to: &out) }
    var taken = SVGDocument.ids
    let ids = diagram.boxes.map { Self.unique($0.elementIdentifier, &taken) }
    let edges = diagram.arrows.map { Self.unique(diagram.elementIdentifier(of: $0), &taken) }
    for (index, band) in set.stream.bands.enumerated() {
      let wire = layout.wires[index]
      guard let band, let path = wire.band, let frame = wire.label else { continue }
      let disc = frame.disc(of: band, middle: set.middles[index], layout.direction)
      write(band, along: path, disc: disc, edge: edges[index], layout.direction, to: &out)
    }
    let crossings = SVGCrossings(of: layout)
    for (index, arrow) in diagram.arrows.enumerated() {
      let isCased = crossings.crosses(layout.wires[index].path, of: index)
      let name = "\(diagram.boxes[arrow.from].id) to \(diagram.boxes[arrow.to].id)"
      write(arrow, id: edges[index], name: name, isCased: isCased, at: index, set, in: layout, to: &out)
    }
    for path in layout.exits {
      out.write("<g class=\"edge quiet\">")
      write(path, isCased: false, layout.direction, to: &out)
      out.write("</g>\n")
    }
    for reference in layout.references {
      write(reference, in: diagram, set: set, to: &out)
    }
    for (index, box) in diagram.boxes.enumerated() {
      write(box, id: ids[index], at: index, set, frame: layout.boxes[index], to: &out)
    }
    out.write("</g>\n")
    page.writeFoot(to: &out)
    animation?.write(
      nodes: ids, edges: edges, prefix: idPrefix ?? "", layout, SVGLayout.Point(page.width, page.height), to: &out)
    return SVGDocument(
      theme: theme, prefix: idPrefix, size: SVGLayout.Size(page.width, page.height), engine: layout.engine,
      title: diagram.title?.text ?? diagram.output.map { "Computation graph of \($0)" } ?? "Computation graph",
      description: diagram.story ?? diagram.summary
    )
    .bytes(around: out.bytes, .graph)
  }

  /// Names of the flow language are told apart by their ids; a caller's own names might not be.
  private static func unique(_ id: String, _ taken: inout Set<String>) -> String {
    if taken.insert(id).inserted { return id }
    var count = 2
    while !taken.insert(id + "--x\(count)").inserted { count += 1 }
    return id + "--x\(count)"
  }
}
