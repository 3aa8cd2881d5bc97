import Foundation
import Testing

/// Training by the command: tables, states, exit statuses.
@Suite struct TrainingTests {
  /// The lesson's numbers: w = [0.4, 1.1], [0.58, 1.37]; loss 9, 0.81, 0.0729, 0.006561.
  @Test func theTableOfTheLesson() throws {
    let run = try Invocation("train", Invocation.graph("delivery-time"))
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.output == """
        gd, learning rate 0.05

        step         L     w1  ∂L/∂w1     w2  ∂L/∂w2  gradient norm
           0         9      1      12      2      18          21.63
           1      0.81    0.4    −3.6    1.1    −5.4           6.49
           2    0.0729   0.58    1.08   1.37    1.62          1.947
           3  0.006561  0.526  −0.324  1.289  −0.486         0.5841

        converged after 3 steps: L = 0.006561 is below 0.01

        """)
  }

  /// Adam by hand: g is 10 at θ = 5, so that m = 0.1·10 and v = 0.001·100 after the first update.
  @Test func theStateOfARuleIsListed() throws {
    let run = try Invocation("train", Invocation.graph("adam-by-hand"), "--state")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines[1] == ["step", "f", "θ", "∂f/∂θ", "m(θ)", "v(θ)", "gradient", "norm"])
    #expect(lines[2].prefix(6) == ["0", "25", "5", "10", "0", "0"])
    #expect(lines[3].prefix(6) == ["1", "24.01", "4.9", "9.8", "1", "0.1"])
    #expect(try Invocation("train", Invocation.graph("adam-by-hand"), "--state", "-T", "csv").status == 64)
  }

  /// No line is wider than asked, and what has no room is named.
  @Test(arguments: [20, 40, 80]) func narrowTables(_ width: Int) throws {
    let run = try Invocation("train", Invocation.graph("mazur"), "--width", "\(width)", "--ascii")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= width }, "\(run.output)")
    #expect(run.output.utf8.allSatisfy { $0 < 0x80 })
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("states are shown") && text.contains("no room for"))
  }

  @Test func csvHasEveryDigit() throws {
    let run = try Invocation("train", Invocation.graph("five-deliveries"), "-T", "csv", "--run", "adam")
    let lines = run.output.split(separator: "\n")
    #expect(lines.first == "step,loss,learning_rate,gradient_norm,w[0],w[1],dL/dw[0],dL/dw[1]")
    #expect(lines.count == 17)
    for (step, loss) in [(0, 0.72884), (5, 0.55235), (10, 0.44554), (15, 0.34555)] {
      let cells = lines[step + 1].split(separator: ",").compactMap { Double($0) }
      #expect(cells.count == 8 && cells[0] == Double(step))
      #expect(abs(cells[1] - loss) <= 5e-6)
    }
  }

  @Test func jsonOfARun() throws {
    let run = try Invocation("train", Invocation.graph("one-knob"), "-T", "json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["format"] as? String == "edgewise-runs")
    let runs = try #require(json["runs"] as? [[String: Any]])
    let steps = try #require(runs.first?["steps"] as? [[String: Any]])
    #expect(runs.count == 1 && runs[0]["optimizer"] as? String == "gd" && runs[0]["outcome"] as? String == "stopped")
    let w = steps.compactMap { ($0["parameters"] as? [String: Double])?["w"] }
    for (value, truth) in zip(w, [3, 2.6, 2.52, 2.504]) { #expect(abs(value - truth) < 1e-12) }
    #expect(w.count == 4)
  }

  /// The graph's JSON has every run, and the step that is drawn.
  @Test func jsonOfTheGraph() throws {
    let run = try Invocation(
      "render", Invocation.graph("five-deliveries"), "-T", "json", "--run", "plain", "--at", "1")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["step"] as? Int == 1)
    let runs = try #require(json["runs"] as? [[String: Any]])
    #expect(runs.compactMap { $0["name"] as? String }.prefix(4) == ["plain", "too hot", "too cold", "adam"])
    #expect(runs.prefix(4).map { ($0["steps"] as? [Any])?.count } == [13, 13, 13, 16])
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    let w = nodes.first { $0["id"] as? String == "w" }?["value"] as? [Double]
    #expect(w.map { abs($0[0] - 0.71772) < 1e-9 && abs($0[1] - 1.3556) < 1e-9 } == true)
  }

  @Test func aStateAsAPicture() throws {
    let run = try Invocation("show", Invocation.graph("delivery-time"), "--at", "1", "--width", "100")
    #expect(run.status == 0)
    for number in ["0.4", "1.1", "0.81", "−3.6", "−5.4"] { #expect(run.output.contains(number)) }
    let check = try Invocation("check", Invocation.graph("delivery-time"), "--at", "2")
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }

  @Test(
    arguments: [
      (["show", "delivery-time", "--at", "4"], "the run \"gd\" converged after 3 steps"),
      (["show", "five-deliveries", "--at", "13"], "the run \"plain\" stopped after 12 steps"),
      (
        ["render", "five-deliveries", "-T", "dot", "--at", "1", "--run", "hot"],
        "it has \"plain\", \"too hot\", \"too cold\", \"adam\""
      ),
      (["train", "mazur", "--run", "x"], "has no such run"),
      (["check", "a-plus-a", "--at", "1"], "has no training run"),
      (["show", "mazur", "--at=-1"], "--at takes a whole number from 0 to"),
      (["train", "mazur", "-o", "steps.svg"], "names no format"),
    ])
  func badUsage(arguments: [String], message: String) throws {
    let run = try Invocation([arguments[0], Invocation.graph(arguments[1])] + arguments[2...])
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func aRefutedStepIs1() throws {
    let text = "param x = 1\nf = x²\ntrain f using gd(lr=0.1), steps=2\nexpect f = 1 after 3 steps\n"
    let run = try Invocation(["check", "-"], input: text)
    #expect(run.status == 1)
    #expect(run.output.contains("the run \"gd\" stopped after 2 steps, so there is no step 3"))
  }

  /// Every command that runs a training says after a second how far it is, and ends at Ctrl-C with 130; `train` prints what has been
  /// done, the others nothing that is not so.
  @Test(
    arguments: [
      ["train", "long.flow", "--width", "80"], ["check", "long.flow"], ["render", "long.flow", "-T", "json"],
      ["show", "long.flow", "--at", "90000000"], ["explain", "long.flow", "--at", "90000000"],
      ["play", "long.flow", "-o", "-"],
    ])
  func interruption(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let text = "param x = 1\nf = x²\ntrain f using gd(lr=1e-12), steps=100000000\nexpect \"gd\" converges\n"
    _ = try scratch.file("long.flow", text)
    let run = try Background(arguments, in: scratch)
    try run.wait { try scratch.text("err").hasPrefix("step ") }
    run.process.interrupt()
    try run.end()
    let errors = try scratch.text("err")
    #expect(run.process.terminationReason == .exit && run.process.terminationStatus == 130, "\(errors)")
    let output = try scratch.text("out")
    if arguments[0] == "train" {
      #expect(output.contains("interrupted after ") && output.hasPrefix("gd, learning rate 1e−12"))
    } else {
      #expect(output.isEmpty)
    }
  }

  /// At a loss of exactly 0 nothing is left to do, however many steps are allowed: x is 0 after one step of x − 0.5·2x.
  @Test func aLossOfZeroIsTheEnd() throws {
    let text = "param x = 1\nf = x²\ntrain f using gd(lr=0.5), steps=1000000000\nexpect \"gd\" converges\n"
    #expect(try Invocation("check", "-", input: text).status == 0)
    #expect(try Invocation("train", "-", "-T", "csv", input: text).output.split(separator: "\n").count == 4)
  }
}
