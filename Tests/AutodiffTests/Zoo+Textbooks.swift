import Autodiff

extension Zoo {
  static let textbooks: [Animal] = [
    olah,
    //  a ───────────┐
    //  b ─┐         ├─ v ─ J      J = 3(a + bc)
    //  c ─┴─ u ─────┘
    Animal("Ng", values: ["u": 6, "v": 11, "J": 33], gradients: ["a": [3], "b": [6], "c": [9]]) { g in
      let a = g.parameter("a", 5)
      let b = g.parameter("b", 3)
      let c = g.parameter("c", 2)
      let u = g.define("u", b * c)
      let v = g.define("v", a + u)
      return g.define("J", 3 * v)
    },
    //  x1 ─┬─ ln ──────┐
    //      └─┐         ├─ y
    //  x2 ─┬─┴─ · ─────┤
    //      └─ sin ─────┘
    Animal(
      "Baydin", values: ["y": 11.652071455223084], gradients: ["x1": [5.5], "x2": [1.7163378145367738]]
    ) { g in
      let x1 = g.parameter("x1", 2)
      let x2 = g.parameter("x2", 5)
      return g.define("y", x1(.map(.log)) + x1 * x2 - x2(.map(.sin)))
    },
    //  w, x, y, z ─┬─ a ─┬═ u ─┐
    //              └─ b ─┴═ v ─┴─ f
    Animal(
      "d2l's chain", values: ["a": 4, "b": 0, "u": 16, "v": 16, "f": 1024],
      gradients: ["w": [-4096], "x": [-4096], "y": [-4096], "z": [-4096]]
    ) { g in
      let w = g.parameter("w", -1)
      let x = g.parameter("x", 0)
      let y = g.parameter("y", -2)
      let z = g.parameter("z", 1)
      let a = g.define("a", (w + x + y + z).squared)
      let b = g.define("b", (w + x - y - z).squared)
      let u = g.define("u", (a + b).squared)
      let v = g.define("v", (a - b).squared)
      return g.define("f", (u + v).squared)
    },
    //  i1, i2 ═ net_h1 ─ out_h1 ═╳═ net_o1 ─ out_o1 ─ E_o1 ─┐
    //         ═ net_h2 ─ out_h2 ═╳═ net_o2 ─ out_o2 ─ E_o2 ─┴─ E
    Animal(
      "Mazur",
      values: [
        "out_h1": 0.5932699921071872, "out_h2": 0.596884378259767, "out_o1": 0.7513650695523157,
        "out_o2": 0.7729284653214625, "E": 0.2983711087600027,
      ],
      gradients: [
        "w1": [0.0004385677344743465], "w2": [0.000877135468948693], "w3": [0.0004977127352608599],
        "w4": [0.0009954254705217198], "w5": [0.08216704056423077], "w6": [0.08266762784753325],
        "w7": [-0.02260254047747507], "w8": [-0.022740242215978222], "b1": [0.018725609394704138],
        "b2": [0.10040032511200075],
      ], mazur),
    //  x ─┬─ a ─┐        y ─┬─ a
    //     (y) ──┴─ c        └─ b
    Animal("two sums", values: ["a": 3, "b": 5, "c": 15], gradients: ["x": [5], "y": [8]]) { g in
      let x = g.parameter("x", 1)
      let y = g.parameter("y", 2)
      let a = g.define("a", x + y)
      let b = g.define("b", y + 3)
      return g.define("c", a * b)
    },
    //  i1, i2 ═ h1 ─ relu (dead) ─┐
    //         ═ h2 ─ relu ────────┴─ out ─ σ ─ E
    Animal(
      "test net with a dead unit", values: ["E": 0.25],
      gradients: ["v1": [0], "v2": [0.125], "c": [0.25], "a2": [0], "d2": [0.125]]
    ) { g in
      let i1 = g.input("i1", 0)
      let i2 = g.input("i2", 1)
      let (a1, a2, b1) = (g.parameter("a1", -0.1), g.parameter("a2", -0.2), g.parameter("b1", -0.3))
      let (d1, d2, b2) = (g.parameter("d1", 0.1), g.parameter("d2", 0.2), g.parameter("b2", 0.3))
      let (v1, v2, c) = (g.parameter("v1", -0.5), g.parameter("v2", 0.5), g.parameter("c", -0.25))
      let h1 = g.define("h1", (a1 * i1 + a2 * i2 + b1)(.map(.relu)))
      let h2 = g.define("h2", (d1 * i1 + d2 * i2 + b2)(.map(.relu)))
      let o = g.define("o", (v1 * h1 + v2 * h2 + c)(.map(.sigmoid)))
      return g.define("E", o.squared)
    },
  ]

  //  a ─── c ─┐
  //  b ─┬──┘  ├─ e
  //     └─ d ─┘
  static let olah = Animal("Olah", values: ["c": 3, "d": 2, "e": 6], gradients: ["a": [2], "b": [5]]) { g in
    let a = g.parameter("a", 2)
    let b = g.parameter("b", 1)
    let c = g.define("c", a + b)
    let d = g.define("d", b + 1)
    return g.define("e", c * d)
  }

  private static func mazur(_ g: Sketch) -> Sketch.Node {
    let (i1, i2) = (g.input("i1", 0.05), g.input("i2", 0.10))
    let (t1, t2) = (g.input("t1", 0.01), g.input("t2", 0.99))
    let w = [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55].enumerated().map { g.parameter("w\($0 + 1)", $1) }
    let (b1, b2) = (g.parameter("b1", 0.35), g.parameter("b2", 0.60))
    let h1 = g.define("out_h1", g.define("net_h1", w[0] * i1 + w[1] * i2 + b1)(.map(.sigmoid)))
    let h2 = g.define("out_h2", g.define("net_h2", w[2] * i1 + w[3] * i2 + b1)(.map(.sigmoid)))
    let o1 = g.define("out_o1", g.define("net_o1", w[4] * h1 + w[5] * h2 + b2)(.map(.sigmoid)))
    let o2 = g.define("out_o2", g.define("net_o2", w[6] * h1 + w[7] * h2 + b2)(.map(.sigmoid)))
    let e1 = g.define("E_o1", (t1 - o1).squared / 2)
    let e2 = g.define("E_o2", (t2 - o2).squared / 2)
    return g.define("E", e1 + e2)
  }
}
