import Autodiff

extension Zoo {
  static let lesson: [Animal] = [
    //  w ─┐
    //     ├─ ŷ ─ e ─ L
    //  x ─┘      │
    //  y ────────┘
    Animal("one knob", values: ["ŷ": 6, "L": 1], gradients: ["w": [4]]) { g in
      let x = g.input("x", 2)
      let y = g.input("y", 5)
      let w = g.parameter("w", 3)
      let ŷ = g.define("ŷ", w * x)
      return g.define("L", (ŷ - y).squared)
    },
    //  w1 ─┐
    //  x1 ─┴─ · ─┐
    //            ├─ ŷ ─┐
    //  w2 ─┬─ · ─┘     ├─ e ─ L
    //  x2 ─┘        y ─┘
    deliveryTime,
    //  X ─┐
    //     ├─ @ ─┐
    //  w ─┘     ├─ e ─ mean of squares
    //        y ─┘
    Animal("five deliveries", values: ["L": 0.72884]) { g in
      let x = g.input("X", [5, 2], [2, 3, 1.5, 1, 4, 5, 0.8, 0.5, 3.2, 2.5])
      let y = g.input("y", [5], [5, 3.2, 9.5, 2.1, 6.8])
      let w = g.parameter("w", [2], [0.8, 1.5])
      let ŷ = g.define("ŷ", g.record(.product(.matmul), .none, x, w))
      let e = g.define("e", ŷ - y)
      return g.define("L", e.squared.reduced(.mean))
    },
    //  a ═ b        two edges from one node to another
    Animal("a + a", values: ["b": 6], gradients: ["a": [2]]) { g in
      let a = g.parameter("a", 3)
      return g.define("b", a + a)
    },
    //  x ═ y
    Animal("x · x", values: ["y": 9], gradients: ["x": [6]]) { g in
      let x = g.parameter("x", 3)
      return g.define("y", x * x)
    },
    //  a ═ b ═ c    in the wrong order of visits 3 would come out
    Animal("doubled twice", values: ["c": 4], gradients: ["a": [4]]) { g in
      let a = g.parameter("a", 1)
      let b = g.define("b", a + a)
      return g.define("c", b + b)
    },
    //  x ═ r1 ═ r2 ═ … ═ r20
    Animal("twenty doublings", values: ["r20": 1_048_576], gradients: ["x": [1_048_576]]) { g in
      var r = g.parameter("x", 1)
      for k in 1...20 { r = g.define("r\(k)", r + r) }
      return r
    },
  ]

  static let deliveryTime = Animal(
    "delivery time", values: ["ŷ": 8, "e": 3, "L": 9],
    gradients: ["w1": [12], "w2": [18], "x1": [6], "x2": [12], "y": [-6]]
  ) { g in
    let x1 = g.input("x1", 2)
    let x2 = g.input("x2", 3)
    let y = g.input("y", 5)
    let w1 = g.parameter("w1", 1)
    let w2 = g.parameter("w2", 2)
    let ŷ = g.define("ŷ", w1 * x1 + w2 * x2)
    let e = g.define("e", ŷ - y)
    return g.define("L", e.squared)
  }
}
