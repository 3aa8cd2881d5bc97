import Foundation
import Testing

/// `edgewise plot` and `train --plot`, as a script uses them.
@Suite struct PlotTests {
  @Test("the lesson's illustration is one command: four steps on the surface, with bars") func illustration() throws {
    let scratch = try Scratch()
    let out = scratch.url("steps.svg").path
    let arguments = ["plot", Invocation.graph("descent-steps"), "--kind", "surface", "--bars", "-o", out]
    #expect(try Invocation(arguments).status == 0)
    let text = try scratch.text("steps.svg")
    for number in ["0.81", "0.0729", "0.006561"] { #expect(text.contains(">\(number)</text>")) }
    #expect(try Invocation(arguments + ["--verify"]).status == 0)
    #expect(try Invocation(arguments + ["--verify", "--set", "w1=0.5"]).status == 1)
  }

  @Test("failure and success stand side by side in boxes") func boxes() throws {
    let run = try Invocation(
      "plot", Invocation.graph("failure-and-success"), "--kind", "surface", "--panels", "--width", "80")
    #expect(run.status == 0)
    #expect(run.output.contains("╭ too hot ─") && run.output.contains("╮ ╭ modest ─"))
    #expect(run.output.contains("diverged at 1.112e16 after 4 steps"))
  }

  @Test("the gradient's size, node by node, without a training run") func flow() throws {
    let run = try Invocation(
      "plot", Invocation.graph("mazur"), "--kind", "flow", "--wrt", "w5", "--width", "60", "--ascii")
    #expect(run.status == 0)
    #expect(run.output.contains("out_o1 "))
    // ∂E/∂w5 of the published example.
    #expect(run.output.contains("# 0.08217\n"))
    let svg = try Invocation("plot", Invocation.graph("olah"), "--kind", "flow", "-T", "svg")
    #expect(svg.status == 0 && svg.output.contains("class=\"dots "))
    for wrong in [["--bars"], ["--panels"], ["--run", "plain"], ["--wrt", "L"]] {
      #expect(try Invocation(["plot", Invocation.graph("five-deliveries"), "--kind", "flow"] + wrong).status == 64)
    }
  }

  @Test("curvature: in check, and under a surface") func curvature() throws {
    let check = try Invocation("check", Invocation.graph("five-deliveries"), "--curvature")
    #expect(check.status == 0)
    #expect(check.output.contains("2/29.3832 = 0.068066") && check.output.contains("0.468757"))
    let later = try Invocation("check", Invocation.graph("rosenbrock"), "--curvature", "--at", "5", "--ascii")
    #expect(later.output.contains("curvature of L by x and y, after 5 steps of \"descent\""))
    let surface = try Invocation(
      "plot", Invocation.graph("five-deliveries"), "--run", "plain", "--kind", "surface", "--width", "200")
    #expect(surface.output.contains("the curvatures 0.4688 and 29.38 (a bowl)"))
    #expect(surface.output.contains("stable below 2/29.38 = 0.06807"))
    let none = try Invocation("check", Invocation.graph("five-deliveries"), "--curvature", "--wrt", "L")
    #expect(none.status == 64)
  }

  @Test("what cannot be drawn is said, with the status of its kind") func failures() throws {
    for command in ["plot", "train"] {
      let run = try Invocation(command, Invocation.graph("olah"))
      #expect(run.status == 65)
      #expect(run.errors.contains("trains nothing: add a line such as `train "))
    }
    let five = Invocation.graph("five-deliveries")
    #expect(try Invocation("plot", five, "--run", "none").status == 64)
    #expect(try Invocation("plot", five, "--bars").status == 64)
    #expect(try Invocation("plot", five, "--kind", "surface", "--wrt", "L,w").status == 64)
    #expect(try Invocation("plot", five, "-o", "loss.pdf").status == 64)
    #expect(try Invocation("plot", five, "--verify").status == 64)
    // What would have no effect is not taken.
    for option in ["--detail", "--direction", "--show"] {
      #expect(try Invocation("plot", five, option, "named").status == 64)
      #expect(try Invocation("train", five, option, "named").status == 64)
    }
    #expect(try Invocation("train", five, "--plot", "-T", "csv").status == 64)
  }

  @Test("train --plot draws the curve below the table") func trained() throws {
    let run = try Invocation("train", Invocation.graph("descent-steps"), "--plot", "--ascii", "--width", "60")
    #expect(run.status == 0)
    #expect(run.output.utf8.allSatisfy { $0 < 128 })
    #expect(run.output.contains("** descent  stopped at 0.0005905 after 4 steps"))
  }
}
