import Layout

/// The random graph on which speed is measured: two operands a box, none further back than 20, made from a number.
struct RandomGraph {
  var sizes: [LayoutSize] = []
  var links: [LayoutLink] = []

  init(_ count: Int, seed: UInt64 = 1) {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for box in 0..<count {
      sizes.append(LayoutSize(width: 600 + random(900), height: 400 + random(300)))
      guard box > 0 else { continue }
      let operands = [max(0, box - 1 - random(20)), max(0, box - 1 - random(20))]
      for (term, operand) in (operands[0] == operands[1] ? [operands[0]] : operands).enumerated() {
        links.append(
          LayoutLink(from: operand, to: box, term: term, label: LayoutSize(width: 300 + random(500), height: 380)))
      }
    }
  }
}
