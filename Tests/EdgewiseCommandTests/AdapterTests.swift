import Foundation
import Testing

/// Lessons in the hosts that authors use, each under its own settings: a figure is drawn, a false number ends the build with the
/// lesson's file, line and column.
@Suite(.enabled(if: (try? Invocation("weave", "-").status) == 0, "cmark-gfm is missing"))
struct AdapterTests {
  private let scratch: Scratch
  init() throws { scratch = try Scratch() }

  private static let right = "# A\n\n```flow name=a\nparam w = 3\nloss L = w²\n```\n\nThe loss is {{ a: L = 9 }}.\n"
  private static let wrong = right.replacing("L = 9", with: "L = 8")
  private static let complaint = "8:19: error: L = 8 is false: L is 9"

  private func adapter(_ host: String, _ name: String) throws {
    let run = try Invocation("adapter", host)
    #expect(run.status == 0)
    _ = try scratch.file(name, run.output)
  }

  private func text(_ path: String) throws -> String { try String(contentsOf: scratch.url(path), encoding: .utf8) }

  private func folder(_ name: String) throws {
    try FileManager.default.createDirectory(at: scratch.url(name), withIntermediateDirectories: true)
  }

  private static let pandocs: [URL] = {
    let python = Hosts.python(with: "pypandoc")
    let words = ["-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]
    let other = python.flatMap { try? Hosts.Run($0, words).output }.map { $0.split(separator: "\n").last ?? "" }
    return [Hosts.program("pandoc"), other.map { URL(fileURLWithPath: String($0)) }].compactMap { $0 }
  }()

  @Test(.enabled(if: !pandocs.isEmpty, "Pandoc is missing"), arguments: pandocs)
  func pandoc(_ program: URL) throws {
    try adapter("pandoc", "edgewise.lua")
    _ = try scratch.file("lesson.md", Self.right)
    _ = try scratch.file("wrong.md", Self.wrong)
    func pandoc(_ arguments: String...) throws -> Hosts.Run {
      try Hosts.Run(program, ["--lua-filter", "edgewise.lua"] + arguments, in: scratch.folder)
    }
    let page = try pandoc("lesson.md", "-o", "lesson.html")
    #expect(page.status == 0, "\(page.output)")
    #expect(try text("lesson.html").contains("src=\"data:image/svg+xml;base64,"))
    #expect(try text("lesson.html").contains("<p>The loss is 9.</p>"))
    let paper = try pandoc("lesson.md", "-s", "-o", "lesson.tex")
    #expect(paper.status == 0, "\(paper.output)")
    #expect(try text("lesson.tex").contains("\\begin{tikzpicture}"))
    // Pandoc's own template wants this font.
    let hasFont = try Hosts.program("kpsewhich").map { try Hosts.Run($0, ["lmodern.sty"]).status == 0 } ?? false
    if hasFont, let latex = Hosts.program("pdflatex") {
      let run = try Hosts.Run(
        latex, ["-interaction=nonstopmode", "-halt-on-error", "lesson.tex"], in: scratch.folder)
      #expect(run.status == 0, "\(run.output.suffix(800))")
    }
    let wrong = try pandoc("wrong.md", "-o", "wrong.html")
    #expect(wrong.status != 0 && wrong.output.contains("wrong.md:" + Self.complaint), "\(wrong.output)")
    #expect(!FileManager.default.fileExists(atPath: scratch.url("wrong.html").path))
    // What diagram.lua is caught by: the same text with another option is another figure.
    _ = try scratch.file("lesson.md", Self.right.replacing("name=a", with: "name=a direction=TB"))
    let before = try text("lesson.html")
    _ = try pandoc("lesson.md", "-o", "lesson.html")
    #expect(try text("lesson.html") != before)
  }

  @Test(.enabled(if: Hosts.python(with: "mkdocs", "pymdownx") != nil, "MkDocs is missing"))
  func mkdocs() throws {
    let python = try #require(Hosts.python(with: "mkdocs"))
    func build(_ settings: String) throws -> Hosts.Run {
      _ = try scratch.file("mkdocs.yml", "site_name: a\n" + settings)
      return try Hosts.Run(
        python, ["-m", "mkdocs", "build", "-q"], in: scratch.folder,
        environment: ["PYTHONPATH": Invocation.package.appendingPathComponent("Integrations/python").path])
    }
    try folder("docs")
    try adapter("mkdocs", "edgewise_mkdocs.py")
    _ = try scratch.file("docs/index.md", "---\ntitle: T\n---\n\n" + Self.right)
    let hooks = "hooks: [edgewise_mkdocs.py]\n"
    let site = try build(hooks)
    #expect(site.status == 0, "\(site.output)")
    #expect(try text("site/index.html").contains("data:image/svg+xml;base64,"))
    #expect(try text("site/index.html").contains("The loss is 9."))
    _ = try scratch.file("docs/index.md", Self.wrong)
    let wrong = try build(hooks)
    #expect(wrong.status != 0 && wrong.output.contains("index.md:" + Self.complaint), "\(wrong.output)")

    let fences = """
      markdown_extensions:
        - pymdownx.superfences:
            custom_fences:
              - name: flow
                class: edgewise
                format: !!python/name:edgewise.mkdocs.fence

      """
    _ = try scratch.file("docs/index.md", "```flow\nparam w = 3\nloss L = w²\nexpect L = 9\n```\n")
    let fenced = try build(fences)
    #expect(fenced.status == 0, "\(fenced.output)")
    #expect(try text("site/index.html").contains("data:image/svg+xml;base64,"))
    _ = try scratch.file("docs/index.md", "```flow\nparam w = 3\nloss L = w²\nexpect L = 8\n```\n")
    let refused = try build(fences)
    #expect(refused.status != 0 && refused.output.contains("4:1: error: L = 8 is false"), "\(refused.output)")
  }

  @Test(.enabled(if: Hosts.python(with: "sphinx", "myst_parser") != nil, "Sphinx with MyST is missing"))
  func sphinx() throws {
    let python = try #require(Hosts.python(with: "sphinx", "myst_parser"))
    func build(_ more: String...) throws -> Hosts.Run {
      try Hosts.Run(python, ["-m", "sphinx", "-q", "-E"] + more + [".", "out"], in: scratch.folder)
    }
    try adapter("sphinx", "edgewise_sphinx.py")
    _ = try scratch.file(
      "conf.py",
      "import os, sys\nsys.path.insert(0, os.path.abspath('.'))\nextensions = ['myst_parser', 'edgewise_sphinx']\n")
    let index =
      "A\n=\n\n.. toctree::\n\n   lesson\n\n.. flow::\n   :at: 1\n\n   param w = 3\n   loss L = w²\n"
      + "   train L using gd(lr=0.1), steps=3\n"
    _ = try scratch.file("index.rst", index)
    _ = try scratch.file("lesson.md", Self.right)
    let site = try build("-W")
    #expect(site.status == 0, "\(site.output)")
    for page in ["index", "lesson"] { #expect(try text("out/\(page).html").contains("data:image/svg+xml;base64,")) }
    _ = try scratch.file("lesson.md", Self.wrong)
    let wrong = try build()
    #expect(wrong.status != 0 && wrong.output.contains("lesson.md:" + Self.complaint), "\(wrong.output.suffix(600))")
    _ = try scratch.file("lesson.md", Self.right)
    _ = try scratch.file("index.rst", index + "   expect L = 8\n")
    let refused = try build()
    #expect(
      refused.status != 0 && refused.output.contains("index.rst:14:1: error: L = 8 is false"),
      "\(refused.output.suffix(600))")
  }

  @Test(.enabled(if: Hosts.python(with: "nbclient", "ipykernel") != nil, "Jupyter is missing"))
  func jupyter() throws {
    let python = try #require(Hosts.python(with: "nbclient", "ipykernel"))
    try adapter("jupyter", "edgewise_jupyter.py")
    _ = try scratch.file("a.flow", "param w = 3\nloss L = w²\n")
    let run = try Hosts.Run(python, [Hosts.files.appendingPathComponent("jupyter.py").path], in: scratch.folder)
    #expect(run.status == 0, "\(run.output.suffix(1_000))")
  }

  @Test(.enabled(if: Hosts.python(with: "pytest", "syrupy") != nil, "pytest with syrupy is missing"))
  func pytest() throws {
    let python = try #require(Hosts.python(with: "pytest", "syrupy"))
    try FileManager.default.copyItem(
      at: Hosts.files.appendingPathComponent("pytest_snapshot.py"), to: scratch.url("test_snapshot.py"))
    _ = try scratch.file("conftest.py", "pytest_plugins = ['edgewise.pytest']\n")
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Hosts.Run {
      let package = Invocation.package.appendingPathComponent("Integrations/python").path
      return try Hosts.Run(
        python, ["-m", "pytest", "-q"] + arguments, in: scratch.folder,
        environment: environment.merging(["PYTHONPATH": package]) { $1 })
    }
    #expect(try run("--snapshot-update").status == 0)
    #expect(try run(environment: ["W": "4"]).status == 0)
    let changed = try run(environment: ["MORE": " + w"])
    #expect(changed.status != 0 && changed.output.contains("L: w² → w² + w"), "\(changed.output)")
  }

  @Test(.enabled(if: Hosts.python(with: "pre_commit") != nil && Hosts.program("git") != nil, "pre-commit is missing"))
  func preCommit() throws {
    let python = try #require(Hosts.python(with: "pre_commit"))
    let git = try #require(Hosts.program("git"))
    try adapter("pre-commit", ".pre-commit-config.yaml")
    _ = try scratch.file("lesson.md", Self.right)
    _ = try scratch.file("a.flow", "param w = 3\nloss L = w²\nexpect L = 9\n")
    func hooks() throws -> Hosts.Run {
      #expect(try Hosts.Run(git, ["add", "-A"], in: scratch.folder).status == 0)
      let home = ["PRE_COMMIT_HOME": scratch.url(".home").path]
      return try Hosts.Run(python, ["-m", "pre_commit", "run", "--all-files"], in: scratch.folder, environment: home)
    }
    #expect(try Hosts.Run(git, ["init", "-q"], in: scratch.folder).status == 0)
    let right = try hooks()
    #expect(right.status == 0, "\(right.output)")
    _ = try scratch.file("lesson.md", Self.wrong)
    let wrong = try hooks()
    #expect(wrong.status != 0 && wrong.output.contains("lesson.md:" + Self.complaint), "\(wrong.output)")
  }

  /// As mdBook 0.4 and 0.5 write them; no mdBook is needed.
  @Test(arguments: ["sections", "items"]) func mdBook(_ key: String) throws {
    #expect(try Invocation("mdbook", "supports", "html").status == 0)
    #expect(try Invocation("mdbook", "supports", "epub").status == 1)
    func book(_ lesson: String) -> String {
      let content = lesson.replacing("\n", with: "\\n")
      return """
        [{"root": "\(scratch.folder.path)", "config": {"book": {"src": "src", "title": "T"}}, "renderer": "html",
        "mdbook_version": "0.5.1"}, {"\(key)": ["Separator", {"Chapter": {"name": "A", "content": "x", "number": [1],
        "sub_items": [{"Chapter": {"name": "B \\u00e9\\ud83d\\ude00", "content": "\(content)", "number": [1, 1], "sub_items": [],
        "path": "b.md", "source_path": "b.md", "parent_names": ["A"]}}], "path": "a.md", "source_path": "a.md",
        "parent_names": []}}, {"PartTitle": "P"}], "__non_exhaustive": null}]
        """
    }
    let run = try Invocation("mdbook", input: book(Self.right))
    #expect(run.status == 0, "\(run.errors)")
    let woven = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(woven.keys.sorted() == ["__non_exhaustive", key].sorted())
    let items = try #require(woven[key] as? [Any])
    #expect(items.count == 3 && items[0] as? String == "Separator")
    let chapter = try #require((items[1] as? [String: Any])?["Chapter"] as? [String: Any])
    let inner = try #require(((chapter["sub_items"] as? [Any])?[0] as? [String: Any])?["Chapter"] as? [String: Any])
    #expect(inner["name"] as? String == "B é😀" && inner["number"] as? [Int] == [1, 1])
    let content = try #require(inner["content"] as? String)
    #expect(content.contains("](data:image/svg+xml;base64,") && content.hasSuffix("The loss is 9.\n"))
    let wrong = try Invocation("mdbook", input: book(Self.wrong))
    #expect(
      wrong.status == 1 && wrong.output.isEmpty && wrong.errors.contains("src/b.md:" + Self.complaint),
      "\(wrong.errors)")
    #expect(try Invocation("mdbook", input: "[1").status == 65)
    #expect(try Invocation("mdbook", "what").status == 64)
  }

  @Test func snapshotsThatWaitAreTakenOver() throws {
    try folder("a/b")
    _ = try scratch.file("a/b/x.dot", "old")
    _ = try scratch.file("a/b/x.dot.new", "new")
    _ = try scratch.file("a/y.json.new", "new")
    _ = try scratch.file("a/z.new", "not ours")
    let outside = try scratch.file("outside.dot.new", "outside")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.url("a/link.dot.new").path, withDestinationPath: outside)
    let run = try Invocation("accept", "a", folder: scratch.folder)
    #expect(run.status == 0 && run.output == "accepted a/y.json\naccepted a/b/x.dot\n")
    #expect(try text("a/b/x.dot") == "new")
    #expect(FileManager.default.fileExists(atPath: scratch.url("a/z.new").path))
    #expect(FileManager.default.fileExists(atPath: outside))
    #expect(try Invocation("accept", "none", folder: scratch.folder).status == 66)
  }
}
