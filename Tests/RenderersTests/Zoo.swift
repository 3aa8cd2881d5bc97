import Foundation
import Pictures

/// Figures that people know, and shapes that are hard to draw.
enum Zoo {
  static let all: [(name: String, diagram: Diagram)] = [
    ("delivery", delivery), ("olah", olah), ("neuron", neuron), ("micrograd", micrograd), ("mazur", mazur),
    ("tens", tens), ("doubling", doubling), ("chain", chain), ("shared", shared(24)), ("tensor", tensor),
    ("hostile", hostile),
  ]

  static var delivery: Diagram {
    var s = Sketch(title: "Delivery time: one training example")
    let x1 = s.leaf("x1", .input, 2, note: "hundreds of km")
    let x2 = s.leaf("x2", .input, 3, note: "kg")
    let y = s.leaf("y", .target, 5, note: "hours")
    let w1 = s.leaf("w1", .parameter, 1)
    let w2 = s.leaf("w2", .parameter, 2)
    let ŷ = s.define("ŷ", "w1·x1 + w2·x2", 8, from: [(w1, "x1", 2), (x1, "w1", 1), (w2, "x2", 3), (x2, "w2", 2)])
    let e = s.define("e", "ŷ − y", 3, from: [(ŷ, nil, 1), (y, nil, -1)])
    s.define("L", "e²", 9, from: [(e, "2e", 6)])
    s.legend = true
    return s.diagram()
  }

  static var olah: Diagram {
    var s = Sketch(title: "Calculus on computational graphs: e = (a + b)·(b + 1)")
    let a = s.leaf("a", .parameter, 2)
    let b = s.leaf("b", .parameter, 1)
    let c = s.define("c", "a + b", 3, from: [(a, nil, 1), (b, nil, 1)])
    let d = s.define("d", "b + 1", 2, from: [(b, nil, 1)])
    s.define("e", "c·d", 6, from: [(c, "d", 2), (d, "c", 3)])
    return s.diagram()
  }

  static var neuron: Diagram {
    var s = Sketch(title: "A neuron")
    let x1 = s.leaf("x1", .parameter, 2)
    let x2 = s.leaf("x2", .parameter, 0)
    let w1 = s.leaf("w1", .parameter, -3)
    let w2 = s.leaf("w2", .parameter, 1)
    let b = s.leaf("b", .parameter, 6.881373587)
    let p = s.multiply(x1, w1, "x1w1")
    let q = s.multiply(x2, w2, "x2w2")
    let r = s.add(p, q, "x1w1x2w2")
    let n = s.add(r, b, "n")
    _ = s.apply("tanh", n, "o", 0.7071067811865477, "1 − o²", 0.5)
    return s.diagram()
  }

  /// micrograd's README at operations, with every intermediate node.
  static var micrograd: Diagram {
    var s = Sketch(title: "micrograd's example")
    let a = s.leaf("a", .parameter, -4)
    let b = s.leaf("b", .parameter, 2)
    func constant(_ v: Double) -> Int { s.leaf("k\(s.nodes.count)", .constant, v) }
    func relu(_ x: Int) -> Int {
      s.apply("relu", x, nil, max(0, s.nodes[x].value), nil, s.nodes[x].value > 0 ? 1 : 0)
    }
    func negate(_ x: Int) -> Int { s.apply("−", x, nil, -s.nodes[x].value, nil, -1) }
    func power(_ x: Int, _ k: Double, _ t: String) -> Int {
      s.apply(t, x, nil, pow(s.nodes[x].value, k), nil, k * pow(s.nodes[x].value, k - 1))
    }
    let c = s.add(a, b, "c")
    let d = s.add(s.multiply(a, b), power(b, 3, "x³"), "d")
    let one = constant(1)
    let c2 = s.add(c, s.add(c, one), "c2")
    let c3 = s.add(c2, s.add(s.add(constant(1), c2), negate(a)), "c3")
    let d2 = s.add(d, s.add(s.multiply(d, constant(2)), relu(s.add(b, a))), "d2")
    let d3 = s.add(d2, s.add(s.multiply(constant(3), d2), relu(s.add(b, negate(a)))), "d3")
    let e = s.add(c3, negate(d3), "e")
    let f = power(e, 2, "x²")
    let g = s.multiply(f, constant(0.5), "g")
    _ = s.add(g, s.multiply(constant(10), power(f, -1, "1/x")), "g2")
    return s.diagram()
  }

  static var mazur: Diagram {
    var s = Sketch(title: "Two inputs, two hidden units, two outputs")
    let i1 = s.leaf("i1", .input, 0.05)
    let i2 = s.leaf("i2", .input, 0.1)
    let w = (1...8).map { s.leaf("w\($0)", .parameter, [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55][$0 - 1]) }
    let b1 = s.leaf("b1", .parameter, 0.35)
    let b2 = s.leaf("b2", .parameter, 0.6)
    let t1 = s.leaf("t1", .target, 0.01)
    let t2 = s.leaf("t2", .target, 0.99)
    func unit(_ name: String, _ p: [(Int, Int)], _ b: Int) -> Int {
      let z = p.reduce(s.nodes[b].value) { $0 + s.nodes[$1.0].value * s.nodes[$1.1].value }
      let y = 1 / (1 + exp(-z))
      let n = p.map { (s.nodes[$0.0].name, s.nodes[$0.1].name) }
      let formula = "σ(" + n.map { "\($0)·\($1)" }.joined(separator: " + ") + " + \(s.nodes[b].name))"
      var from: [(Int, String?, Double)] = []
      for (a, c) in p {
        from.append((a, "\(s.nodes[c].name)·\(name)(1 − \(name))", s.nodes[c].value * y * (1 - y)))
        from.append((c, "\(s.nodes[a].name)·\(name)(1 − \(name))", s.nodes[a].value * y * (1 - y)))
      }
      from.append((b, "\(name)(1 − \(name))", y * (1 - y)))
      return s.define(name, formula, y, from: from)
    }
    let h1 = unit("h1", [(w[0], i1), (w[1], i2)], b1)
    let h2 = unit("h2", [(w[2], i1), (w[3], i2)], b1)
    let o1 = unit("o1", [(w[4], h1), (w[5], h2)], b2)
    let o2 = unit("o2", [(w[6], h1), (w[7], h2)], b2)
    let (y1, y2) = (s.nodes[o1].value, s.nodes[o2].value)
    s.define(
      "E", "½((t1 − o1)² + (t2 − o2)²)", 0.29837,
      from: [
        (t1, "t1 − o1", 0.01 - y1), (o1, "o1 − t1", y1 - 0.01), (t2, "t2 − o2", 0.99 - y2),
        (o2, "o2 − t2", y2 - 0.99),
      ])
    return s.diagram()
  }

  static var tens: Diagram {
    var s = Sketch(title: "A neuron with ten inputs")
    var from: [(Int, String?, Double)] = []
    for k in 1...10 {
      let w = s.leaf("w\(k)", .parameter, Double(k) / 10)
      let x = s.leaf("x\(k)", .input, Double(11 - k))
      from += [(w, "x\(k)", Double(11 - k)), (x, "w\(k)", Double(k) / 10)]
    }
    let z = s.define("z", "Σ wₖ·xₖ", 22, from: from)
    s.define("y", "relu(z)", 22, from: [(z, nil, 1)])
    return s.diagram()
  }

  static var doubling: Diagram {
    var s = Sketch(title: "b = a + a")
    let a = s.leaf("a", .parameter, 3)
    s.define("b", "a + a", 6, from: [(a, nil, 1), (a, nil, 1)])
    s.legend = true
    return s.diagram()
  }

  static var chain: Diagram {
    var s = Sketch(title: "A chain")
    var at = s.leaf("x", .parameter, 0.5)
    for k in 1...6 {
      at = s.define("h\(k)", "sin(\(k == 1 ? "x" : "h\(k - 1)"))", 0.3, from: [(at, "cos(h\(k - 1))", 0.9)])
    }
    return s.diagram()
  }

  static func shared(_ steps: Int) -> Diagram {
    var s = Sketch(title: "One parameter in \(steps) steps")
    let w = s.leaf("w", .parameter, 0.9)
    var at = s.leaf("h0", .input, 1)
    for k in 1...steps {
      at = s.define("h\(k)", "w·h\(k - 1)", 0.5, from: [(w, "h\(k - 1)", 0.5), (at, "w", 0.9)])
    }
    return s.diagram()
  }

  static var tensor: Diagram {
    var d = delivery
    d.title = .words("Tensors")
    d.boxes[3].text.value = ["[0.58  −1.2     3]", "[   1     2     3]", "[   0     0  1.25]"]
    d.boxes[3].text.gradient = ["[0.1      0  1]", "[ 10  −22.5  3]", "[  0      0  0]"]
    d.boxes[4].text.value = ["128×784: min −0.31, mean 0.002, max 0.29"]
    d.boxes[4].text.gradient = ["128×784: min −3.1, mean 0.02, max 2.9"]
    d.boxes[1].text.value = ["[1, 2, 3]"]
    d.boxes[0].text.note = "the distance along the road, in hundreds of kilometres, as the van drives it"
    d.notes = [
      "No gradients are shown for y: it is a target.",
      "The group “encoder” stays open, since the path w → h → ŷ leaves it and enters it again.",
    ]
    return d
  }

  static var hostile: Diagram {
    var d = delivery
    d.title = .words(
      "<script>alert(1)</script> & \"quotes\" {}|\\ \u{1b}[31m red \u{202e}evil\n漢字 🙂")
    d.boxes[0].id = "<>&\"{}|\\\n\u{1b}[31m🙂"
    d.boxes[0].text.name = "<>&\"{}|\\\n\u{1b}[31m🙂"
    d.boxes[0].tooltip = "]]> <!-- \u{0} \u{ffff}"
    d.boxes[2].text.name = "漢字かな"
    d.arrows[0].text.formula = "<b>'x'</b>"
    d.summary = "</desc><script>"
    return d
  }
}
