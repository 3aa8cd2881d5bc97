import Autodiff
import Depiction
import Pictures
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

  @Test("forward mode goes from one leaf to the output: Olah's from b is 1, 1, 1, 5") func forward() throws {
    let text = "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d"
    let explanation = try explained(text, Depiction(withRespectTo: [1]), mode: .forward)
    let tangents = explanation.equations.filter { $0.left.text.hasSuffix("/∂b") }
    #expect(tangents.map(\.left.text) == ["∂b/∂b", "∂c/∂b", "∂d/∂b", "∂e/∂b"])
    #expect(tangents.compactMap(\.lines.last) == ["= 1", "= 1", "= 1", "= 5"])
  }

  @Test("both modes are counted: Olah says that each touches every edge once") func costs() throws {
    let text = "param a = 2\nparam b = 1\nc = a + b\nd = b + 1\noutput e = c·d"
    let prose = try explained(text).prose
    #expect(
      prose.contains(
        "Reverse mode: 1 sweep back from e over 5 edges, one multiplication each; it gives both derivatives."))
    // From a over 2 edges, from b over 4.
    #expect(prose.contains("Forward mode: 2 sweeps, one for each number of the parameters, over 6 edges in all."))
    #expect(prose.contains("Path by path: 3 paths with 6 factors."))
  }

  @Test("between tensors stand vector–Jacobian products with their shapes") func tensors() throws {
    let equation = try explained(fiveDeliveries).equation("∂L/∂w")
    #expect(equation.lines.last == "= [1.646, 2.888]")
    #expect(equation.remark?.text == "shape [2]")
    let sweep = try #require(
      try explained("param W = [[1,2],[3,4]]\ninput x = [1,1]\nz = W@x\noutput L = sum(z²)").equations
        .last { $0.left.text == "∂L/∂W" && $0.lines.contains("= ∂L/∂z · xᵀ") })
    // ∂L/∂z = 2z = [6, 14].
    #expect(sweep.lines.last == "= [[6, 6], [14, 14]]")
  }

  @Test("a computed node has its central difference too: ∂L/∂ŷ = 6") func computed() throws {
    let explanation = try explained(
      deliveryTime, Depiction(withRespectTo: try [#require(model(deliveryTime).node(named: "ŷ"))]))
    let check = explanation.equations.first { $0.left.text == "(L(ŷ + h) − L(ŷ − h))/2h" }
    #expect(check?.lines == ["≈ 6"])
    #expect(check?.remark?.text == "central difference: agrees")
  }

  @Test("a tensor has no gradient, and says so") func tensorOutput() throws {
    var model = try model("param w = [1,2]\ny = 2·w\noutput L = sum(y)")
    model.output = model.node(named: "y")
    let prose = Depiction().explanation(of: model).prose
    #expect(prose.contains { $0.hasPrefix("The output y has shape [2]") })
  }

  @Test("NaN and infinities are written as they are") func notFinite() throws {
    let lines = try explained("param w = 0\noutput L = log(w)").equation("∂L/∂w").lines
    #expect(lines == ["= 1/w", "= ∞"])
  }

  @Test("every derivative of every graph ends with the gradient", arguments: [Detail.named, .operations])
  func gradients(_ detail: Detail) throws {
    let format = NumberFormat()
    for (name, model) in try graphs() {
      guard let output = model.output, model.graph.shape(of: output).count == 1 else { continue }
      let backward = model.graph.forwardTrace().linearization().backwardTrace(from: output)
      let explanation = Depiction(detail: detail).explanation(of: model)
      for definition in model.definitions where definition.role == .parameter && backward.reaches(definition.node) {
        let left = "∂\(model.id(of: output))/∂\(definition.name)"
        guard let equation = try? explanation.equation(left) else { continue }
        let adjoint = backward.adjoint(of: definition.node)
        // A matrix of at most 4×4 in brackets, whatever it holds.
        let isSmall = adjoint.shape.rank == 2 && adjoint.shape.dimensions.allSatisfy { $0 <= 4 }
        let gradient = format.line(adjoint, limit: isSmall ? 16 : 6)
        #expect(equation.lines.last?.dropFirst(2) == gradient[...], "\(name): \(left)")
      }
    }
  }

  @Test("a chain of 30,000 links is cut, and says so") func chain() throws {
    var recorder = GraphRecorder()
    let leaf = recorder.leaf(0.5)
    var node = leaf
    var definitions = [Definition(node: leaf, firstNode: leaf, name: "x", role: .parameter)]
    for link in 1...30_000 {
      node = try recorder.record(.sin, node)
      definitions.append(Definition(node: node, firstNode: node, name: "r\(link)", role: .operation))
    }
    let model = Model(graph: recorder.finish(), definitions: definitions, output: node)
    let explanation = Depiction().explanation(of: model)
    #expect(explanation.prose.contains("⋯: 29992 more factors."))
    #expect(explanation.prose.contains("x → r1 → r2 → r3 → r4 → (29992 more) → r29997 → r29998 → r29999 → r30000"))
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
      case .formula(let formula): formula.text
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
