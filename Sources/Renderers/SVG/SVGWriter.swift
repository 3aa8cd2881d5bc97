import Pictures

/// Writes a picture as SVG: a diagram, its text as it was set, and where everything stands.
///
/// The document stands alone: no font, script or file is fetched. Colours are classes with concrete values, so that
/// slide programs show it too; the `light` theme turns dark where its reader's system does. Every node and edge is a
/// group with a stable id, its role as class, and its tooltip as title.
package struct SVGWriter: Sendable {
  package let theme: Theme

  package init(theme: Theme) {
    self.theme = theme
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
    storage.reserveCapacity(6_000 + 900 * (diagram.boxes.count + diagram.arrows.count))
    var out = ByteWriter(appendingTo: storage)

    out.write(#"<svg xmlns="http://www.w3.org/2000/svg" width=""#)
    out.write(length: page.width)
    out.write(#"" height=""#)
    out.write(length: page.height)
    out.write(#"" viewBox="0 0 "#)
    out.write(SVGLayout.Point(page.width, page.height))
    out.write(#"" data-engine=""#)
    out.write(escaping: layout.engine)
    out.write(#"" role="img" aria-labelledby="figure-title figure-description" xml:space="preserve">"#)
    out.write("\n<title id=\"figure-title\">")
    out.write(escaping: diagram.title ?? diagram.output.map { "Computation graph of \($0)" } ?? "Computation graph")
    out.write("</title>\n<desc id=\"figure-description\">")
    out.write(escapingLines: diagram.summary)
    out.write("</desc>\n")
    let groups = SVGGroupFrame.frames(of: diagram, in: layout)
    SVGStyle(
      theme: theme, hasGroups: !groups.isEmpty, hasMarks: diagram.boxes.contains { $0.text.mark != nil },
      hasBands: !set.stream.isEmpty,
      hasChanges: diagram.boxes.contains { $0.change != nil } || diagram.arrows.contains { $0.change != nil }
    )
    .write(to: &out)
    out.write("<rect class=\"background\" width=\"100%\" height=\"100%\"/>\n")
    page.writeTitle(to: &out)
    page.writeWays(to: &out)

    out.write("<g class=\"graph\" transform=\"translate(")
    out.write(page.origin)
    out.write(")\">\n")
    for group in groups { group.write(to: &out) }
    var taken: Set<String> = ["figure-title", "figure-description"]
    let ids = diagram.boxes.map { Self.unique($0.elementIdentifier, &taken) }
    let edges = diagram.arrows.map { Self.unique(diagram.elementIdentifier(of: $0), &taken) }
    for (index, band) in set.stream.bands.enumerated() {
      let wire = layout.wires[index]
      guard let band, let path = wire.band, let frame = wire.label else { continue }
      let disc = frame.disc(of: band, middle: set.middles[index], layout.direction)
      write(band, along: path, disc: disc, edge: edges[index], layout.direction, to: &out)
    }
    for (index, arrow) in diagram.arrows.enumerated() {
      write(arrow, id: edges[index], at: index, set, in: layout, to: &out)
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
    animation?.write(nodes: ids, edges: edges, layout, SVGLayout.Point(page.width, page.height), to: &out)
    out.write("</svg>\n")
    return out.bytes
  }

  /// Names of the flow language are told apart by their ids; a caller's own names might not be.
  private static func unique(_ id: String, _ taken: inout Set<String>) -> String {
    if taken.insert(id).inserted { return id }
    var count = 2
    while !taken.insert(id + "--x\(count)").inserted { count += 1 }
    return id + "--x\(count)"
  }
}
