import Foundation
import Testing

/// TikZ and Mermaid of all graphs, in the real LaTeX and the real Mermaid.
struct MarkupTests {
  private let scratch: Scratch
  init() throws { scratch = try Scratch() }

  private static let graphs: [String] = ["graphs", "graphs/course", "graphs/mistakes"].flatMap { folder in
    let url = Invocation.package.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().map { url.appendingPathComponent($0).path }
  }

  /// Every sign that means something to LaTeX, Mermaid, Markdown, HTML or YAML.
  private static let hostile =
    ##"title "<script>alert(1)</script> 50% #35; `a` \\input{x} {$^_&~} --- %% | \"q\" ""##
      + ##"""

      input  x = [[1, -2], [3, 4]]  "1. <b>\\\\[ ]| end; click"
      param  end = 2 "*a* - b"
      group "<i>g</i> \"]; end" { default = tanh(x·end) }
      loss L = sum(default)
      """##

  @Test(.enabled(if: Hosts.program("pdflatex") != nil, "LaTeX is missing"))
  func everyTikZCompiles() throws {
    let hostile = try scratch.file("hostile.flow", Self.hostile)
    let drawn = try Invocation(["render", "-T", "tikz", "-o", scratch.folder.path] + Self.graphs + [hostile])
    #expect(drawn.status == 0, "\(drawn.errors)")
    let names = scratch.names.filter { $0.hasSuffix(".tikz") }
    #expect(names.count == Self.graphs.count + 1)
    let inputs = names.map { "\\input{\($0)}\n" }.joined()
    _ = try scratch.file(
      "all.tex",
      "\\documentclass[tikz,multi=tikzpicture]{standalone}\n\\usepackage{amsmath}\n\\begin{document}\n\(inputs)\\end{document}\n"
    )
    let latex = try #require(Hosts.program("pdflatex"))
    let run = try Hosts.Run(latex, ["-interaction=nonstopmode", "-halt-on-error", "all.tex"], in: scratch.folder)
    #expect(run.status == 0, "\(run.output.suffix(1_500))")
    let one = scratch.url("one.tex").path
    #expect(try Invocation("render", hostile, "--standalone", "--direction", "TB", "-o", one).status == 0)
    #expect(
      try Hosts.Run(latex, ["-interaction=nonstopmode", "-halt-on-error", one], in: scratch.folder).status == 0)
  }

  @Test(.enabled(if: Hosts.python(with: "mmdc", "playwright") != nil, "Mermaid is missing: the Python package mmdc"))
  func everyMermaidIsDrawn() throws {
    let hostile = try scratch.file("hostile.flow", Self.hostile)
    let drawn = try Invocation(["render", "-T", "mermaid", "-o", scratch.folder.path] + Self.graphs + [hostile])
    #expect(drawn.status == 0)
    let paths = scratch.names.filter { $0.hasSuffix(".mmd") }.map { scratch.url($0).path }
    let python = try #require(Hosts.python(with: "mmdc", "playwright"))
    let run = try Hosts.Run(python, [Hosts.files.appendingPathComponent("mermaid.py").path] + paths)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func whatMermaidLosesIsSaid() throws {
    let run = try Invocation("render", Invocation.graph("delivery-time"), "-T", "mermaid")
    #expect(run.status == 0 && run.errors.contains("no bands"))
    // By hand, from the lesson: w1 = 1, ∂L/∂w1 = 12; ∂ŷ/∂w1 = x1 = 2. In labels all but letters and digits are numbers.
    #expect(run.output.contains("n_w1(\"w1<br/>1<br/>∂L#47;∂w1 #61; 12\"):::parameter\n"))
    #expect(run.output.contains("n_w1 -->|\"x1 #61; 2\"| n__177\n"))
  }

  @Test func nothingInALabelIsMermaids() throws {
    let hostile = try scratch.file("hostile.flow", Self.hostile)
    let run = try Invocation("render", hostile, "-T", "mermaid")
    for label in run.output.split(separator: "\n").flatMap({ $0.split(separator: "\"").dropFirst().dropLast() })
    where !label.contains("script") {
      let plain = label.replacing("<br/>", with: "")
      #expect(!plain.contains { "<>\"|[]{}`*".contains($0) }, "\(label)")
    }
    #expect(run.output.hasPrefix("---\ntitle: \"<script>"))
  }

  @Test(arguments: [
    ["svg", "--standalone"], ["tikz", "--bare"], ["mermaid", "--engine", "edgewise"], ["tikz", "--ascii"],
  ])
  func whatHasNoEffectIsRefused(_ arguments: [String]) throws {
    #expect(try Invocation(["render", Invocation.graph("delivery-time"), "-T"] + arguments).status == 64)
  }
}
