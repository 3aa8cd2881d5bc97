import Autodiff
import FlowLanguage
import Testing

@Suite struct ExpressionTests {
  /// The values are Python's for the same expressions, `^` read as `**`.
  static let numbers: [(String, Double)] = [
    ("1 + 2*3", 7.0),
    ("2*3 + 1", 7.0),
    ("10 - 4 - 3", 3.0),
    ("24/4/2", 3.0),
    ("2^3^2", 512.0),
    ("-2^2", -4.0),
    ("2^-1", 0.5),
    ("2*-3", -6.0),
    ("-2*3", -6.0),
    ("(1 + 2)*3", 9.0),
    ("2**3**2", 512.0),
    ("-2**2", -4.0),
    ("1 - -1", 2.0),
    ("2**-2**2", 0.0625),
    ("10 - 2*3**2/9", 8.0),
    ("1 < 2", 1.0),
    ("2 <= 1", 0.0),
    ("3 - 1 == 2", 1.0),
    ("1 + 2 < 4 - 2", 0.0),
    ("2 > 1", 1.0),
    ("7/2*2", 7.0),
    ("1e3 + .5", 1000.5),
    ("1_000 + 1.", 1001.0),
    ("3e-4*1e4", 2.9999999999999996),
    ("- - 3", 3.0),
    ("+4 - +1", 3.0),
    ("2*(3 - (4 - 5))", 8.0),
    ("1.5e3/3", 500.0),
    ("0.1 + 0.2", 0.30000000000000004),
    ("123456789012345678 + 0", 1.2345678901234568e+17),
    ("1.7976931348623157e308", 1.7976931348623157e+308),
    ("0.30000000000000004 - 0.3", 5.551115123125783e-17),
    ("2·3 + 1", 7.0),
    ("2⋅3", 6.0),
    ("2×3÷4", 1.5),
    ("5 − 3", 2.0),
    ("3²", 9.0),
    ("-3²", -9.0),
    ("2³²", 4294967296.0),
    ("2⁻²", 0.25),
    ("2^3²", 512.0),
    ("sin²(1)", 0.7080734182735712),
    ("2*π", 6.283185307179586),
    ("pi^2", 9.869604401089358),
    ("exp(1)²", 7.3890560989306495),
    ("2 ≤ 3", 1.0),
    ("3 ≥ 4", 0.0),
    ("σ(0)", 0.5),
    ("ln(2)", 0.6931471805599453),
    ("inf", Double.infinity),
    ("max(2, 3) + min(4, 1)", 4.0),
    ("pow(2, 10)", 1024.0),
    ("gelu(1, approximate=\"tanh\")", 0.8411919906082768),
    ("leaky_relu(-2)", -0.02),
    ("leaky_relu(-2, slope=0.2)", -0.4),
    ("elu(-1, alpha=2)", -1.2642411176571153),
    ("swish(1)", 0.7310585786300049),
    ("erf(0.5)", 0.5204998778130465),
    ("floor(-1.5)", -2.0),
    ("detach(-1.5)", -1.5),
    ("where(1 < 2, 3, 4)", 3.0),
  ]

  @Test(arguments: numbers) func valueIsPythons(_ expression: String, _ expected: Double) throws {
    let found = try #require(try value("y = " + expression).scalar)
    #expect(found == expected || abs(found - expected) <= 1e-15 * abs(expected), "\(expression)")
  }

  /// Shapes and numbers as NumPy 1.26 gives them.
  static let tensors: [(String, [Int], [Double])] = [
    ("[1, 2, 3]", [3], [1, 2, 3]),
    // The functions of networks by hand, where whole numbers come out.
    ("softmax(W*0)", [2, 2], [0.5, 0.5, 0.5, 0.5]),
    ("softmax([[0, 5], [0, 5]], axis=0)", [2, 2], [0.5, 0.5, 0.5, 0.5]),
    ("exp(log_softmax([7, 7, 7, 7]))", [4], [0.25, 0.25, 0.25, 0.25]),
    ("layer_norm([1, 3], eps=0)", [2], [-1, 1]),
    ("layer_norm([1, 3], gain=[2, 5], bias=10, eps=0)", [2], [8, 15]),
    ("layer_norm([1, 4], eps=1.75)", [2], [-0.75, 0.75]),
    ("rms_norm([1, 7], eps=0)", [2], [0.2, 1.4]),
    ("rms_norm([1, 7], gain=5, eps=0)", [2], [1, 7]),
    ("mse([1, 2], [3, 5])", [], [6.5]),
    ("cross_entropy([0, 0], [2, 3])/log(2)", [], [5]),
    ("cross_entropy([[9, 9], [-9, -9]], [1, 0])/log(2)", [], [1]),
    ("cross_entropy([4, 4], 1)/log(2)", [], [1]),
    ("embedding(W, [1, 1, 0])", [3, 2], [3, 4, 3, 4, 1, 2]),
    ("embedding(v, [[3], [0]])", [2, 1], [40, 10]),
    ("one_hot([1, 0], 3)", [2, 3], [0, 1, 0, 1, 0, 0]),
    ("one_hot(2, 3)", [3], [0, 0, 1]),
    ("dropout(v, p=0)", [4], [10, 20, 30, 40]),
    // SplitMix64 over 0: 0.883, 0.432, 0.026, 0.974.
    ("dropout(v)", [4], [20, 0, 0, 80]),
    ("detach(W)", [2, 2], [1, 2, 3, 4]),
    ("[[1, 2], [3, 4]]", [2, 2], [1, 2, 3, 4]),
    ("[[1, -2]]", [1, 2], [1, -2]),
    ("[a, b]", [2], [2, 3]),
    ("[[a, 1], [2, b]]", [2, 2], [2, 1, 2, 3]),
    ("[W, W]", [2, 2, 2], [1, 2, 3, 4, 1, 2, 3, 4]),
    ("W.T", [2, 2], [1, 3, 2, 4]),
    ("Wᵀ", [2, 2], [1, 3, 2, 4]),
    ("W @ v[:2]", [2], [50, 110]),
    ("W^2", [2, 2], [1, 4, 9, 16]),
    ("2^W.T", [2, 2], [2, 8, 4, 16]),
    ("v[0]", [], [10]),
    ("v[-1]", [], [40]),
    ("v[1:3]", [2], [20, 30]),
    ("v[::2]", [2], [10, 30]),
    ("v[::-1]", [4], [40, 30, 20, 10]),
    ("v[-3:-1]", [2], [20, 30]),
    ("v[3:0:-2]", [2], [40, 20]),
    ("v[1:100]", [3], [20, 30, 40]),
    ("W[1, 0]", [], [3]),
    ("W[:, 0]", [2], [1, 3]),
    ("W[1]", [2], [3, 4]),
    ("W[1][0]", [], [3]),
    ("W[0, 1:]", [1], [2]),
    ("v[1 + 1]", [], [30]),
    ("sum(W)", [], [10]),
    ("sum(W, axis=0)", [2], [4, 6]),
    ("sum(W, axis=-1)", [2], [3, 7]),
    ("sum(W, axis=1, keepdims=1)", [2, 1], [3, 7]),
    ("sum(W, axis=[0, 1])", [], [10]),
    ("sum(W, axis=[1, -2], keepdims=1)", [1, 1], [10]),
    ("mean(W, axis=0)", [2], [2, 3]),
    ("prod(W)", [], [24]),
    ("var(W)", [], [1.25]),
    ("var(W, ddof=1)", [], [5.0 / 3]),
    ("std(W, axis=0)", [2], [1, 1]),
    ("norm([3, 4])", [], [5]),
    ("max(W)", [], [4]),
    ("max(W, axis=0)", [2], [3, 4]),
    ("min(W, axis=1)", [2], [1, 3]),
    ("max(W, 2)", [2, 2], [2, 2, 3, 4]),
    ("reshape(W, 4)", [4], [1, 2, 3, 4]),
    ("reshape(v, [2, -1])", [2, 2], [10, 20, 30, 40]),
    ("reshape(v, (2, 2))", [2, 2], [10, 20, 30, 40]),
    ("transpose(reshape(v, [1, 4]))", [4, 1], [10, 20, 30, 40]),
    ("transpose(zeros([2, 3, 4]), axes=[1, 2, 0])[0, 0]", [2], [0, 0]),
    ("concat(W, W, axis=1)", [2, 4], [1, 2, 1, 2, 3, 4, 3, 4]),
    ("concat(v[:1], v[3:])", [2], [10, 40]),
    ("stack(v[:2], v[2:], axis=1)", [2, 2], [10, 30, 20, 40]),
    ("stack(v[:2], v[2:], axis=-1)", [2, 2], [10, 30, 20, 40]),
    ("dot(v, v)", [], [3000]),
    ("matmul(W, W)", [2, 2], [7, 10, 15, 22]),
    ("cumsum(v)", [4], [10, 30, 60, 100]),
    ("cumsum(W, axis=1)", [2, 2], [1, 3, 3, 7]),
    ("tril(W)", [2, 2], [1, 0, 3, 4]),
    ("triu(W)", [2, 2], [1, 2, 0, 4]),
    ("where(v > 20, v, 0)", [4], [0, 0, 30, 40]),
    ("W + [10, 20]", [2, 2], [11, 22, 13, 24]),
    ("W*[[1], [2]]", [2, 2], [1, 2, 6, 8]),
    ("zeros([2, 1]) + ones(2)", [2, 2], [1, 1, 1, 1]),
    ("[2]", [1], [2]),
    ("[1, 2,\n  3]", [3], [1, 2, 3]),
  ]

  @Test(arguments: tensors) func tensorIsNumPys(_ expression: String, _ shape: [Int], _ numbers: [Double]) throws {
    let leaves = "input a = 2; input b = 3; input W = [[1, 2], [3, 4]]; input v = [10, 20, 30, 40]\n"
    let found = try value(leaves + "y = " + expression)
    #expect(found.shape == Shape(shape), "\(expression)")
    #expect(zip(found.scalars, numbers).allSatisfy { abs($0 - $1) <= 1e-12 }, "\(expression): \(found.scalars)")
  }

  /// A literal is a node each time it is written; a literal exponent, axis or index is none.
  static let operations: [(String, [String])] = [
    ("a", ["identity"]),
    ("(a)", ["identity"]),
    ("a + 1", ["leaf", "add"]),
    ("1 + a*1", ["leaf", "leaf", "multiply", "add"]),
    ("-2*a", ["leaf", "multiply"]),
    ("-a", ["negate"]),
    ("-a²", ["square", "negate"]),
    ("a^2", ["square"]),
    ("a**2", ["square"]),
    ("square(a)", ["square"]),
    ("a^3", ["power"]),
    ("a^-1", ["power"]),
    ("a^0.5", ["power"]),
    ("a⁻¹", ["power"]),
    ("pow(a, 2)", ["square"]),
    ("a^a", ["pow"]),
    ("a^(1/2)", ["leaf", "leaf", "divide", "pow"]),
    ("tanh(a)²", ["tanh", "square"]),
    ("tanh²(a)", ["tanh", "square"]),
    ("[a, 1]", ["leaf", "stack"]),
    ("[1, 2]*a", ["leaf", "multiply"]),
    ("sum([a, a], axis=0)", ["stack", "sum"]),
    ("[a, a][0]", ["stack", "index"]),
    ("a == 1", ["leaf", "equal"]),
    ("3", ["leaf"]),
    ("-3", ["leaf"]),
    ("gelu(a, approximate=\"tanh\")", ["gelu"]),
  ]

  @Test(arguments: operations) func recordsInOrderOfEvaluation(_ expression: String, _ names: [String]) throws {
    let graph = try read("input a = 2\ny = " + expression).model.graph
    #expect((1..<graph.nodeCount).map { graph.operation(of: $0).name } == names, "\(expression)")
  }

  @Test func constantsAreNamed() throws {
    let model = try read("c = -3\nd = 2*3\ny = c*d").model
    #expect(model.definitions.map(\.role) == [.constant, .operation, .operation])
    #expect(model.definitions.map(\.expression) == [nil, "2*3", "c*d"])
  }
}
