import Foundation
import Testing

/// `render -T html`, but for what only a browser can tell: Tests/web.
@Suite struct PageTests {
  /// A folder with something in place of the engine, and what a run with it writes.
  private func render(
    _ words: [String], input: String = "", in scratch: Scratch? = nil
  ) throws -> Invocation {
    let scratch = try scratch ?? Scratch()
    _ = try scratch.file("edgewise.css", "/* the style */")
    _ = try scratch.file("edgewise.js", "/* the script */")
    _ = try scratch.file("edgewise-engine.js", "/* the engine */")
    return try Invocation(
      ["render"] + words, input: input, environment: ["EDGEWISE_WEB": scratch.folder.path], folder: scratch.folder)
  }

  @Test func oneFileHasAllOfIt() throws {
    let run = try render([
      Invocation.graph("delivery-time"), "-T", "html", "--set", "w1=0.5", "--detail", "operations",
    ])
    #expect(run.status == 0, "\(run.errors)")
    for part in [
      "default-src 'none'", "<title>Delivery time: one training example</title>",
      "settings=\"set=w1=0.5\ndetail=operations\"", "∂L/∂w1 = 8", "\nparam  w1 = 1.0\n",
      "<script>/* the engine */</script>\n<script>/* the script */</script>",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    #expect(!run.output.contains("src=") && !run.output.contains("href="))
  }

  /// Whatever stands in a file is text: no `<` of it is markup, and nothing is lost.
  @Test func textIsNoMarkup() throws {
    let nasty = "</title></pre></script><script>alert(1)</script>&lt;\u{2028}"
    let flow = "title \"\(nasty)\"\r\nparam w = 3 \"\(nasty)\"\nloss L = w²\n# \(nasty)\u{202e}\n"
    let run = try render(["-", "-T", "html", "--source-name", nasty + "\""], input: flow)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.components(separatedBy: "<script>").count == 3)
    #expect(!run.output.contains("\u{2028}") && !run.output.contains("\u{202e}"))
    let start = try #require(run.output.range(of: "<pre class=\"edgewise-flow\">\n"))
    let text = run.output[start.upperBound...].prefix { $0 != "<" }
    let read = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#xd;", "\r"), ("&#x2028;", "\u{2028}"),
      ("&#x202e;", "\u{202e}"), ("&amp;", "&"),
    ].reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    #expect(read == flow)
  }

  @Test func tablesComeAlong() throws {
    let scratch = try Scratch()
    _ = try scratch.file("t.csv", "1,2\n3,4\n")
    let flow = try scratch.file("t.flow", "input X = csv(\"t.csv\")\nparam w = 1\nloss L = sum(w·X)\n")
    let run = try render([flow, "-T", "html"], in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("data-path=\"t.csv\">\n1,2\n3,4\n</pre>"))
  }

  /// All of a page's parts but its products and bands: 1 + 2 + 4 + 16 + 32 + 2048, and where there is room 512 + 1024.
  @Test func partsAreThePagesToo() throws {
    let run = try render([Invocation.graph("delivery-time"), "-T", "html", "--show=-contributions,-bands"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("settings=\"parts=2103\nfew=1536\""))
    #expect(run.output.contains("class=\"wire\"") && !run.output.contains("class=\"band\""))
  }

  @Test func sharedEngine() throws {
    let scratch = try Scratch()
    let run = try render(
      [Invocation.graph("one-knob"), Invocation.graph("mazur"), "-T", "html", "-o", "out", "--assets", "a"],
      in: scratch)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.text("out/a/edgewise.js") == "/* the script */")
    #expect(try scratch.text("out/a/edgewise-engine.js") == "/* the engine */")
    for name in ["one-knob", "mazur"] {
      let page = try scratch.text("out/\(name).html")
      #expect(page.contains("<script src=\"a/edgewise.js\"></script>") && page.utf8.count < 60_000)
    }
  }

  @Test func withoutAnEngine() throws {
    let scratch = try Scratch()
    let run = try Invocation(
      "render", Invocation.graph("one-knob"), "-T", "html", environment: ["EDGEWISE_WEB": scratch.folder.path])
    #expect(run.status == 69 && run.errors.contains("make web"), "\(run.errors)")
  }

  @Test func optionsWithoutEffect() throws {
    for words in [["--engine", "edgewise"], ["--show", "runs"], ["--width", "80"]] {
      let run = try render([Invocation.graph("one-knob"), "-T", "html"] + words)
      #expect(run.status == 64 && run.errors.contains("has no effect on html"), "\(words): \(run.errors)")
    }
    let run = try render([Invocation.graph("one-knob"), "-T", "svg", "--assets", "a"])
    #expect(run.status == 64 && run.errors.contains("--assets has no effect on svg"), "\(run.errors)")
  }
}
