import Autodiff
import FlowLanguage
import Testing
import Verification

@Suite("What check --curvature says")
struct CurvatureLinesTests {
  private func read(_ text: String) throws -> FlowFile { try FlowFile.read(FlowSource(name: "t.flow", text: text)) }

  private func lines(_ text: String, ascii: Bool = false) throws -> [String] {
    try read(text).curvature().lines(of: "L", "at the file's values", ascii: ascii)
  }

  @Test("a bowl beside its lowest point: numbers by hand")
  func bowl() throws {
    #expect(
      try lines("param x = 10\nparam y = 1\nloss L = x²/2 + 10·y²") == [
        "curvature of L by x and y, at the file's values",
        "  second derivatives  x   y",
        "    x                 1   0",
        "    y                 0  20",
        "  eigenvalues         1, 20",
        "  condition number    20",
        "  learning rate       plain gradient descent is stable below 2/20 = 0.1",
        "  here                no stationary point, ‖gradient‖ = 22.3607; the surface curves upward in every direction",
      ])
  }

  @Test("five deliveries: the published numbers")
  func deliveries() throws {
    let file = try #require(GraphFile.all.first { $0.name == "five-deliveries.flow" })
    let text = try lines(file.text).joined(separator: "\n")
    #expect(text.contains("0.468757, 29.3832"))
    #expect(text.contains("2/29.3832 = 0.068066"))
  }

  @Test(
    "minimum, maximum, saddle, and what cannot be told",
    arguments: [
      ("x² + y²", "a minimum: the gradient is 0, and the surface curves upward in every direction"),
      ("−x² − y²", "a maximum: the gradient is 0, and the surface curves downward in every direction"),
      ("x·y", "a saddle: the gradient is 0, and the surface curves upward in some directions and downward in others"),
      (
        "x² + y⁴",
        "the gradient is 0, but second derivatives do not decide: the surface curves upward in some directions and not at all in others"
      ),
      (
        "−x² + y³",
        "the gradient is 0, but second derivatives do not decide: the surface curves downward in some directions and not at all in others"
      ),
      ("x³ + y³", "the gradient is 0, but second derivatives do not decide: the surface curves in no direction"),
      (
        "x² + 3·y",
        "no stationary point, |gradient| = 3; the surface curves upward in some directions and not at all in others"
      ),
    ])
  func verdicts(_ loss: String, _ verdict: String) throws {
    let lines = try lines("param x = 0\nparam y = 0\nloss L = " + loss, ascii: true)
    #expect(lines.last == "  here                " + verdict)
  }

  @Test("a flat direction, one number, and a parameter that plays no part")
  func special() throws {
    #expect(
      try lines("param x = 0\nparam y = 0\nL = (x + y)²").contains(
        "  condition number    infinite: one direction is flat"))
    let one = try lines("param x = 1\nparam y = 2\nL = x²")
    #expect(one[0] == "curvature of L by x, at the file's values")
    #expect(!one.contains { $0.contains("condition") })
    let infinite = try lines("param x = 0\nL = x^1.5")
    #expect(infinite.last == "  a second derivative is not finite")
  }

  @Test("by other leaves, or some entries, and at another state")
  func chosen() throws {
    let file = try read("input a = 2\nparam w = [1, 2, 3]\nL = a·sum(w²) + a³")
    let (a, w) = (0, 1)
    #expect(try file.curvature(by: [(a, nil)]).hessian.entries == [12])
    #expect(try file.curvature(by: [(w, 2)]).hessian.names == ["w[2]"])
    #expect(try file.curvature(at: [a: Tensor(5)]).hessian.entries == [10, 0, 0, 0, 10, 0, 0, 0, 10])
  }

  @Test("why there is none, in words")
  func failures() throws {
    func failure(_ text: String) -> String? {
      do {
        _ = try read(text).curvature()
        return nil
      } catch let error as Hessian.Failure {
        return error.sentence(of: "L")
      } catch {
        return nil
      }
    }
    #expect(failure("param w = ones(65)\nL = sum(w²)")?.contains("at most 64 numbers") == true)
    #expect(failure("param w = ones([1000, 1000])\nL = sum(w²)")?.contains("at most 64 numbers") == true)
    #expect(failure("input x = 1\nL = x²")?.hasPrefix("L depends on no parameter") == true)
    #expect(failure("param w = [1, 2]\ny = w²") == "there is no output that holds one number")
    #expect(
      failure("param w = 2\ninput X = ones([800, 800])\nL = sum(w·X)")
        == "opened into single numbers, the graph has more than 1000000 nodes")
  }

  @Test("numbers of any size are short")
  func sizes() throws {
    let lines = try lines("param x = 1\nparam y = 1\nL = 1234567890123·x² + y²/123456789012345")
    #expect(lines.contains("    x                 2.46914e12         0"))
    #expect(lines.contains("    y                          0  1.62e-14"))
  }
}
