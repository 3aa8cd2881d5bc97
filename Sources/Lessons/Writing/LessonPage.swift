import Renderers

/// A page that stands alone: nothing is fetched, and nothing of the lesson is a script.
struct LessonPage {
  let title: String
  /// The engine of figures that play; nil if there are none.
  let assets: HTMLPage.Assets?

  private var policy: String {
    assets?.policy ?? "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  }

  func bytes(of body: [UInt8]) -> [UInt8] {
    let head = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <title>\(Markup.html(title))</title>
      <style>
      :root{color-scheme:light dark}
      body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,"Liberation Serif",serif;color:#1f2933;background:#fff}
      h1,h2,h3,table{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
      h1,h2,h3{line-height:1.25}
      code,pre{font-family:Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em}
      pre code{font-size:1em}
      pre{font-size:.8em;white-space:pre-wrap;padding:.8rem 1rem;background:#f6f7f8;border-radius:4px}
      figure{margin:1.6rem 0;text-align:center}
      @media (min-width:80rem){figure{margin-left:-14rem;margin-right:-14rem}}
      edgewise-figure .edgewise-flow,edgewise-figure:has(>.ew-main) .edgewise-still{display:none}
      img{max-width:100%;height:auto}

      table{border-collapse:collapse;margin:1rem auto;font-size:.85rem}caption{color:#616e7c}
      td,th{text-align:right;padding:.25rem .6rem;border-bottom:1px solid #aab4bf}
      a{color:#0b6e8f}
      @media (prefers-color-scheme:dark){body{color:#e4e7eb;background:#14181d}pre{background:#1d232a}a{color:#5cc8e8}}
      </style>
      """
    return Array(head.utf8) + (assets?.head ?? []) + Array("</head>\n<body>\n".utf8) + body + (assets?.foot ?? [])
      + Array("</body>\n</html>\n".utf8)
  }
}
