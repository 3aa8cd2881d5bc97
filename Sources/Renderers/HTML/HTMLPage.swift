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
    out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    out.write(copying: assets.policy)
    out.write("\">\n")
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
    out.write(assets.head)
    HTMLFigure(source: source, flow: flow, settings: settings, drawing: drawing, tables: tables, kind: "page")
      .write(to: &out)
    out.write(assets.foot)
    return out.bytes
  }
}
