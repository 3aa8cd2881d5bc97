import Letters

/// A figure in a page: the element that the script of pages plays and computes anew. All that comes from a flow file is escaped text.
package struct HTMLFigure: Sendable {
  /// What messages call the flow file.
  package var source: String
  package var flow: String
  /// How the figure was asked for: lines of `name=value`.
  package var settings: String
  /// Markup that is there before any script runs.
  package var drawing: [UInt8]
  /// What `csv("…")` of the flow file reads.
  package var tables: [(path: String, text: String)]
  /// Attributes besides: `page`, or `compact`.
  package var kind: String

  package init(
    source: String, flow: String, settings: String, drawing: [UInt8], tables: [(path: String, text: String)],
    kind: String
  ) {
    self.source = source
    self.flow = flow
    self.settings = settings
    self.drawing = drawing
    self.tables = tables
    self.kind = kind
  }

  package var bytes: [UInt8] {
    var out = ByteWriter()
    write(to: &out)
    return out.bytes
  }

  func write(to out: inout ByteWriter) {
    out.write("<edgewise-figure ")
    out.write(copying: kind)
    out.write(" source=\"")
    out.write(pageText: source)
    out.write("\" settings=\"")
    out.write(pageText: settings)
    out.write("\">\n")
    out.write(drawing)
    // The first line end behind the tag is none of the text.
    out.write("<pre class=\"edgewise-flow\">\n")
    out.write(pageText: flow)
    out.write("</pre>\n")
    for table in tables {
      out.write("<pre class=\"edgewise-table\" hidden data-path=\"")
      out.write(pageText: table.path)
      out.write("\">\n")
      out.write(pageText: table.text)
      out.write("</pre>\n")
    }
    out.write("</edgewise-figure>\n")
  }
}

extension HTMLPage.Assets {
  /// The style sheet, for the head of a page.
  package var head: [UInt8] {
    var out = ByteWriter()
    switch self {
    case .inside(let style, _, _):
      out.write("<style class=\"edgewise-style\">\n")
      out.write(style)
      out.write("</style>\n")
    case .folder(let folder):
      out.write("<link class=\"edgewise-style\" rel=\"stylesheet\" href=\"")
      out.write(pageText: folder + "/" + HTMLPage.style)
      out.write("\">\n")
    }
    return out.bytes
  }

  /// The script, behind the figures.
  package var foot: [UInt8] {
    var out = ByteWriter()
    switch self {
    case .inside(_, let script, let engine):
      for code in [engine, script] {
        out.write("<script>")
        out.write(code)
        out.write("</script>\n")
      }
    case .folder(let folder):
      out.write("<script src=\"")
      out.write(pageText: folder + "/" + HTMLPage.script)
      out.write("\"></script>\n")
    }
    return out.bytes
  }

  /// What a page with them may do.
  package var policy: String {
    // A page that is a file is no 'self' to its neighbours.
    let more = if case .folder = self { " 'self' file:; " } else { "; " }
    return "default-src 'none'; style-src 'unsafe-inline'\(more)script-src 'unsafe-inline' 'wasm-unsafe-eval'\(more)"
      + " img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
  }
}

extension ByteWriter {
  /// Text of which nothing is lost, and nothing is markup.
  mutating func write(pageText text: String) {
    write(text) { scalar, out in
      if out.write(markup: scalar) { return true }
      switch scalar {
      case "\n", "\t": return false
      // HTML has no other control characters.
      case _ where scalar.value < 0x20 && scalar != "\r" || scalar.value == 0x7f: out.write(scalar: scalar.shown)
      case _ where scalar.isHidden || scalar == "\r":
        out.write("&#x")
        out.write(copying: String(scalar.value, radix: 16))
        out.write(";")
      default: return false
      }
      return true
    }
  }
}
