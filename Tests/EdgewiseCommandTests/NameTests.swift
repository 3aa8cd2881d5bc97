import Testing

/// A name means the same node in the file, on the command line and in what comes out; and what a file says does nothing to
/// the terminal.
@Suite struct NameTests {
  /// d(xᵢ² + 10·xi)/dxi = 10 and d/dxᵢ = 2·3.
  static let indices = "param xᵢ = 3\nparam xi = 2\nloss L = xᵢ² + 10·xi\n"

  @Test(arguments: [("xi", "xi", "10"), ("xᵢ", "xᵢ", "6"), ("x_i", "xᵢ", "6")])
  func wrtAnswersAboutTheNameThatWasGiven(_ wrt: String, _ name: String, _ gradient: String) throws {
    let run = try Invocation("explain", "-", "--wrt", wrt, input: Self.indices)
    #expect(run.status == 0)
    #expect(run.output.contains("∂L/∂\(name) = "))
    #expect(run.output.contains("= \(gradient)\n"))
    #expect(
      try Invocation("render", "-", "--of", wrt, "-T", "json", input: Self.indices).output.contains(
        "\"output\": \"\(name)\""))
    let claim = "expect dL/d\(wrt) = \(gradient)\n"
    #expect(try Invocation("check", "-", input: Self.indices + claim).status == 0)
  }

  @Test(arguments: [("xi", "\"value\": 7", "\"value\": 3"), ("x_i", "\"value\": 2", "\"value\": 7")])
  func setSetsTheNameThatWasGiven(_ name: String, _ xi: String, _ index: String) throws {
    let json = try Invocation("render", "-", "--set", "\(name)=7", "-T", "json", input: Self.indices).output
    func node(_ id: String) -> Substring? {
      json.split(separator: "\n").first { $0.contains("\"id\": \"\(id)\"") }
    }
    #expect(node("xi")?.contains(xi) == true)
    #expect(node("xᵢ")?.contains(index) == true)
  }

  /// The caret stands below a sign that is two columns wide in Unicode 14.
  @Test func theCaretCountsColumnsAsTheTerminalDoes() throws {
    let run = try Invocation("show", "-", input: "param 𛀀 = 1\nloss L = 𛀀 + 𛀀 + q\n")
    let lines = run.errors.split(separator: "\n")
    #expect(lines[1] == "  loss L = 𛀀 + 𛀀 + q")
    #expect(lines[2] == "                     ^")
  }

  /// The names of a run, a title and a file with escape codes in them, from every command.
  @Test func noCommandLetsAnEscapeCodeThrough() throws {
    let escape = "\u{1B}[31m\u{202E}\u{9B}2J"
    let text = """
      title "\(escape)"
      param w = 1  "\(escape)"
      group "\(escape)" { loss L = w² }
      train "\(escape)" L using gd(lr=0.1), steps=2
      expect L = 5 after 9 steps in "\(escape)"
      expect "\(escape)" diverges
      expect w = 3
      """
    for arguments in [
      ["check"], ["check", "--color", "always"], ["check", "--curvature", "--at", "1"], ["show"], ["explain"],
      ["train"],
      ["plot"], ["plot", "-T", "svg"], ["render", "-T", "dot"], ["render", "-T", "json"], ["render", "-T", "svg"],
      ["show", "--run", escape], ["show", "--open", escape + "x"], ["show", "--wrt", escape],
      ["show", "--of", escape],
      ["train", "--run", "x"], ["train", "-T", "json"], ["explain", "-T", "latex"], ["explain", "-T", "markdown"],
      ["show", "--detail", escape], ["show", "--" + escape],
    ] {
      let run = try Invocation(arguments + ["-"], input: text)
      for text in [run.output, run.errors] {
        let isColoured = arguments.contains("always")
        let plain = isColoured ? text.replacing(/\u{1B}\[[0-9;]*m/, with: "") : text
        #expect(
          !plain.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{9B}" }, "\(arguments)")
        // The file's own code would colour what is not a mark.
        if isColoured { #expect(!text.contains("\u{1B}[31m\u{FFFD}")) }
      }
    }
  }
}
