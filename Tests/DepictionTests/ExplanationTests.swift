import Autodiff
import Depiction
import Diagrams
import Testing

@Suite struct ExplanationTests {
  @Test("the lesson's ∂L/∂w1 is 2e · 1 · x1 = 6 · 1 · 2 = 12") func lesson() throws {
    let equation = try explained(deliveryTime).equation("∂L/∂w1")
    #expect(
      equation.lines == [
        "= ∂L/∂e · ∂e/∂ŷ · ∂ŷ/∂w1",
        "= 2e · 1 · x1",
        "= 6 · 1 · 2",
        "= 12",
      ])
    #expect(try explained(deliveryTime).equation("∂L/∂w2").lines.last == "= 18")
  }

  @Test("where two paths meet their products are added: Olah's ∂e/∂b") func olah() throws {
    let text = "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d"
    let equation = try explained(text).equation("∂e/∂b")
    #expect(
      equation.lines == [
        "= ∂e/∂c · ∂c/∂b + ∂e/∂d · ∂d/∂b",
        "= d · 1 + c · 1",
        "= 2 · 1 + 3 · 1",
        "= 2 + 3",
        "= 5",
      ])
  }

  @Test("nine paths are (α + β + γ)(δ + ε + ζ)") func factored() throws {
    let text = """
      param X = 1
      a = 2·X
      b = 3·X
      c = 4·X
      Y = a + b + c
      d = 5·Y
      e = 6·Y
      f = 7·Y
      output Z = d + e + f
      """
    let explanation = try explained(text)
    let equation = try explanation.equation("∂Z/∂X")
    #expect(
      equation.lines.suffix(3) == [
        "= (1 · 5 + 1 · 6 + 1 · 7) · (1 · 2 + 1 · 3 + 1 · 4)",
        "= 18 · 9",
        "= 162",
      ])
    #expect(explanation.prose.contains { $0.hasPrefix("9 paths lead from X to Z.") })
  }

  @Test("2^40 paths are counted and explained in less than a second") func doublings() throws {
    let lines = (2...40).map { "r\($0) = r\($0 - 1) + r\($0 - 1)" }
    let text = (["param x = 1", "r1 = x + x"] + lines + ["output L = r40"]).joined(separator: "\n")
    let clock = ContinuousClock()
    let start = clock.now
    let explanation = try explained(text, Depiction(detail: .operations))
    #expect(clock.now - start < .seconds(1))
    #expect(explanation.prose.contains { $0.hasPrefix("1099511627776 paths lead from x to L.") })
    #expect(try explanation.equation("∂L/∂x").lines.last == "= 1.1e12")
  }
}

// MARK: Reading what is said

func explained(
  _ text: String, _ depiction: Depiction = Depiction(), mode: ExplanationMode = .reverse
) throws -> Explanation {
  depiction.explanation(of: try model(text), mode: mode)
}

extension Explanation {
  /// The equation of a derivative's own section.
  func equation(_ left: String) throws -> Equation {
    for section in sections {
      for case .equation(let equation) in section.blocks where equation.left.text == left { return equation }
    }
    throw Missing(name: left)
  }

  struct Missing: Error { let name: String }
}

extension Equation {
  /// `= 6 · 1 · 2`, step by step.
  var lines: [String] {
    steps.map { step in
      let pieces = step.term.pieces
      return (step.relation == .equal ? "= " : "≈ ")
        + pieces.atoms.map { $0.lead + $0.atom.text }.joined() + pieces.tail
    }
  }
}

extension Prose {
  var text: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .maths(let maths): maths.text
      }
    }.joined()
  }
}

extension Explanation {
  /// Every sentence.
  var prose: [String] {
    sections.flatMap { section in
      section.blocks.flatMap { block -> [String] in
        switch block {
        case .paragraph(let prose): [prose.text]
        case .list(let items): items.map(\.text)
        case .equation, .listing: []
        }
      }
    }
  }
}
