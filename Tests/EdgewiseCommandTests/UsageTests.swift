import Foundation
import Testing

/// What is asked for is done, or refused with a word that helps.
@Suite struct UsageTests {
  /// An option that changes nothing in what is asked for is bad usage, never ignored.
  @Test(
    arguments: [
      "check a.flow --theme dark", "check a.flow --width 80", "check a.flow --wrt w", "check a.flow --run gd",
      "check a.flow --detail named", "check a.flow --precision 3", "fmt a.flow --set w=1",
      "render a.flow -T svg --width 80", "render a.flow -T svg --ascii", "render a.flow -T dot --width 80",
      "render a.flow -T svg:core --ascii", "render a.flow -T json --theme dark", "render a.flow -T json --wrt w",
      "render a.flow -T json --precision 3", "render a.flow -T json --direction TB",
      "render a.flow -T json --show notes", "render a.flow -T dot --show runs",
      "render a.flow -T txt -o a.txt --theme dark", "show a.flow --theme dark --color never",
      "show a.flow --run gd", "render a.flow -T svg --run gd", "explain a.flow --run gd",
      "explain a.flow -T markdown --width 80", "explain a.flow -T latex --ascii", "train a.flow -T csv --precision 3",
      "train a.flow -T json --width 80", "train a.flow -T csv --theme dark", "plot a.flow -T svg --ascii",
      "plot a.flow --theme dark --color never", "plot a.flow --range 0:1", "plot a.flow --kind flow --panels",
      "play a.flow -o a.cast --once", "play a.flow -o a.cast --every 2", "play a.flow -o - --fps 30",
      "show a.flow --source-name x", "check a.flow --first-line 3", "fmt a.flow --source-name x",
      "render a.flow -o a.dot --watch --verify", "render a.flow -T dot --watch", "render - -o a.dot --watch",
    ])
  func withoutEffect(_ line: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("a.flow", "param w = 3\nloss L = w²\ntrain L using gd(lr=0.1)\n")
    let run = try Invocation(line.split(separator: " ").map(String.init), folder: scratch.folder)
    #expect(run.status == 64, "\(run.output)\(run.errors)")
    #expect(run.output.isEmpty && scratch.names == ["a.flow"])
  }

  /// A limit is named, a negative number too.
  @Test(
    arguments: [
      ("--at", "-1", "0 to 2147483647"), ("--precision", "-1", "1 to 17"), ("--precision", "18", "1 to 17"),
      ("--width", "-5", "20 to 100000"), ("--width", "100001", "20 to 100000"), ("--first-line", "0", "1 to"),
    ])
  func limits(_ option: String, _ value: String, _ limits: String) throws {
    let run = try Invocation("show", "-", option, value, input: OutputTests.flow)
    #expect(run.status == 64)
    #expect(run.errors.contains("\(option) takes a whole number from \(limits)"), "\(run.errors)")
  }

  /// The environment asks for no more than an option may.
  @Test(arguments: ["99999999", "100000000000000000000", "-1", "0", "x", "1"])
  func columns(_ columns: String) throws {
    let run = try Invocation("train", Invocation.graph("mazur"), "--plot", environment: ["COLUMNS": columns])
    #expect(run.status == 0)
    #expect(run.output.utf8.count < 100_000_000)
  }

  @Test func hints() throws {
    let picture = try Invocation("a.flow", "-o", "a.svg")
    #expect(picture.status == 64 && picture.errors.contains("edgewise render a.flow -o a.svg"))
    let format = try Invocation("show", "a.flow", "-T", "dot")
    #expect(format.status == 64 && format.errors.contains("edgewise render a.flow -T dot"))
    let version = try Invocation("-v")
    #expect(version.status == 64 && version.errors.contains("edgewise --version"))
  }

  @Test func noDefaultIsSaidTwice() throws {
    for command in ["show", "play", "render", "explain", "train", "plot", "check", "fmt"] {
      let help = try Invocation(command, "--help").output
      let joined = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for option in joined.split(separator: " --") {
        let defaults = option.components(separatedBy: "default:").count - 1
        #expect(defaults <= 1, "\(command): \(option)")
      }
    }
  }

  /// Standard input may be a part of another file.
  @Test func placesInAnotherFile() throws {
    let origin = ["--source-name", "lesson.md", "--first-line", "40"]
    let bad = try Invocation(["show", "-"] + origin, input: "param w = 3\nparam w = 4\nloss L = q\n")
    #expect(bad.status == 65)
    #expect(bad.errors.contains("lesson.md:41:7: error:") && bad.errors.contains("lesson.md:42:10: error:"))
    #expect(bad.errors.contains("line 40"), "the first definition is named: \(bad.errors)")
    let check = try Invocation(["check", "-"] + origin, input: "param w = 3\nloss L = w²\nexpect L = 9\n")
    #expect(check.output.contains("line 42: L = 9"))
    let form = try Invocation(["fmt", "-"] + origin, input: "param w = \n")
    #expect(form.status == 65 && form.errors.contains("lesson.md:40:"))
  }

  /// A picture is drawn again after a change of the flow file or of its table, and an error on the way ends nothing.
  @Test func watching() throws {
    let scratch = try Scratch()
    _ = try scratch.file("t.csv", "x\n1\n2\n")
    _ = try scratch.file("a.flow", "input x = csv(\"t.csv\", columns=\"x\")\nparam w = 3\nloss L = sum(w·x)\n")
    let run = try Background(["render", "a.flow", "-o", "a.json", "--watch"], in: scratch)
    func draws(_ part: String) throws {
      try run.wait { try scratch.names.contains("a.json") && scratch.text("a.json").contains(part) }
    }
    try draws("\"value\": 9,")
    _ = try scratch.file("t.csv", "x\n1\n2\n5\n")
    try draws("\"value\": 24,")
    _ = try scratch.file("a.flow", "loss L = q\n")
    try run.wait { try scratch.text("err").contains("a.flow:1:10: error:") }
    _ = try scratch.file("a.flow", "param w = 3\nloss L = w²·5\n")
    try draws("\"value\": 45,")
    run.process.interrupt()
    try run.end()
    #expect(scratch.names == ["a.flow", "a.json", "err", "out", "t.csv"])
  }
}
