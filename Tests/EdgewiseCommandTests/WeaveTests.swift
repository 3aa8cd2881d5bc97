import Foundation
import Testing

@Suite(.enabled(if: (try? Invocation("weave", "-").status) == 0, "cmark-gfm is missing"))
struct WeaveTests {
  private let scratch: Scratch
  private let out: URL

  init() throws {
    scratch = try Scratch()
    out = scratch.url("out")
  }

  private static let figure = "```flow name=a\nparam w = 3\nloss L = w²\n```\n\nL is {{ a: L = 9 }}.\n"

  private func weave(_ arguments: String..., in folder: String = "", environment: [String: String] = [:]) throws
    -> Invocation
  {
    try Invocation(["weave"] + arguments, environment: environment, folder: scratch.url(folder))
  }

  private func woven(_ name: String) throws -> String {
    try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func aLessonIsWovenVerifiedAndKept() throws {
    _ = try scratch.file("lesson.md", Self.figure)
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try woven("lesson.md").hasSuffix("](lesson-a.svg)\n\nL is 9.\n"))
    #expect(try woven("lesson-a.svg").hasPrefix("<svg "))
    #expect(try weave("lesson.md", "-o", "out", "--verify").status == 0)
    // A figure that somebody changed is drawn again, and one that is out of date is found.
    try Data("no".utf8).write(to: out.appendingPathComponent("lesson-a.svg"))
    #expect(try weave("lesson.md", "-o", "out", "--verify").status == 1)
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try woven("lesson-a.svg").hasPrefix("<svg "))
    #expect(try weave("lesson.md", "-o", "none", "--verify").status == 66)
    // What has not changed is not written.
    func date() throws -> Date? {
      try FileManager.default.attributesOfItem(atPath: out.appendingPathComponent("lesson-a.svg").path)[
        .modificationDate]
        as? Date
    }
    let before = try date()
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try date() == before)
  }

  @Test func theWrongNumbersOfPrintEndTheBuild() throws {
    // The chapter's second loss; Mazur's weights with one update after the other; a derivative that forgets its input.
    for (graph, claim, truth) in [
      ("delivery-time", "L after 2 steps = 0.18", "0.0729"), ("exercise-1", "dL/dw1 = -1", "-3"),
      ("one-knob", "dL/dw = 2", "4"),
    ] {
      let url = Invocation.package.appendingPathComponent("graphs/\(graph).flow")
      try? FileManager.default.copyItem(at: url, to: scratch.url("\(graph).flow"))
      let text = "# A\n\n```flow name=g from=\(graph).flow hide\n```\n\nIt is {{ g: \(claim) }}.\n"
      _ = try scratch.file("lesson.md", text)
      let run = try weave("lesson.md", "-o", "out")
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("lesson.md:6:13: error: "), "\(run.errors)")
      #expect(run.errors.contains("is false") && run.errors.contains(truth), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: out.appendingPathComponent("lesson.md").path))
    }
  }

  /// Every number in print that `graphs/mistakes` refutes, said in running text: with its truth and its cause, at its place.
  @Test func theMistakesInPrintEndTheBuild() throws {
    let folder = Invocation.package.appendingPathComponent("graphs/mistakes")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".flow") }
    var causes = 0
    for name in names.sorted() {
      try FileManager.default.copyItem(at: folder.appendingPathComponent(name), to: scratch.url(name))
      let check = try Invocation("check", scratch.url(name).path)
      // `✗ line 21: o = 0.6449 is false: o is 0.64497; the claim's digits are cut off, not rounded`
      let refuted = check.output.split(separator: "\n").filter { $0.hasPrefix("✗ line ") }.compactMap { line in
        line.range(of: ": ").map { String(line[$0.upperBound...]) }
      }
      var text = "```flow name=m from=\(name) hide\n```\n\n"
      for words in refuted { text += "It is {{ m: \(words.components(separatedBy: " is false: ")[0]) }}.\n" }
      _ = try scratch.file("lesson.md", text)
      let run = try weave("lesson.md", "-o", "out", "--continue")
      #expect(run.status == (refuted.isEmpty ? 0 : 1), "\(name): \(run.errors)")
      for (index, words) in refuted.enumerated() {
        let expected = "lesson.md:\(4 + index):13: error: \(words)\n"
        #expect(run.errors.contains(expected), "\(name): no \(expected) in \(run.errors)")
        causes += words.contains("; the claim") ? 1 : 0
      }
    }
    #expect(causes >= 8)
  }

  @Test func allThatIsWrongIsSaidIfAsked() throws {
    _ = try scratch.file("lesson.md", Self.figure + "{{ a: L = 8 }}\n{{ a: w = 4 }}\n")
    let first = try weave("lesson.md", "-o", "out")
    #expect(first.status == 1 && first.errors.contains("and 1 more") && !first.errors.contains("w = 4 is"))
    #expect(try weave("lesson.md", "-o", "out", "--continue").errors.contains("w = 4 is false: w is 3"))
  }

  @Test(arguments: ["from=../secret.flow", "from=/etc/passwd.flow", "from=link.flow", "from=folder/up.flow"])
  func nothingIsReadOutside(_ base: String) throws {
    try FileManager.default.createDirectory(at: scratch.url("in/folder"), withIntermediateDirectories: true)
    _ = try scratch.file("secret.flow", "param secret = 12345\nloss L = secret²\n")
    for link in ["in/link.flow", "in/folder/up.flow"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.url(link), withDestinationURL: scratch.url("secret.flow"))
    }
    _ = try scratch.file("in/lesson.md", "```flow \(base)\n```\n")
    let run = try weave("lesson.md", "-o", "out", in: "in")
    #expect([65, 66].contains(run.status) && !run.errors.contains("12345"))
    _ = try scratch.file(
      "in/lesson.md", "```flow\ninput x = csv(\"/etc/passwd\")\nparam w = 1\nloss L = w·sum(x)\n```\n")
    #expect(try weave("lesson.md", "-o", "out", in: "in").status == 66)
    #expect(!FileManager.default.fileExists(atPath: scratch.url("in/out/lesson.md").path))
  }

  @Test func nothingIsWrittenOverOrOutside() throws {
    _ = try scratch.file("lesson.md", Self.figure)
    // A lesson in its own folder; a source of the same name elsewhere; a file that somebody drew.
    #expect(try weave("lesson.md", "-o", ".").status == 64)
    #expect(try scratch.text("lesson.md") == Self.figure)
    try FileManager.default.createDirectory(at: scratch.url("sub"), withIntermediateDirectories: true)
    _ = try scratch.file("sub/lesson.md", Self.figure)
    #expect(try weave("sub/lesson.md", "-o", ".").status == 73)
    #expect(try scratch.text("lesson.md") == Self.figure)
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    _ = try scratch.file("out/lesson-a.svg", "mine")
    #expect(try weave("lesson.md", "-o", "out").status == 73)
    #expect(try woven("lesson-a.svg") == "mine")
    try FileManager.default.removeItem(at: out.appendingPathComponent("lesson-a.svg"))
    // Links in the folder lead nowhere.
    for name in ["lesson-a.svg", "lesson.md", ".lesson.md.woven"] {
      let link = out.appendingPathComponent(name)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: scratch.url("victim"))
      _ = try scratch.file("victim", "edgewise weave 1\n")
      #expect(try weave("lesson.md", "-o", "out").status == 73)
      #expect(try scratch.text("victim") == "edgewise weave 1\n")
      try FileManager.default.removeItem(at: link)
    }
    // A list that names files elsewhere.
    _ = try scratch.file("out/.lesson.md.woven", "edgewise weave 1\nk\tm\t../victim\th\t0\n")
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try scratch.text("victim") == "edgewise weave 1\n")
  }

  @Test func aTableThatChangesDrawsAgain() throws {
    _ = try scratch.file("t.csv", "a\n1\n2\n")
    _ = try scratch.file(
      "lesson.md", "```flow name=a\ninput x = csv(\"t.csv\")\nparam w = 1\nloss L = w·sum(x)\n```\n{{ a: L }}\n")
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try woven("lesson.md").hasSuffix("3\n"))
    _ = try scratch.file("t.csv", "a\n1\n5\n")
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try woven("lesson.md").hasSuffix("6\n"))
  }

  @Test func whileItIsWatchedErrorsStandInTheFiguresPlace() throws {
    let lesson = try scratch.file("lesson.md", Self.figure)
    let run = try Background(["weave", lesson, "-o", scratch.url("site").path, "--watch"], in: scratch)
    try run.wait { try scratch.text("err").contains("watching") }
    _ = try scratch.file("lesson.md", Self.figure.replacing("= 9", with: "= 8"))
    try run.wait { (try? scratch.text("site/lesson.md").contains("L = 8 is false: L is 9")) == true }
    // Another figure in the place of the error, over the one that was there before.
    _ = try scratch.file("lesson.md", Self.figure.replacing("w²", with: "w² + 0w"))
    try run.wait { (try? scratch.text("site/lesson.md").hasSuffix("L is 9.\n")) == true }
    kill(run.process.processIdentifier, SIGINT)
    try run.end()
  }

  @Test func standardInputGoesThrough() throws {
    let run = try Invocation(
      ["weave", "-", "-T", "pandoc", "--source-name", "b.qmd", "--first-line", "7"], input: Self.figure)
    #expect(run.status == 0 && run.output.contains("](data:image/svg+xml;base64,") && run.output.contains("{#fig:a}"))
    let wrong = try Invocation(
      ["weave", "-", "--source-name", "b.qmd", "--first-line", "7"], input: Self.figure.replacing("= 9", with: "= 8"))
    #expect(wrong.status == 1 && wrong.output.isEmpty && wrong.errors.hasPrefix("b.qmd:12:12: error: L = 8 is false"))
  }

  @Test func aPagePlaysWhereThereIsAnEngine() throws {
    let text =
      "# T\n\n```flow play name=a at=1 direction=TB\ninput x = csv(\"t.csv\")\nparam w = 3\nloss L = w²·sum(x)\n"
      + "train L using gd(lr=0.01), steps=2\n```\n"
    _ = try scratch.file("lesson.md", text)
    _ = try scratch.file("t.csv", "a\n1\n</pre><script>alert(1)</script>2\n")
    #expect(try weave("lesson.md", "-T", "html", "-o", "out").status == 65)
    _ = try scratch.file("t.csv", "a\n1\n2\n")
    // None is beside the command that tests run.
    #expect(try weave("lesson.md", "-T", "html", "-o", "out", environment: ["EDGEWISE_WEB": "/none"]).status == 69)
    for name in ["edgewise.css", "edgewise.js", "edgewise-engine.js"] { _ = try scratch.file(name, "/* \(name) */") }
    let engine = ["EDGEWISE_WEB": scratch.folder.path]
    #expect(try weave("lesson.md", "-T", "html", "-o", "out", environment: engine).status == 0)
    let page = try woven("lesson.html")
    for piece in [
      "<edgewise-figure compact id=\"a\" source=\"a\" settings=\"direction=TB\nat=1\">", "class=\"edgewise-still\"",
      "/* edgewise-engine.js */", "data-path=\"t.csv\">\na\n1\n2\n</pre>",
    ] { #expect(page.contains(piece), "\(piece)") }
    #expect(try weave("lesson.md", "-T", "html", "-o", "out", "--assets", "a", environment: engine).status == 0)
    #expect(try woven("lesson.html").contains("<script src=\"a/edgewise.js\"></script>"))
    #expect(try woven("a/edgewise-engine.js") == "/* edgewise-engine.js */")
    #expect(try weave("lesson.md", "-T", "html", "-o", "out", "--assets", "../a", environment: engine).status == 64)
  }

  /// A film of the figure, as `play` makes it, but for its colours: light and dark.
  @Test func inMarkdownAFigureThatPlaysIsAFilm() throws {
    _ = try scratch.file("lesson.md", "```flow play name=a\nparam w = 3\nloss L = w²\n```\n")
    let film = "@media (prefers-reduced-motion:no-preference){"
    for (format, name) in [("gfm", "lesson.md"), ("pandoc", "lesson.md"), ("myst", "lesson.md")] {
      #expect(try weave("lesson.md", "-T", format, "-o", "out").status == 0)
      #expect(try woven("lesson-a.svg").contains(film) && woven(name).contains("lesson-a.svg"), "\(format)")
    }
    _ = try scratch.file("still.md", "```flow name=a\nparam w = 3\nloss L = w²\n```\n")
    #expect(try weave("still.md", "-o", "out").status == 0)
    #expect(try !woven("still-a.svg").contains(film))
    // From another step on: after one step w is 1.5, and the picture ends with what became of it.
    let trained = "param w = 3\nloss L = w²\ntrain L using gd(lr=0.25), steps=3\n"
    _ = try scratch.file("lesson.md", "```flow play name=a at=1\n" + trained + "```\n")
    #expect(try weave("lesson.md", "-o", "out").status == 0)
    #expect(try woven("lesson-a.svg").contains("L 2.25 → 0.5625 (4 times smaller)   w 1.5 → 0.75"))
    _ = try scratch.file("a.flow", trained)
    let run = try Invocation("play", scratch.url("a.flow").path, "--at", "1", "-o", scratch.url("a.svg").path)
    #expect(try run.status == 0 && scratch.text("a.svg").contains("L 2.25 → 0.5625 (4 times smaller)   w 1.5 → 0.75"))
    #expect(try Invocation("play", scratch.url("a.flow").path, "--at", "9", "-o", "x.svg").status == 64)
  }

  @Test func thePicturesOfALessonComeAlong() throws {
    try FileManager.default.createDirectory(at: scratch.url("in/a"), withIntermediateDirectories: true)
    let text =
      "![a](a/p%20q.png \"t\") ![b][r] ![c](https://x.y/z.png) ![d](/s.png) `![e](e.png)` ![f](a.txt)\n\n"
      + "[r]: ./a/../r.svg?v=1\n"
    _ = try scratch.file("in/lesson.md", text)
    for (name, bytes) in [("a/p q.png", "PNG"), ("r.svg", "<svg/>"), ("a.txt", "x"), ("s.png", "no")] {
      _ = try scratch.file("in/\(name)", bytes)
    }
    let run = try weave("lesson.md", "-o", "../out", in: "in")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(try woven("lesson.md") == text && woven("a/p q.png") == "PNG" && woven("r.svg") == "<svg/>")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).count == 4)
    #expect(try weave("lesson.md", "-o", "../out", "--verify", in: "in").status == 0)
    _ = try scratch.file("in/a/p q.png", "other")
    #expect(try weave("lesson.md", "-o", "../out", "--verify", in: "in").status == 1)
    #expect(try weave("lesson.md", "-o", "../out", in: "in").status == 0)
    #expect(try woven("a/p q.png") == "other")
    // In a page they are in it: `PHN2Zy8+` is `<svg/>` in Base64.
    #expect(try weave("lesson.md", "-T", "html", "-o", "../page", in: "in").status == 0)
    let page = try scratch.text("page/lesson.html")
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"b\""))
    #expect(page.contains("<img src=\"data:image/png;base64,b3RoZXI=\" alt=\"a\" title=\"t\""))
    // What is missing, outside, or in the way of somebody's file.
    _ = try scratch.file("secret.png", "secret")
    try FileManager.default.createSymbolicLink(
      at: scratch.url("in/link.png"), withDestinationURL: scratch.url("secret.png"))
    _ = try scratch.file("in/lesson.md", "![a](none.png)\n![b](../secret.png)\n![c](link.png)\n")
    let odd = try weave("lesson.md", "-o", "../out", in: "in")
    #expect(odd.status == 0)
    for place in ["1:6: warning: the picture none.png", "2:6: warning: the picture ../secret.png", "3:6: warning: "] {
      #expect(odd.errors.contains("lesson.md:" + place), "\(odd.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: out.appendingPathComponent("link.png").path))
    let allowed = try weave("lesson.md", "-o", "../out", "--allow-outside", in: "in")
    #expect(try allowed.errors.contains("2:6: warning: ") && woven("link.png") == "secret")
    _ = try scratch.file("out/mine.png", "mine")
    _ = try scratch.file("in/mine.png", "theirs")
    _ = try scratch.file("in/lesson.md", "![a](mine.png)\n")
    #expect(try weave("lesson.md", "-o", "../out", in: "in").status == 73)
    #expect(try woven("mine.png") == "mine")
    // A folder that leads elsewhere.
    try FileManager.default.createSymbolicLink(
      at: out.appendingPathComponent("b"), withDestinationURL: scratch.url("in"))
    try FileManager.default.createDirectory(at: scratch.url("in/b"), withIntermediateDirectories: true)
    _ = try scratch.file("in/b/q.png", "q")
    _ = try scratch.file("in/lesson.md", "![a](b/q.png)\n")
    #expect(try weave("lesson.md", "-o", "../out", in: "in").status == 73)
    #expect(!FileManager.default.fileExists(atPath: scratch.url("in/q.png").path))
    // The picture of a figure has its name already.
    _ = try scratch.file("in/lesson-a.svg", "<svg/>")
    _ = try scratch.file("in/lesson.md", "![a](lesson-a.svg)\n\n" + Self.figure)
    #expect(try weave("lesson.md", "-o", "../out", in: "in").errors.contains("has the name of a figure"))
  }

  /// 200 real files, CommonMark's own description among them, each with a figure behind it.
  @Test(.enabled(if: Hosts.python(with: "pip") != nil, "a Python with pip is missing"))
  func allElseStaysToTheByte() throws {
    let python = try #require(Hosts.python(with: "pip"))
    let script = Hosts.files.appendingPathComponent("markdown.py").path
    let run = try Hosts.Run(python, [script, Invocation.executable.path])
    // Without a network there are none.
    if run.status != 69 { #expect(run.status == 0, "\(run.output)") }
  }

  @Test func theGalleryIsProved() throws {
    let gallery = Invocation.package.appendingPathComponent("Packaging/gallery")
    let run = try Hosts.Run(gallery, [Invocation.executable.path, scratch.folder.path, out.path])
    #expect(run.status == 0, "\(run.output.suffix(800))")
    for name in ["index", "graphs", "mistakes", "calculus-for-training", "why-adam-exists"] {
      #expect(try woven("\(name).html").hasSuffix("</html>\n"))
    }
    #expect(try woven("mistakes.html").contains("is false"))
    // The numbers of both lessons are claims, not only printed: with another start none of them holds.
    for name in ["calculus-for-training", "why-adam-exists"] {
      let url = Invocation.package.appendingPathComponent("graphs/lessons/\(name).md")
      let lesson = try String(contentsOf: url, encoding: .utf8)
      #expect(lesson.components(separatedBy: " = ").count > 20)
      _ = try scratch.file(
        "lesson.md",
        lesson.replacing("param  w = 3", with: "param  w = 2").replacing("param θ = 5", with: "param θ = 6"))
      #expect(try Invocation("weave", scratch.url("lesson.md").path).status == 1)
    }
  }

  @Test func withoutTheLibraryItSaysWhatToInstall() throws {
    _ = try scratch.file("lesson.md", Self.figure)
    let run = try weave("lesson.md", "-o", "out", environment: ["EDGEWISE_LIBCMARK": "/none.so"])
    #expect(run.status == 69 && run.errors.contains("EDGEWISE_LIBCMARK"))
  }

  @Test(arguments: [
    ["a.md", "b.md"], ["a.md", "b/a.md", "-o", "x"], ["-", "-o", "x"], ["a.md", "--verify"], ["a.md", "--watch"],
  ])
  func badUsageIsSaid(_ arguments: [String]) throws {
    #expect(try Invocation(["weave"] + arguments).status == 64)
  }
}
