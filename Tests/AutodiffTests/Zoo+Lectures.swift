import Autodiff

extension Zoo {
  static let lectures: [Animal] = [
    //  x ─┐
    //  y ─┴─ q ─┐
    //  z ───────┴─ f
    Animal(
      "(x + y)z", values: ["q": 3, "f": -12], gradients: ["x": [-4], "y": [-4], "z": [3]]
    ) { g in
      let x = g.parameter("x", -2)
      let y = g.parameter("y", 5)
      let z = g.parameter("z", -4)
      let q = g.define("q", x + y)
      return g.define("f", q * z)
    },
    //  w0·x0 + w1·x1 + w2 ─ ·(−1) ─ exp ─ +1 ─ 1/·
    Animal(
      "CS231n's sigmoid neuron", values: ["f": 0.7310585786300049],
      gradients: [
        "w0": [-0.19661193324148185], "w1": [-0.3932238664829637], "w2": [0.19661193324148185],
        "x0": [0.3932238664829637], "x1": [-0.5898357997244456],
      ]
    ) { g in
      let (w0, w1, w2) = (g.parameter("w0", 2), g.parameter("w1", -3), g.parameter("w2", -3))
      let (x0, x1) = (g.parameter("x0", -1), g.parameter("x1", -2))
      let dot = g.define("dot", w0 * x0 + w1 * x1 + w2)
      return g.define("f", 1 / ((-dot)(.map(.exp)) + 1))
    },
    //  x ─┬─ num ──────────┐
    //     ├─ σ ──┐         ├─ f
    //  y ─┴─ x+y ┴─ den ───┘
    Animal(
      "CS231n's staged function",
      values: ["num": 3.0179862099620918, "den": 1.9525741268224334, "f": 1.5456448841066441],
      gradients: ["x": [2.0595697955721652], "y": [1.5922327514838093]]
    ) { g in
      let x = g.parameter("x", 3)
      let y = g.parameter("y", -4)
      let num = g.define("num", x + y(.map(.sigmoid)))
      let den = g.define("den", x(.map(.sigmoid)) + (x + y).squared)
      return g.define("f", num / den)
    },
    //  x ─┐
    //  y ─┴─ · ─┐
    //           ├─ + ─ ·2       add distributes, max routes, multiply swaps
    //  z ─┬─ max┘
    //  w ─┘
    Animal(
      "CS231n's patterns", values: ["f": -20], gradients: ["x": [-8], "y": [6], "z": [2], "w": [0]]
    ) { g in
      let (x, y) = (g.parameter("x", 3), g.parameter("y", -4))
      let (z, w) = (g.parameter("z", 2), g.parameter("w", -1))
      let m = g.define("m", g.record(.pair(.maximum), .none, z, w))
      return g.define("f", (x * y + m) * 2)
    },
    microgradReadme,
    microgradSanity,
    //  a ─┐
    //  b ─┴─ e ─┐
    //  c ───────┴─ d ─┐
    //  f ─────────────┴─ L
    Animal(
      "(ab + c)f", values: ["e": -6, "d": 4, "L": -8],
      gradients: ["a": [6], "b": [-4], "c": [-2], "f": [4]]
    ) { g in
      let (a, b) = (g.parameter("a", 2), g.parameter("b", -3))
      let (c, f) = (g.parameter("c", 10), g.parameter("f", -2))
      let e = g.define("e", a * b)
      let d = g.define("d", e + c)
      return g.define("L", d * f)
    },
    //  x1·w1 + x2·w2 + b ─ tanh
    Animal(
      "Karpathy's neuron", values: ["n": 0.8813735870195432, "o": 0.7071067811865476],
      gradients: ["x1": [-1.5], "w1": [1], "x2": [0.5], "w2": [0], "b": [0.5]]
    ) { g in
      return g.define("o", karpathyPreactivation(g)(.map(.tanh)))
    },
    //  … ─ ·2 ─ exp ─ (e − 1)/(e + 1)
    Animal(
      "Karpathy's neuron, by exp", values: ["o": 0.7071067811865476],
      gradients: ["x1": [-1.5], "w1": [1], "x2": [0.5], "w2": [0], "b": [0.5]]
    ) { g in
      let n = karpathyPreactivation(g)
      let e = g.define("e", (2 * n)(.map(.exp)))
      return g.define("o", (e - 1) / (e + 1))
    },
    //  a ─┬─ c ─┐
    //  b ─┘     ├─ L      the car, the bicycle and the man
    //  (a) ─────┘
    Animal("microgpt's example", values: ["L": 8], gradients: ["a": [4], "b": [2]]) { g in
      let a = g.parameter("a", 2)
      let b = g.parameter("b", 3)
      let c = g.define("c", a * b)
      return g.define("L", c + a)
    },
    //  a·x + b·y + c ─ σ
    Animal(
      "Hacker's guide", values: ["s": 0.8807970779778823],
      gradients: [
        "a": [-0.10499358540350662], "b": [0.31498075621051985], "c": [0.10499358540350662],
        "x": [0.10499358540350662], "y": [0.20998717080701323],
      ]
    ) { g in
      let (a, b, c) = (g.parameter("a", 1), g.parameter("b", 2), g.parameter("c", -3))
      let (x, y) = (g.parameter("x", -1), g.parameter("y", 3))
      return g.define("s", (a * x + b * y + c)(.map(.sigmoid)))
    },
  ]

  //  a, b ─ c ─ c′ ─ c″ ─┐
  //       ─ d ─ d′ ─ d″ ─┴─ e ─ f ─ g ─ g′
  static let microgradReadme = Animal(
    "micrograd's README", values: ["g2": 24.70408163265306],
    gradients: ["a": [138.83381924198252], "b": [645.5772594752186]]
  ) { s in
    let a = s.parameter("a", -4)
    let b = s.parameter("b", 2)
    let c = s.define("c", a + b)
    let d = s.define("d", a * b + b.power(3))
    let c1 = s.define("c1", c + (c + 1))
    let c2 = s.define("c2", c1 + (1 + c1 + (-a)))
    let d1 = s.define("d1", d + (d * 2 + (b + a)(.map(.relu))))
    let d2 = s.define("d2", d1 + (3 * d1 + (b - a)(.map(.relu))))
    let e = s.define("e", c2 - d2)
    let f = s.define("f", e.squared)
    let g = s.define("g", f / 2)
    return s.define("g2", g + 10 / f)
  }

  //  x ═ z ═ q ═ y
  //        ╲ h ─┘
  static let microgradSanity = Animal(
    "micrograd's sanity check", values: ["z": -10, "q": 40, "h": 100, "y": -20], gradients: ["x": [46]]
  ) { g in
    let x = g.parameter("x", -4)
    let z = g.define("z", 2 * x + 2 + x)
    let q = g.define("q", z(.map(.relu)) + z * x)
    let h = g.define("h", (z * z)(.map(.relu)))
    return g.define("y", h + q + q * x)
  }

  private static func karpathyPreactivation(_ g: Sketch) -> Sketch.Node {
    let (x1, x2) = (g.parameter("x1", 2), g.parameter("x2", 0))
    let (w1, w2) = (g.parameter("w1", -3), g.parameter("w2", 1))
    let b = g.parameter("b", 6.8813735870195432)
    return g.define("n", x1 * w1 + x2 * w2 + b)
  }
}
