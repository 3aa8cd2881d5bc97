import Pictures

/// A diagram in Graphviz's language: the same bytes on every machine, fit to be kept as a snapshot.
///
/// Boxes and arrows carry their facts twice: in the label as a picture shows them, and as attributes for other programs,
/// numbers with 12 significant digits, tensors as JSON arrays. Labels are HTML-like, with names set and numbers in their colours;
/// whatever a name or note holds is drawn literally. Any Graphviz from 2.42 on draws it without a warning.
package struct DOTWriter: Sendable {
  package var theme: Theme
  package var direction: Direction

  package init(theme: Theme = .light, direction: Direction = .leftToRight) {
    self.theme = theme
    self.direction = direction
  }

  /// The whole file. Linear in boxes, arrows and numbers.
  package func bytes(of source: some DiagramSource) -> [UInt8] {
    var output: [UInt8] = []
    append(source, to: &output)
    return output
  }

  /// Adds the whole file to `output`, whose memory is used again if it has any to spare.
  package func append(_ source: some DiagramSource, to output: inout [UInt8]) {
    var taken: [UInt8] = []
    swap(&taken, &output)
    let (facts, ids) = (source.facts, source.ids)
    // A box with two arrows; what is not used costs nothing.
    taken.reserveCapacity(taken.count + 960 * ids.count)
    var writer = ByteWriter(appendingTo: consume taken)
    writer.write("digraph edgewise {\n")
    writeDefaults(of: facts, to: &writer)
    let names = DOTNames(of: ids)
    let looks = DOTLooks(theme)
    var members: [GroupTree.Member] = []
    var index = 0
    source.forEachBox { box in
      write(box, index, isBare: facts.isBare, names, looks, to: &writer)
      if let member = GroupTree.Member(box, at: index) { members.append(member) }
      index += 1
    }
    write(GroupTree(members), names, to: &writer)
    source.forEachArrow { write($0, names, looks, to: &writer) }
    writer.write("}\n")
    output = writer.bytes
  }

  /// What holds for the whole picture, for all boxes and for all arrows: a line each.
  private func writeDefaults(of diagram: Diagram, to writer: inout ByteWriter) {
    writer.write("  graph [rankdir=\"")
    writer.write(direction == .leftToRight ? "LR" : "TB")
    // The two limits keep Graphviz from minutes of work on long edges; they change no ordinary picture.
    writer.write(
      "\" nslimit=\"2\" nslimit1=\"2\" nodesep=\"0.3\" ranksep=\"0.5\" fontname=\"Helvetica\" fontsize=\"14\"")
    write(" bgcolor", theme.background, to: &writer)
    write(" fontcolor", theme.text, to: &writer)
    let end = writer.count
    writer.write(" labelloc=\"t\" label=")
    var label = DOTLabel(to: &writer)
    if let title = diagram.title {
      label.line(to: &writer) { $0.coloured(theme.text, isBold: true) { $0.writeLabel(title) } }
    }
    for caption in diagram.captions {
      for line in caption.lines(of: Self.captionLine) ?? [caption] {
        label.line(to: &writer) { $0.coloured(theme.muted) { $0.writeLabel(line) } }
      }
    }
    for line in diagram.notes + (diagram.showsLegend ? Self.legend : []) {
      label.line(to: &writer) { $0.coloured(theme.muted) { $0.writeLabel(line) } }
    }
    if label.isEmpty { writer.remove(from: end) } else { label.end(&writer) }
    if !diagram.summary.isEmpty {
      writer.write(" summary=")
      writer.quoted { writer in writer.writeDOTData(diagram.summary) }
    }
    writer.write("];\n  node [fontname=\"Helvetica\" fontsize=\"12\" margin=\"0.15,0.07\"")
    write(" fontcolor", theme.text, to: &writer)
    writer.write("];\n  edge [fontname=\"Helvetica\" fontsize=\"11\" arrowsize=\"0.7\" penwidth=\"1.4\"")
    write(" fontcolor", theme.text, to: &writer)
    writer.write("];\n")
  }

  private static let captionLine = 120
  private static let legend = [
    "In a box: its name, its value, its gradient. On an arrow: its local derivative;",
    "times the gradient at its head, that is what it adds to the gradient at its tail.",
  ]

  private func write(_ name: StaticString, _ colour: Theme.Colour, to writer: inout ByteWriter) {
    writer.write(name)
    writer.write("=\"")
    writer.write(colour)
    writer.write("\"")
  }
}
