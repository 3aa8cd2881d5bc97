import Foundation
import Testing

/// `edgewise explain` as a script runs it.
@Suite struct ExplainTests {
  @Test(
    "explanations are as before",
    arguments: ["delivery-time", "olah", "micrograd-readme", "five-deliveries", "dead-relu"])
  func explanationGoldenTests(_ name: String) throws {
    for (ending, format) in [("txt", "text"), ("md", "markdown"), ("tex", "latex")] {
      let run = try Invocation(
        ["explain", Invocation.graph(name), "-T", format] + (format == "text" ? ["--width", "80"] : []))
      #expect(run.status == 0, "\(run.errors)")
      if let complaint = try Golden(name: "\(name).explain.\(ending)").complaint(about: run.output) {
        Issue.record("\(complaint)")
      }
    }
  }

  @Test("the lesson's product stands there, step below step") func lesson() throws {
    let run = try Invocation("explain", Invocation.graph("delivery-time"), "--wrt", "w2", "--width", "80")
    #expect(
      run.output.contains(
        """
          ∂L/∂w2 = ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w2
                 =  2e   ·   1   ·   x2
                 =   6   ·   1   ·   3
                 = 18

        """))
    #expect(!run.output.contains("∂L/∂w1"))
  }

  @Test("the state of a training run: after one step ∂L/∂w1 is −3.6") func afterStep() throws {
    let run = try Invocation("explain", Invocation.graph("delivery-time"), "--at", "1", "--wrt", "w1")
    #expect(run.output.contains("= −1.8  ·   1   ·   2\n"))
    #expect(run.output.contains("= −3.6\n"))
  }

  @Test("the ending of a file's name says the format, and --verify compares") func files() throws {
    let scratch = try Scratch()
    for (name, beginning) in [("a.md", "# Olah"), ("a.tex", "\\documentclass"), ("a.txt", "Olah:")] {
      let path = scratch.url(name).path
      #expect(try Invocation("explain", Invocation.graph("olah"), "-o", path).status == 0)
      #expect(try scratch.text(name).hasPrefix(beginning))
      #expect(try Invocation("explain", Invocation.graph("olah"), "-o", path, "--verify").status == 0)
      let changed = try Invocation("explain", Invocation.graph("olah"), "-o", path, "--verify", "--set", "a=3")
      #expect(changed.status == 1)
      #expect(changed.output.contains("-"))
    }
  }

  @Test("bad usage is refused")
  func usage() throws {
    let graph = Invocation.graph("olah")
    #expect(try Invocation("explain", graph, "-o", "a.pdf").status == 64)
    #expect(try Invocation("explain", graph, "--wrt", "nothing").status == 64)
    #expect(try Invocation("explain", graph, "--verify").status == 64)
    #expect(try Invocation("explain", graph, "-T", "latex", "--width", "40").status == 64)
    #expect(try Invocation("explain", graph, "--mode", "sideways").status == 64)
    #expect(try Invocation("explain", "missing.flow").status == 66)
  }

  @Test("a curve: a function beside its derivative") func curve() throws {
    let graph = Invocation.graph("activation-tanh")
    let run = try Invocation("plot", graph, "--kind", "curve", "--range", "-3:3", "--width", "60")
    #expect(run.status == 0)
    // tanh(0.5·2 − 0.3), and 2(1 − tanh²).
    #expect(run.output.contains("a  0.6044 at w = 0.5") && run.output.contains("∂a/∂w  1.269 at w = 0.5"))
    #expect(try Invocation("plot", graph, "--kind", "curve", "-T", "svg").output.hasPrefix("<svg"))
    #expect(try Invocation("plot", graph, "--kind", "curve", "--range", "3:-3").status == 64)
    #expect(try Invocation("plot", graph, "--range", "-3:3").status == 64)
    #expect(try Invocation("plot", graph, "--kind", "curve", "--wrt", "a").status == 64)
  }
}
