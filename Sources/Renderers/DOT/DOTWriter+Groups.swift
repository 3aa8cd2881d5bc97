import Pictures

extension DOTWriter {
  /// The groups as clusters, each around its boxes and the groups within; a closed one is filled.
  func write(_ tree: GroupTree, _ names: DOTNames, to writer: inout ByteWriter) {
    guard !tree.groups.isEmpty else { return }
    // The groups in order, those within before what follows.
    var open: [Int] = []
    for (index, group) in tree.groups.enumerated() {
      while let last = open.last, last != group.parent { close(&open, to: &writer) }
      indent(open.count, to: &writer)
      writer.write("subgraph ")
      writer.quoted { writer in
        writer.writeDOTData("cluster_\(index + 1)")
      }
      writer.write(" {\n")
      open.append(index)
      indent(open.count, to: &writer)
      writer.write("graph [class=\"")
      writer.write(group.isClosed ? "group closed" : "group")
      writer.write("\" label=")
      writer.quoted { writer in writer.writeDOT(group.name) }
      writer.write(" style=\"rounded")
      writer.write(group.isClosed ? ",filled\" fillcolor=\"" : "\" color=\"")
      writer.write(group.isClosed ? theme.data.fill : theme.quietWire)
      if group.isClosed {
        writer.write("\" color=\"")
        writer.write(theme.quietWire)
      }
      writer.write("\"];\n")
      for box in group.boxes {
        indent(open.count, to: &writer)
        writer.write(copying: names.identifiers[box])
        writer.write(";\n")
      }
    }
    while !open.isEmpty { close(&open, to: &writer) }
  }

  private func close(_ open: inout [Int], to writer: inout ByteWriter) {
    open.removeLast()
    indent(open.count, to: &writer)
    writer.write("}\n")
  }

  private func indent(_ depth: Int, to writer: inout ByteWriter) {
    for _ in 0...depth { writer.write("  ") }
  }
}
