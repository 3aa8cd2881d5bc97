import Testing
import Training

/// Matt Mazur's network, biases held: losses and weights in double precision, as three implementations agree on.
@Suite struct MazurTests {
  static func network(_ train: String) -> String {
    """
    input i1 = 0.05; input i2 = 0.10
    target t1 = 0.01; target t2 = 0.99
    param w1 = 0.15; param w2 = 0.20; param w3 = 0.25; param w4 = 0.30
    param w5 = 0.40; param w6 = 0.45; param w7 = 0.50; param w8 = 0.55
    input b1 = 0.35; input b2 = 0.60
    h1 = σ(w1·i1 + w2·i2 + b1)
    h2 = σ(w3·i1 + w4·i2 + b1)
    o1 = σ(w5·h1 + w6·h2 + b2)
    o2 = σ(w7·h1 + w8·h2 + b2)
    loss E = (t1 - o1)²/2 + (t2 - o2)²/2
    train E using \(train)
    """
  }

  @Test(
    arguments: [
      ("gd(lr=0.01)", [0.2982249384693343, 0.29807870917052426, 0.29793242095450206]),
      ("momentum(lr=0.01)", [0.2982249384693343, 0.29794710421954057, 0.29755057151270725]),
      ("nesterov(lr=0.01)", [0.29809336000202724, 0.29769691231108963, 0.2971933411443118]),
      ("adam(lr=0.01)", [0.2962433638903545, 0.2941200085235883, 0.2920011641765297]),
      ("adamw(lr=0.01)", [0.29623861850877903, 0.29411062496323254, 0.2919872507546777]),
    ])
  func losses(optimizer: String, losses: [Double]) throws {
    let steps = try descent(MazurTests.network("\(optimizer), steps=3")).steps
    #expect(near(steps.map(\.loss), [0.2983711087600027] + losses, 1e-12))
  }

  @Test func weights() throws {
    let adam = try descent(MazurTests.network("adam(lr=0.01), steps=3")).steps
    #expect(
      near(
        adam[1].parameters,
        [
          0.14000022800975093, 0.1900001140061752, 0.24000020091507362, 0.29000010045854596, 0.3900000012170329,
          0.4400000012096632, 0.5099999955757205, 0.5599999956025115,
        ], 1e-12))
    #expect(
      near(
        adam[3].parameters,
        [
          0.12004192462612417, 0.17004157690134952, 0.22003437939715836, 0.2700340737830057, 0.3699977615370281,
          0.41999775649836807, 0.5299832478017388, 0.5799832538149409,
        ], 1e-12))
    let adamw = try descent(MazurTests.network("adamw(lr=0.01), steps=1")).steps
    #expect(
      near(
        adamw[1].parameters,
        [
          0.13998522800975094, 0.1899801140061752, 0.23997520091507363, 0.289970100458546, 0.3899600012170329,
          0.4399550012096632, 0.5099499955757205, 0.5599449956025114,
        ], 1e-12))
  }

  /// All weights at once: 10,000 and 9,999 updates at rate 0.5.
  @Test func tenThousand() throws {
    let descent = try descent(MazurTests.network("gd(lr=0.5), steps=10000"))
    #expect(descent.steps.count == 10_001)
    #expect(near(descent.steps[1].loss, 0.29102777369359933))
    #expect(abs(descent.steps[9_999].loss - 3.510854812251261e-05) < 1e-15)
    #expect(abs(descent.steps[10_000].loss - 3.510187782978859e-05) < 1e-15)
  }
}
