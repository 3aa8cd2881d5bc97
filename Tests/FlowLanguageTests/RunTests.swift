import Autodiff
import FlowLanguage
import Testing
import Training

/// `train` lines: what they ask for, and what is wrong with them.
@Suite struct RunTests {
  /// Lines 1 to 6.
  private static let head = """
    input x = 2
    target t = 5
    param w = 3
    param b = [1, 2]
    y = w*x + sum(b)
    loss L = (y - t)²

    """

  private func runs(_ lines: String) throws -> [TrainingRun] { try read(RunTests.head + lines).runs }

  /// The first error's message and hint.
  private func complaint(_ line: String) -> String {
    do {
      _ = try FlowFile.read(FlowSource(name: "t.flow", text: RunTests.head + line))
      return ""
    } catch {
      return error.diagnostics.map { $0.hint == nil ? $0.message : "\($0.message) | \($0.hint ?? "")" }
        .joined(separator: "\n")
    }
  }

  // MARK: What is asked for

  /// Every optimizer with PyTorch's standard options.
  @Test(
    arguments: [
      ("gd(lr=0.1)", .gradientDescent), ("sgd(0.1)", .gradientDescent), ("momentum(lr=0.1)", .momentum(beta: 0.9)),
      ("nesterov(0.1, 0.5)", .nesterov(beta: 0.5)), ("adagrad(lr=0.1)", .adagrad(epsilon: 1e-10)),
      ("rmsprop(lr=0.1)", .rmsprop(alpha: 0.99, epsilon: 1e-8)),
      ("adam(lr=0.1)", .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
      ("adam(0.1, eps=0, beta2=0.99)", .adam(beta1: 0.9, beta2: 0.99, epsilon: 0)),
      ("adamw(lr=0.1)", .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)),
      ("adamw(lr=1/10, weight_decay=0)", .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)),
    ] as [(String, UpdateRule)])
  func optimizers(written: String, rule: UpdateRule) throws {
    let run = try #require(try runs("train L using \(written)").first)
    #expect(run.rule == rule)
    #expect(run.learningRate == 0.1)
    #expect(run.steps == 1_000 && run.until == nil)
  }

  @Test(
    arguments: [
      ("constant", .constant), ("constant()", .constant), ("step(every=30, gamma=0.1)", .step(every: 30, gamma: 0.1)),
      ("step(30, 0.1)", .step(every: 30, gamma: 0.1)), ("exponential(0.9)", .exponential(gamma: 0.9)),
      ("cosine(100)", .cosine(steps: 100, to: 0)), ("cosine(100, to=1e-3)", .cosine(steps: 100, to: 1e-3)),
      ("plateau", .plateau(factor: 0.1, patience: 10)), ("plateau(patience=0)", .plateau(factor: 0.1, patience: 0)),
      ("linear", .linear(start: 1.0 / 3, end: 1, steps: 5)),
      ("linear(start=1/4, steps=8)", .linear(start: 0.25, steps: 8)),
      ("linear(1, 0.2, 4)", .linear(start: 1, end: 0.2, steps: 4)),
      ("polynomial(50)", .polynomial(steps: 50, power: 1)),
      ("polynomial(50, power=0.9)", .polynomial(steps: 50, power: 0.9)),
      ("warmup(5)", .warmup(steps: 5, then: .constant)),
      ("warmup(5, then=cosine(10))", .warmup(steps: 5, then: .cosine(steps: 10, to: 0))),
      ("warmup(steps=5, then=plateau(0.5))", .warmup(steps: 5, then: .plateau(factor: 0.5, patience: 10))),
    ] as [(String, Schedule)])
  func schedules(written: String, schedule: Schedule) throws {
    #expect(try runs("train L using gd(lr=0.1), schedule=\(written)").first?.schedule == schedule)
  }

  @Test func otherOptions() throws {
    let run = try #require(
      try runs(
        "train \"a\" L using adam(lr=0.1), start=at(w=1/2, b=[3, 4]), weight_decay=0.01, until=1e-3, clip_norm=1, steps=7"
      ).first)
    #expect(run.name == "a")
    #expect(run.start == [2: Tensor(0.5), 3: Tensor(shape: [2], scalars: [3, 4])])
    #expect(run.weightDecay == 0.01 && run.until == 1e-3 && run.clipNorm == 1 && run.steps == 7)
    #expect(run.parameters == [2, 3])
  }

  /// An unnamed run is called after its optimizer; no two runs have the same name.
  @Test func names() throws {
    let lines = """
      train L using sgd(lr=1)
      train L using gd(lr=2)
      train "gd 2" L using gd(lr=3)
      train "adam" L using gd(lr=4)
      train L using adam(lr=5)
      """
    let file = try read(RunTests.head + lines)
    #expect(file.runs.map(\.name) == ["gd", "gd 3", "gd 2", "adam", "adam 2"])
    #expect(file.run(named: nil)?.learningRate == 1)
    #expect(file.run(named: "adam")?.learningRate == 4)
    #expect(file.run(named: "Adam") == nil)
  }

  /// The claim may stand above the run.
  @Test func claimsFindTheirRuns() throws {
    let lines = """
      expect L = 1 after 2 steps in "a"
      expect "a" diverges
      train "a" L using gd(lr=1)
      """
    #expect(try read(RunTests.head + lines).claims.count == 2)
  }

  @Test func anotherOutputKeepsWhatItCan() throws {
    let text = RunTests.head + "train \"a\" L using gd(lr=1)\nexpect w = 1 after 1 step\nexpect L = 49"
    let source = FlowSource(name: "t.flow", text: text)
    let whole = try FlowFile.read(source, output: "L")
    #expect(whole.runs.map(\.name) == ["a"] && whole.claims.count == 2)
    let part = try FlowFile.read(source, output: "y")
    #expect(part.runs.isEmpty && part.claims.isEmpty)
  }

  // MARK: What is wrong

  @Test(
    arguments: [
      ("train L using adm(lr=1)", "there is no optimizer `adm` | did you mean `adam`?"),
      (
        "train L using lbfgs(lr=1)",
        "there is no optimizer `lbfgs` | there are `gd`, `sgd`, `momentum`, `nesterov`, `adagrad`, `rmsprop`, `adam` and `adamw`"
      ),
      ("train L using gd()", "`gd` needs a learning rate | write `gd(lr=0.1)`"),
      ("train L using gd(rate=1)", "`gd` has no option `rate` | it has `lr=`"),
      ("train L using gd(1, 2)", "`gd` takes no more than 1 option | they are `lr=`"),
      ("train L using gd(1, lr=2)", "`lr=` is given twice"),
      ("train L using gd(lr=-0.1)", "`lr` takes a number above 0, not `-0.1`"),
      ("train L using gd(lr=0)", "`lr` takes a number above 0, not `0`"),
      ("train L using gd(lr=inf)", "`lr` takes a number above 0, not `inf`"),
      ("train L using gd(lr=nan)", "`lr` takes a number above 0, not `nan`"),
      ("train L using gd(lr=[1, 2])", "`lr` takes a number above 0, not a tensor"),
      ("train L using gd(lr=x)", "only numbers can stand here, not `x`"),
      ("train L using momentum(1, beta=1)", "`beta` takes a number from 0 on and below 1, not `1`"),
      ("train L using adam(1, beta2=-0.1)", "`beta2` takes a number from 0 on and below 1, not `-0.1`"),
      ("train L using adam(1, eps=-1)", "`eps` takes a number from 0 on, not `-1`"),
      ("train L using gd(lr=1), steps=0", "`steps` takes a whole number from 1 to 1,000,000,000, not `0`"),
      ("train L using gd(lr=1), steps=2.5", "`steps` takes a whole number from 1 to 1,000,000,000, not `2.5`"),
      ("train L using gd(lr=1), steps=1e30", "`steps` takes a whole number from 1 to 1,000,000,000, not `1e30`"),
      ("train L using gd(lr=1), step=3", "`train` has no option `step` | did you mean `steps`?"),
      ("train L using gd(lr=1), steps=3, steps=4", "`steps=` is given twice"),
      ("train L using gd(lr=1), until=nan", "`until` takes a number, not `nan`"),
      ("train L using gd(lr=1), clip_norm=0", "`clip_norm` takes a number above 0, not `0`"),
      ("train L using gd(lr=1), weight_decay=-1", "`weight_decay` takes a number from 0 on, not `-1`"),
      (
        "train L using adamw(lr=1), weight_decay=0.1",
        "`adamw` has a weight decay of its own | write `adamw(lr=…, weight_decay=…)`, or use `adam` with this one"
      ),
      ("train M using gd(lr=1)", "there is no `M`"),
      ("train b using gd(lr=1)", "`b` is a leaf: training makes a computed number small"),
      (
        "z = b*x; train z using gd(lr=1)",
        "training makes one number small, but `z` has shape [2] | make it one number, for example `z2 = sum(z)`"
      ),
      (
        "z = b*x; train z[0] using gd(lr=1)",
        "an entry cannot be trained | give it a name on a line of its own: `NAME = z[0]`"
      ),
      ("z = x*t; train z using gd(lr=1)", "`z` depends on no parameter, so there is nothing to train"),
      (
        "train L using gd(lr=1), start=at(x=1)",
        "`x` is an input: training moves parameters only | another value for all runs is given by `--set`"
      ),
      (
        "train L using gd(lr=1), start=at(y=1)",
        "`y` is computed: training moves parameters only | another value for all runs is given by `--set`"
      ),
      ("train L using gd(lr=1), start=at(v=1)", "there is no `v`"),
      ("train L using gd(lr=1), start=at(b=1)", "`b` has shape [2], but the value given has shape []"),
      (
        "train L using gd(lr=1), start=1",
        "`start` takes the parameters' values | write for example `start=at(w1=1, w2=2)`"
      ),
      ("train L using gd(lr=1), start=at(w=1, w=2)", "`w=` is given twice"),
      ("train L using gd(lr=1), schedule=cosin(9)", "there is no schedule `cosin` | did you mean `cosine`?"),
      ("train L using gd(lr=1), schedule=3", "this is no schedule | write for example `schedule=cosine(steps=100)`"),
      ("train L using gd(lr=1), schedule=cosine", "`cosine` needs `steps=` | write `cosine(steps=100)`"),
      (
        "train L using gd(lr=1), schedule=step(0, 0.1)",
        "`every` takes a whole number from 1 to 1,000,000,000, not `0`"
      ),
      ("train L using gd(lr=1), schedule=step(3)", "`step` needs `gamma=` | write `step(every=10, gamma=0.5)`"),
      ("train L using gd(lr=1), schedule=polynomial", "`polynomial` needs `steps=` | write `polynomial(steps=100)`"),
      (
        "train L using gd(lr=1), schedule=linear(start=0)", "`start` takes a number above 0 and up to 1, not `0`"
      ),
      ("train L using gd(lr=1), schedule=plateau(1)", "`factor` takes a number above 0 and below 1, not `1`"),
      (
        "train L using gd(lr=1), schedule=warmup(3, then=cosin(1))",
        "there is no schedule `cosin` | did you mean `cosine`?"
      ),
      (
        "train \"a\" L using gd(lr=1)\ntrain \"a\" L using gd(lr=2)",
        "a run \"a\" is on line 7 already | give this one another name"
      ),
      (
        "train \"plain\" L using gd(lr=1)\nexpect \"plan\" diverges",
        "there is no run \"plan\" | did you mean \"plain\"?"
      ),
      (
        "train \"plain\" L using gd(lr=1)\nexpect L = 1 after 1 step in \"fast\"", "there is no run \"fast\""
      ),
      (
        "expect L = 1 after 1 step",
        "there is no `train` line, so there are no steps | add for example `train L using gd(lr=0.1), steps=10`"
      ),
    ])
  func errors(line: String, message: String) {
    #expect(complaint(line) == message)
  }

  /// Each wrong thing is said once, at its place.
  @Test func independentErrorsAllAreSaid() {
    let text =
      RunTests.head + "train L using gd(lr=-1), steps=0, schedule=cosin(3)\nexpect L = 1 after 1 step in \"x\""
    #expect(
      listing(text).contains(
        """
        t.flow:7:21: error: `lr` takes a number above 0, not `-1`
        """))
    #expect(complaint("train L using gd(lr=-1), steps=0, schedule=cosin(3)").split(separator: "\n").count == 3)
  }

  @Test func aFileWithoutParametersCannotBeTrained() {
    let text = "input x = 2\nloss L = x²\ntrain L using gd(lr=1)"
    #expect(listing(text).contains("there is nothing to train: the file has no `param`"))
  }

  /// Deeply nested schedules neither trap nor hang.
  @Test func nestedSchedules() throws {
    let deep = String(repeating: "warmup(2, then=", count: 100) + "constant" + String(repeating: ")", count: 100)
    #expect(try runs("train L using gd(lr=1), schedule=\(deep)").first?.schedule != .constant)
  }
}
