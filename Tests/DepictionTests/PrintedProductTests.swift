import Autodiff
import Depiction
import FlowLanguage
import Foundation
import Pictures
import Testing

/// What is printed can be recalculated: the law of the sign between two steps.
@Suite struct PrintedProductTests {
  @Test(
    "printed factors give the printed product, or the line says ≈",
    arguments: [(2, .reverse, .named), (4, .reverse, .operations), (4, .forward, .named)]
      as [(Int, ExplanationMode, Detail)])
  func law(_ precision: Int, _ mode: ExplanationMode, _ detail: Detail) throws {
    var count = (equal: 0, approximate: 0)
    for (name, model) in try graphs() {
      let depiction = Depiction(detail: detail, precision: precision)
      for equation in depiction.explanation(of: model, mode: mode).equations {
        for (before, after) in zip(equation.steps, equation.steps.dropFirst()) {
          guard let holds = follows(before.term, after.term, NumberFormat(precision: precision)) else { continue }
          #expect((after.relation == .equal) == holds, "\(name): \(equation.left.text) \(equation.lines)")
          if holds { count.equal += 1 } else { count.approximate += 1 }
        }
      }
    }
    // Both happen, else the law says nothing.
    #expect(count.equal > 100)
    #expect(count.approximate > 10)
  }

  @Test("0.2 · 2 is not 0.39") func deceived() throws {
    let text = "param w = 0.196\nx = 2·w\noutput L = x²/2"
    let lines = try explained(text, Depiction(precision: 1)).equation("∂L/∂w").lines
    #expect(lines.suffix(2) == ["= 0.4 · 2", "= 0.8"])
    let wrong = try explained("param w = 0.15\nx = w·0.25\noutput L = x·0.25", Depiction(precision: 1))
    // 0.25 prints as 0.2, and 0.0625 as 0.06.
    #expect(try wrong.equation("∂L/∂w").lines.suffix(2) == ["= 0.2 · 0.2", "≈ 0.06"])
  }

  /// Whether the numbers of one step give those of the next, by doubles; nil if one of them is no number, or stands on the edge between
  /// two roundings.
  private func follows(_ before: Term, _ after: Term, _ format: NumberFormat) -> Bool? {
    guard let numbers = numbers(after) else { return nil }
    let parts: [Term]
    switch (before, after) {
    case (_, .atom): parts = [before]
    case (.sum(let terms), .sum), (.product(let terms), .product): parts = terms
    default: return nil
    }
    guard parts.count == numbers.count else { return nil }
    var holds = true
    for (part, number) in zip(parts, numbers) {
      guard let value = value(part), value.isFinite, number.isFinite else { return nil }
      let texts = [value * (1 - 1e-13), value, value * (1 + 1e-13)].map { printed(format.text($0)) }
      let agree = texts.map { $0 == number }
      if agree.contains(true), agree.contains(false) { return nil }
      if !agree[0] { holds = false }
    }
    // Rounded parts of a sum may be right one by one and give another sum than the numbers before them.
    if holds, parts.count > 1, let whole = value(before), let sum = value(after) {
      let texts = [whole * (1 - 1e-13), whole, whole * (1 + 1e-13)].map { printed(format.text($0)) }
      let agree = texts.map { $0 == printed(format.text(sum)) }
      if agree.contains(true), agree.contains(false) { return nil }
      holds = agree[0]
    }
    return holds
  }

  private func numbers(_ term: Term) -> [Double]? {
    let numbers = term.pieces.atoms.map { printed($0.atom.text) }
    return numbers.contains { $0 == nil } ? nil : numbers.compactMap { $0 }
  }

  private func value(_ term: Term) -> Double? {
    switch term {
    case .atom(let formula): printed(formula.text)
    case .product(let factors):
      factors.reduce(1) { product, next in product.flatMap { p in value(next).map { p * $0 } } }
    case .sum(let terms): terms.reduce(0) { sum, next in sum.flatMap { s in value(next).map { s + $0 } } }
    }
  }

  private func printed(_ text: String) -> Double? {
    Double(text.filter { $0 != "(" && $0 != ")" }.map { $0 == "−" ? "-" : String($0) }.joined())
  }
}

/// The models of `graphs/`.
func graphs() throws -> [(name: String, model: Model)] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("graphs")
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".flow") }
    .sorted()
  return try names.map { name in
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return (name, try FlowFile.read(FlowSource(name: name, text: text)).model)
  }
}

extension Explanation {
  /// All of them, listed ones too.
  var equations: [Equation] {
    sections.flatMap { section in
      section.blocks.flatMap { block -> [Equation] in
        switch block {
        case .equation(let equation): [equation]
        case .listing(let equations): equations
        case .paragraph, .list: []
        }
      }
    }
  }
}
