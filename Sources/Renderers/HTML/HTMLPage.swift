import Letters

/// A figure as a page that stands alone: the drawing is there before any script runs, then the script plays it and computes it anew.
///
/// No request leaves it, which its policy says. All that comes from a flow file is escaped text.
package struct HTMLPage: Sendable {
  /// Where the script and the engine are.
  package enum Assets: Sendable {
    /// In the page.
    case inside(style: [UInt8], script: [UInt8], engine: [UInt8])
    /// In a folder, by its path from the page.
    case folder(String)
  }

  package var title: String
  /// What messages call the flow file.
  package var source: String
  package var flow: String
  /// How the figure was asked for: lines of `name=value`.
  package var settings: String
  package var drawing: [UInt8]
  /// What `csv("…")` of the flow file reads.
  package var tables: [(path: String, text: String)]
  package var assets: Assets

  package init(
    title: String, source: String, flow: String, settings: String, drawing: [UInt8],
    tables: [(path: String, text: String)], assets: Assets
  ) {
    self.title = title
    self.source = source
    self.flow = flow
    self.settings = settings
    self.drawing = drawing
    self.tables = tables
    self.assets = assets
  }

  /// What the style sheet, the script and the engine are called, in a folder of the three.
  package static let style = "edgewise.css"
  package static let script = "edgewise.js"
  package static let engine = "edgewise-engine.js"

  /// The document, UTF-8.
  package var bytes: [UInt8] {
    var out = ByteWriter()
    out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
    out.write(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    // A page that is a file is no 'self' to its neighbours.
    let more: StaticString = if case .folder = assets { " 'self' file:; " } else { "; " }
    out.write("style-src 'unsafe-inline'")
    out.write(more)
    out.write("script-src 'unsafe-inline' 'wasm-unsafe-eval'")
    out.write(more)
    out.write(" img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'\">\n")
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
    out.write(escaping: title)
    out.write("</title>\n<style>\n")
    out.write(
      """
      :root{color-scheme:light dark}body{margin:0;background:#fff;color:#1f2933;font:15px/1.45 sans-serif}
      svg{max-width:100%;height:auto}.edgewise-flow{padding:0 24px}
      @media (prefers-color-scheme:dark){:root:not([data-theme=light]) body{background:#14181d;color:#e4e7eb}}
      [data-theme=light]{color-scheme:light}[data-theme=dark]{color-scheme:dark}[data-theme=dark] body{background:#14181d;color:#e4e7eb}

      """)
    out.write("</style>\n")
    switch assets {
    case .inside(let style, _, _):
      out.write("<style class=\"edgewise-style\">\n")
      out.write(style)
      out.write("</style>\n")
    case .folder(let folder):
      out.write("<link class=\"edgewise-style\" rel=\"stylesheet\" href=\"")
      write(folder + "/" + Self.style, to: &out)
      out.write("\">\n")
    }
    out.write("<edgewise-figure page source=\"")
    write(source, to: &out)
    out.write("\" settings=\"")
    write(settings, to: &out)
    out.write("\">\n")
    out.write(drawing)
    // The first line end behind the tag is none of the text.
    out.write("<pre class=\"edgewise-flow\">\n")
    write(flow, to: &out)
    out.write("</pre>\n")
    for table in tables {
      out.write("<pre class=\"edgewise-table\" hidden data-path=\"")
      write(table.path, to: &out)
      out.write("\">\n")
      write(table.text, to: &out)
      out.write("</pre>\n")
    }
    out.write("</edgewise-figure>\n")
    switch assets {
    case .inside(_, let script, let engine):
      for code in [engine, script] {
        out.write("<script>")
        out.write(code)
        out.write("</script>\n")
      }
    case .folder(let folder):
      out.write("<script src=\"")
      write(folder + "/" + Self.script, to: &out)
      out.write("\"></script>\n")
    }
    return out.bytes
  }

  /// Text of which nothing is lost, and nothing is markup.
  private func write(_ text: String, to out: inout ByteWriter) {
    out.write(text) { scalar, out in
      switch scalar {
      case "&": out.write("&amp;")
      case "<": out.write("&lt;")
      case ">": out.write("&gt;")
      case "\"": out.write("&quot;")
      case "'": out.write("&#39;")
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
