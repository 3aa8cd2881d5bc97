import Autodiff

extension Zoo {
  static let shapes: [Animal] = [
    //  a[2] ─ a³ ─ ·3 ─┐
    //                  ├─ Q ─ sum
    //  b[2] ─ b² ──────┘
    Animal("PyTorch's blitz", gradients: ["a": [36, 81], "b": [-12, -8]]) { g in
      let a = g.parameter("a", [2], [2, 3])
      let b = g.parameter("b", [2], [6, 4])
      let q = g.define("Q", 3 * a.power(3) - b.squared)
      return g.define("L", q.reduced(.sum))
    },
    //  x[2,2] ─ +2 ─ ² ─ ·3 ─ mean
    Animal("PyTorch's older tutorial", values: ["L": 27], gradients: ["x": [4.5, 4.5, 4.5, 4.5]]) { g in
      let x = g.parameter("x", [2, 2], [1, 1, 1, 1])
      let y = g.define("y", x + 2)
      return g.define("L", (y.squared * 3).reduced(.mean))
    },
    //  x[4] ═ dot ─ ·2
    Animal("d2l's 2xᵀx", values: ["y": 28], gradients: ["x": [0, 4, 8, 12]]) { g in
      let x = g.parameter("x", [4], [0, 1, 2, 3])
      return g.define("y", 2 * g.record(.product(.dot), .none, x, x))
    },
    //  x, y ─ stack ─ logsumexp
    Animal(
      "log-sum-exp", values: ["f": 1.0986122886681098], gradients: ["x": [1.0 / 3], "y": [2.0 / 3]]
    ) { g in
      let x = g.parameter("x", 0)
      let y = g.parameter("y", 0.6931471805599453)
      return g.define("f", g.record(.join(.stack), .axis(0), x, y).reduced(.logSumExp))
    },
    //  W[2,2] ─┐
    //          ├─ @ ─ q ─ ² ─ sum
    //  x[2] ───┘
    Animal(
      "CS231n's vectorised slide", values: ["f": 0.116],
      gradients: ["W": [0.088, 0.176, 0.104, 0.208], "x": [-0.112, 0.636]]
    ) { g in
      let w = g.parameter("W", [2, 2], [0.1, 0.5, -0.3, 0.8])
      let x = g.parameter("x", [2], [0.2, 0.4])
      let q = g.define("q", g.record(.product(.matmul), .none, w, x))
      return g.define("f", q.squared.reduced(.sum))
    },
    //  t ─┬────── +t ─┐
    //     └───────────┴─ …     x0·x1·x0
    Animal("CoDiPack's x0·x1·x0", values: ["f": 48], gradients: ["x0": [24], "x1": [16]]) { g in
      let x0 = g.parameter("x0", 4)
      let x1 = g.parameter("x1", 3)
      return g.define("f", x0 * x1 * x0)
    },
    codipack,
    //  X[4,3] ─ @ W[3,2] ─ + b[2] ─ tanh ─┬─ sum, mean, var, std, logsumexp …
    Animal("every reduction") { g in
      let x = g.input("X", [4, 3], [0.3, -1.2, 0.7, 1.1, 0.4, -0.6, -0.9, 0.2, 1.5, 0.8, -0.1, 0.5])
      let w = g.parameter("W", [3, 2], [0.5, -0.3, 0.8, 0.1, -0.7, 0.9])
      let b = g.parameter("b", [2], [0.1, -0.2])
      let z = g.define("z", g.record(.product(.matmul), .none, x, w) + b)
      let h = g.define("h", z(.map(.tanh)))
      let column = g.define("column", h.reduced(.variance, axes: [0], ddof: 1) + h.reduced(.mean, axes: [0]))
      let row = g.define("row", h.reduced(.logSumExp, axes: [1]) * h.reduced(.standardDeviation, axes: [1]))
      let high = g.define("high", z.reduced(.largest, axes: [1]) - z.reduced(.smallest, axes: [1]))
      let all = g.define("all", h.reduced(.product) + z.reduced(.norm))
      return g.define("L", column.reduced(.sum) + (row * high).reduced(.sum) + all)
    },
    //  a[2,3] ─┬─ ᵀ ─ reshape ─ [1:5:2] ─┐
    //          ├─ tril, triu, cumsum ────┼─ concat, stack ─ sum of squares
    //  b[3] ───┴─ where ─────────────────┘
    Animal("every rearrangement") { g in
      let a = g.parameter("a", [2, 3], [0.4, -0.8, 1.3, 0.6, 0.9, -0.5])
      let b = g.parameter("b", [3], [1.2, -0.4, 0.7])
      let flat = g.define("flat", a(.move(.transpose), .axes([1, 0]))(.move(.reshape), .shape([6])))
      let some = g.define("some", flat(.move(.index), .subscripts([.slice(start: 1, count: 3, step: 2)])))
      let lower = g.define("lower", a(.move(.tril)) - a(.move(.triu))(.scan(.sum), .axis(1)))
      let both = g.record(
        .join(.concat), .axis(0), some, g.record(.choose, .none, g.record(.compare(.less), .none, b, some), b, some))
      let square = g.record(.join(.stack), .axis(1), both, both.squared)
      let top = g.define("top", square(.move(.index), .subscripts([.entry(0), .slice(start: 1, count: 1, step: 1)])))
      return g.define("L", square.squared.reduced(.sum) + (lower * lower).reduced(.sum) * top.reduced(.sum))
    },
    //  w[1] and v[1,1] hold one number each and are no scalars
    Animal("one number, three shapes") { g in
      let w = g.parameter("w", [1], [0.7])
      let v = g.parameter("v", [1, 1], [-1.1])
      let s = g.parameter("s", 0.3)
      let p = g.define("p", (w * v + s)(.map(.sin)))
      return g.define("L", p * v * s)
    },
    //  x and y through every smooth function of one variable
    Animal("every smooth function") { g in
      let x = g.parameter("x", 0.6)
      var sum = x
      let smooth: [Primitive.Map] = [
        .negate, .exp, .log, .sqrt, .square, .abs, .sin, .cos, .tan, .tanh, .sigmoid, .relu, .softplus,
        .silu, .erf, .sign, .floor, .gelu, .geluTanh,
      ]
      sum = g.define("to_identity", sum + x(.identity))
      for function in smooth { sum = g.define("to_\(function)", sum + x(.map(function))) }
      sum = sum + x(.parametric(.leakyRelu), .number(0.01)) + (-x)(.parametric(.elu), .number(0.5)) + x.power(-2.5)
      sum = sum + g.record(.pair(.pow), .none, x, sum / 10)
      return g.define("y", g.record(.pair(.minimum), .none, sum, sum * x) / 3)
    },
    //  x ─ cos ─ · x ─ … 300 times
    Animal("a long chain") { g in
      let x = g.parameter("x", 0.9)
      var y = x
      for _ in 0..<300 { y = (y * x)(.map(.cos)) }
      return g.define("y", y)
    },
    //  x used a hundred times
    Animal("a hub", gradients: ["x": [5050]]) { g in
      let x = g.parameter("x", 0.5)
      var sum = g.literal(0)
      for k in 1...100 { sum = sum + x * Double(k) }
      return g.define("y", sum)
    },
  ]

  //  x1 … x5 ─ sin ─ y1 … y5 ═ running sum, running product ═ y_i ─ Σ
  //  x1 … x4 ─ |(x1 + i·x2)(x3 + i·x4)|² ─ y1
  static let codipack = Animal(
    "CoDiPack's golden",
    gradients: [
      "x1": [7.647480291008e+01], "x2": [9.001248219112e+01], "x3": [1.713012506978e+01],
      "x4": [3.607814078494e+01], "x5": [1.134649032021e+00],
    ]
  ) { g in
    let x = (1...5).map { g.parameter("x\($0)", Double($0)) }
    var y = x.map { $0(.map(.sin)) }
    var sum = g.literal(0)
    var product = g.literal(1)
    for k in 0..<5 {
      sum = sum + (sum + y[k])
      product = product * (product * y[k])
    }
    for k in 0..<5 { y[k] = g.define("y\(k + 1)", k.isMultiple(of: 2) ? y[k] + sum : y[k] * product) }
    let real = g.define("re", x[0] * x[2] - x[1] * x[3])
    let imaginary = g.define("im", x[0] * x[3] + x[1] * x[2])
    y[0] = y[0] + (real.squared + imaginary.squared)
    return g.define("L", y[0] + y[1] + y[2] + y[3] + y[4])
  }
}
