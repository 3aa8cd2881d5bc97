import Edgewise
import Testing

/// A function of the Swift library is the flow language's of that name: the same operations on the same operands.
@Suite struct FunctionSpellingTests {
  struct Leaves {
    let x: Node, t: Node, matrix: Node, image: Node, kernel: Node, c: Node
  }

  private static let leaves = """
    param x = [0.5, -0.25, 0.75]
    param t = [0.2, 0.3, 0.5]
    param A = [[2, 1, 0.5], [0.25, 3, -1], [1, -0.5, 4]]
    param P = [[[1, 2, 0, 1], [0, -1, 3, 2]]]
    param K = [[[[1, 0], [-1, 2]]]]
    param c = [2, 0, 1]

    """

  static let functions: [(String, @Sendable (Leaves) -> Node)] = [
    ("expm1(x)", { expm1($0.x) }), ("log1p(x)", { log1p($0.x) }), ("log2(t)", { log2($0.t) }),
    ("log10(t)", { log10($0.t) }), ("asin(x)", { asin($0.x) }), ("acos(x)", { acos($0.x) }),
    ("atan(x)", { atan($0.x) }), ("sinh(x)", { sinh($0.x) }), ("cosh(x)", { cosh($0.x) }),
    ("asinh(x)", { asinh($0.x) }), ("acosh(x + 2)", { acosh($0.x + 2) }), ("atanh(x)", { atanh($0.x) }),
    ("ceil(x)", { ceil($0.x) }), ("round(x)", { round($0.x) }), ("atan2(x, t)", { atan2($0.x, $0.t) }),
    ("exp2(x)", { exp2($0.x) }), ("rsqrt(t)", { rsqrt($0.t) }), ("reciprocal(x)", { reciprocal($0.x) }),
    ("logsigmoid(x)", { logSigmoid($0.x) }), ("relu6(x)", { relu6($0.x) }), ("hardtanh(x)", { hardTanh($0.x) }),
    ("clip(x, low=-0.1, high=0.6)", { clip($0.x, low: -0.1, high: 0.6) }),
    ("clip(x, high=0)", { clip($0.x, high: 0) }),
    ("selu(x)", { selu($0.x) }), ("mish(x)", { mish($0.x) }), ("mse(x, t)", { mse($0.x, $0.t) }),
    ("l1(x, t)", { l1($0.x, $0.t) }), ("huber(x, t, delta=0.4)", { huber($0.x, $0.t, delta: 0.4) }),
    ("bce(t, t)", { bce($0.t, $0.t) }), ("bce_with_logits(x, t)", { bceWithLogits($0.x, $0.t) }),
    ("kl_div(t, t)", { klDiv($0.t, $0.t) }), ("nll(A, c)", { nll($0.matrix, $0.c) }),

    ("argmax(A, axis=1)", { argmax($0.matrix, axis: -1) }), ("argmin(A)", { argmin($0.matrix) }),
    ("cumprod(x)", { cumprod($0.x) }),
    ("diag(x)", { diag($0.x) }), ("outer(x, t)", { outer($0.x, $0.t) }), ("inv(A)", { inv($0.matrix) }),
    ("det(A)", { det($0.matrix) }),
    ("solve(A, x)", { solve($0.matrix, $0.x) }), ("trace(A)", { trace($0.matrix) }),
    ("linear(x, A, t)", { linear($0.x, $0.matrix, $0.t) }),
    ("A[c, c]", { $0.matrix.taking($0.c, $0.c) }),
    ("batch_norm(A, gain=x, bias=t)", { batchNorm($0.matrix, gain: $0.x, bias: $0.t) }),
    ("conv2d(P, K, padding=[0, 1])", { conv2d($0.image, $0.kernel, padding: (0, 1)) }),
    ("conv1d(A, A[:, :, none])", { conv1d($0.matrix, $0.matrix.reshaped([3, 3, 1])) }),
    ("conv1d(A, A[:, :, none], x)", { conv1d($0.matrix, $0.matrix.reshaped([3, 3, 1]), bias: $0.x) }),
    ("max_pool2d(P, [2, 2])", { maxPool2d($0.image, (2, 2)) }),
    ("avg_pool2d(P, [1, 2], stride=1)", { avgPool2d($0.image, (1, 2), stride: (1, 1)) }),
    ("max_pool1d(A, 2, stride=1)", { maxPool1d($0.matrix, 2, stride: 1) }),
    ("avg_pool1d(A, 3)", { avgPool1d($0.matrix, 3) }),
  ]

  @Test(arguments: functions.indices) func recordsWhatTheLanguageDoes(_ index: Int) throws {
    let (text, function) = Self.functions[index]
    let file = try FlowFile.read(FlowSource(name: "t", text: Self.leaves + "y = " + text)).model.graph
    let g = GraphBuilder()
    let leaves = Leaves(
      x: g.parameter("x", [0.5, -0.25, 0.75]), t: g.parameter("t", [0.2, 0.3, 0.5]),
      matrix: g.parameter("A", [[2, 1, 0.5], [0.25, 3, -1], [1, -0.5, 4]]),
      image: g.parameter("P", [[[1, 2, 0, 1], [0, -1, 3, 2]]]), kernel: g.parameter("K", [[[[1, 0], [-1, 2]]]]),
      c: g.parameter("c", [2, 0, 1]))
    g.define("y", function(leaves))
    let built = try g.figure().model.graph
    let (theirs, ours) = (file.forwardTrace(), built.forwardTrace())
    #expect(theirs.value(of: file.nodeCount - 1) == ours.value(of: built.nodeCount - 1), "\(text)")
    let names = (0..<built.nodeCount).map { built.operation(of: $0).name }.filter { $0 != "leaf" }
    #expect(names == (0..<file.nodeCount).map { file.operation(of: $0).name }.filter { $0 != "leaf" }, "\(text)")
  }
}
