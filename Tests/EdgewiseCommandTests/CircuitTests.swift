import Foundation
import Testing

/// Single operations as a circuit of gates, and operands that are used twice.
@Suite struct CircuitTests {
  private func texts(_ svg: String) -> [String] {
    svg.replacing(/<title>[^<]*<\/title>/, with: "").matches(of: /<text[^>]*>(.*?)<\/text>/).map {
      String($0.1).replacing(/<[^>]*>/, with: "")
    }
  }

  /// The numbers of CS231n's figure: below the wires −0.20, 0.39, −0.39, −0.59 and 0.20, at the end 0.73.
  @Test func theNeuronOfCS231n() throws {
    let run = try Invocation(
      "render", Invocation.graph("cs231n-sigmoid-neuron"), "-T", "svg", "--engine", "edgewise", "--detail",
      "operations", "--precision", "2")
    let texts = texts(run.output)
    #expect(texts.count { $0 == "×" } == 2 && texts.count { $0 == "+" } == 3)
    for words in ["exp", "−0.2", "0.39", "−0.39", "−0.59", "0.2", "−0.53", "f=0.73", "s = 1"] {
      #expect(texts.contains(words), "\(words)")
    }
    // No names that nobody gave.
    #expect(!texts.contains { $0.contains(/[a-z]\.[0-9]/) })
  }

  /// 3 + 3 = 6 is seen, where one wire would say 6.
  @Test func anOperandThatIsUsedTwiceHasTwoStreams() throws {
    let run = try Invocation("render", Invocation.graph("x-times-x"), "-T", "svg", "--engine", "edgewise")
    #expect(run.output.matches(of: /class="stream\b/).count == 2)
    #expect(texts(run.output).count { $0 == "1 · 3 = 3" } == 2)
    #expect(texts(run.output).contains { $0.filter { $0 != " " } == "∂y/∂x=6" })
    // DOT and JSON have one edge for the pair, as always.
    let dot = try Invocation("render", Invocation.graph("x-times-x"), "-T", "dot")
    #expect(dot.output.matches(of: /->/).count == 1)
  }

  @Test func groupsAreFramed() throws {
    let run = try Invocation(
      "render", Invocation.graph("attention-head"), "-T", "svg", "--engine", "edgewise", "--fit", "none")
    #expect(run.output.contains("<g class=\"group ") && texts(run.output).contains("attention"))
  }
}
