import FlowLanguage
import Foundation

/// Graphs on which every formula is tried: each primitive, each kind of broadcast, chains and shared operands; at
/// values of both signs, at ties and kinks, and far out, where a careless form overflows.
enum Zoo {
  static func read(_ text: String) throws -> FlowFile {
    do {
      return try FlowFile.read(FlowSource(name: "zoo", text: text))
    } catch {
      throw Evaluation.Unreadable(text: text, listing: error.listing())
    }
  }

  /// The examples of the repository.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "graphs")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted()
  }()

  private static let functions = [
    "exp", "log", "sqrt", "square", "abs", "sin", "cos", "tan", "tanh", "sigmoid", "relu", "leaky_relu", "elu",
    "expm1",
    "atan", "sinh", "cosh", "asinh", "ceil", "round", "exp2", "reciprocal", "logsigmoid", "relu6", "selu", "mish",
    "hardtanh",
    "softplus", "gelu", "silu", "erf", "sign", "floor", "detach",
  ]

  static let scalars: [String] = {
    var graphs: [String] = []
    for function in functions {
      // The operand by name and written out, the result by name and inside.
      graphs.append("param x = 0.7\ny = \(function)(x)")
      graphs.append("param w = 1.5\nparam x = 0.4\ny = 3*w*\(function)(w*x + 0.25) + x")
      if !["log", "sqrt"].contains(function) {
        graphs.append("param x = -1.25\ny = 2*\(function)(x) - x\nz = \(function)(x)")
      }
    }
    for function in ["sigmoid", "softplus", "silu", "gelu", "elu", "leaky_relu", "relu", "tanh", "abs", "erf"] {
      for x in ["1000", "-1000", "0"] { graphs.append("param x = \(x)\ny = \(function)(x)\nz = 2*\(function)(3*x)") }
    }
    graphs += [
      "param x = 0.7\ny = asin(x) + acos(x) + atanh(x) + log1p(x) + log2(x) + log10(x) + rsqrt(x)",
      "param x = 1.7\nparam w = 2\ny = acosh(w*x)\nz = 3*asin(x/4)*w + log2(w*x) + acos(x/2) + atanh(x/3) + log1p(w*x)",
      "param a = 1.5\nparam b = -2\ny = atan2(a, b)\nz = a*atan2(b*a, a + 3)",
      "param x = 2\ny = clip(x, low=-1, high=1) + clip(x, high=3)",
      "param x = 0.7\ny = gelu(x, approximate=\"tanh\")", "param x = 30\ny = gelu(2*x, approximate=\"tanh\")",
      "param x = -0.5\ny = leaky_relu(x, slope=0.2)", "param x = -0.5\ny = elu(x, alpha=1.5)",
      "param a = 2\nparam b = 3\nc = a + b\nd = a - b\ne = a*b\nf = a/b\ng = c*d/e + f",
      "param a = 2\nparam b = 3\ny = (a + 1)/(b*b - 2)*a",
      "param a = 1.5\nparam b = -2.5\ny = a^b + 2^a + a^3 + a^-2 + a^0.5 + a^0 + a^1",
      "param a = 1.5\nparam b = 2.5\ny = (a*b)^(a + b)",
      "param a = 2\nparam b = 2\nparam c = 3\ny = max(a, b)\nz = min(a*c, b + c) + max(c, a)",
      "param x = 2\nparam a = 3\ny = where(x > 1, a*x, x/a)\nz = where(x <= 1, a*x, x/a)\nv = where(x == a, a, x)",
      "param x = 3\ny = (x*x + x)^2/x", "param x = 3\ny = x*x*x", "param x = 2\ny = x*log(x)",
      "param a = -4\nparam b = 2\nc = a + b\nd = a*b + b^3\nc2 = c + c + 1\nc3 = c2 + 1 + c2 - a\n"
        + "d2 = d + d*2 + relu(b + a)\nd3 = d2 + 3*d2 + relu(b - a)\ne = c3 - d3\nf = e^2\ng = f/2 + 10/f",
      "param x = 3\nparam y = -4\nf = (x + sigmoid(y))/(sigmoid(x) + (x + y)^2)",
      "param x = 0.3\ny = -(-x) - -x + x - (x - 1)\nz = -(2*x)^2 * -3", "param x = 5\ny = x/3 + x/0.5 + 0.1*(3*x)",
      "param p = 0.3\nparam t = 1\nL = -(t*log(p) + (1 - t)*log(1 - p))",
      "param x = 2\ny = x < 3\nz = y*x + (x >= 2)",
      "param x = 2\ny = sin²(x) + cos(x)²", "param e1 = 3\ny = 2*e1 + 2*e1*e1",
    ]
    return graphs
  }()

  /// Random expressions over four names, nested up to four deep; the same on every run.
  static func random(_ seed: UInt64) -> String {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(count))
    }
    let leaves = ["a", "b", "c", "d", "2", "0.5", "3", "a", "b"]
    func expression(_ depth: Int) -> String {
      if depth == 0 { return leaves[next(leaves.count)] }
      let a = expression(depth - 1 - next(depth))
      let b = expression(depth - 1 - next(depth))
      switch next(13) {
      case 0, 1: return "(\(a) + \(b))"
      case 2: return "(\(a) - \(b))"
      case 3, 4, 5: return "\(a)*(\(b))"
      case 6: return "(\(a))/(\(b))"
      case 7: return "(\(a))^\(2 + next(2))"
      case 8: return "max(\(a), \(b))"
      case 9: return "-(\(a))"
      case 10: return "where(\(a) > \(b), \(b), \(a))"
      default: return "\(functions[next(functions.count)])(\(a))"
      }
    }
    return "param a = 0.7\nparam b = -1.3\nparam c = 1.9\nparam d = 0.4\n"
      + "y = \(expression(4))\nz = (\(expression(3)))*y + a"
  }

  static let tensors: [String] = {
    let leaves = """
      param X = [[1.5, 2, -3], [4, 0.5, 6]]
      param Y = [[-1, 0.25, 2], [3, 1, -2]]
      param v = [0.5, -1, 2]
      param u = [1, -2]
      param s = 1.5
      param P = [[1.5, 2, 3], [4, 0.5, 2]]
      param C = [[2], [-0.5]]

      """
    var right: [String] = []
    for function in functions { right.append("\(function)(P)*Y") }
    right += [
      "X + Y", "X - v", "s - X", "X*v", "X*s", "C*X", "v*X + s", "X/P", "v/P", "s/P", "P^2", "P^v", "P^s", "s^X",
      "2*X/s",
      "max(X, Y)", "min(v, X)", "max(X, s)", "where(X > Y, X*v, Y)", "where(X, v, Y)", "(X < Y)*v", "X @ v", "u @ X",
      "X @ Y.T",
      "X.T @ Y", "v @ v", "v @ [1, 2, 3]", "dot(u, X)", "dot(X, v)", "dot(v, v)", "(X @ v)*u", "X.T", "transpose(X)",
      "reshape(X, [3, 2])*2", "reshape(X, [6])", "reshape(X, [1, 2, 3])", "X[0, 1]", "X[1]", "X[:, 1]", "X[:, ::2]",
      "X[::-1, 1:]", "X[0, ::-2]", "v[1:]", "v[-1]", "v[2]*v[0]", "X[0] + X[1]", "[s, 2*s, s*s]", "[v, X[0]]",
      "stack(v, 2*v, axis=1)", "concat(v, u)", "concat(X, Y, axis=1)", "concat(X, Y)", "cumsum(v)",
      "cumsum(X, axis=1)",
      "cumsum(X)", "tril(X @ Y.T)", "triu(X)", "s*v", "mean((X @ v - u)^2)", "sum(X*Y)", "sum(X @ v + s)",
      "sum((X + s)^2)",
      "exp(v)/sum(exp(v))", "tanh(X @ v + u)", "tanh(u @ X + v)", "sum(sigmoid(X @ Y.T + u))*s", "-X", "norm(X - Y)",
      "sum(X[0]*v) + X[1, 2]", "reshape(X, [2, 1, 3])*reshape(Y, [1, 2, 3])",
      "reshape(P, [1, 2, 3]) @ reshape(Y, [1, 3, 2])", "transpose(reshape(X, [1, 2, 3]), axes=[1, 2, 0])",
      "reshape(X, [1, 2, 3]) @ v", "u @ reshape(X, [1, 2, 3])", "reshape(X, [1, 2, 3]) @ Y.T",
      "X @ reshape([P, Y], [2, 3, 2])", "logsumexp(X @ v)", "sum(log(P)*P)", "sum(X/(1 + exp(-X)))", "X*X + X*Y",
    ]
    for reduction in ["sum", "mean", "prod", "var", "std", "norm", "logsumexp", "max", "min"] {
      for arguments in ["", ", axis=0", ", axis=1", ", axis=-1, keepdims=1", ", keepdims=1"] {
        right.append("\(reduction)(X\(arguments))")
      }
      right.append("3*\(reduction)(2*X) + s")
      right.append("\(reduction)(v)*v")
      right.append("\(reduction)(s)")
      right.append("\(reduction)(reshape(X, [1, 2, 3]), axis=1)")
      if reduction != "prod" { right.append("\(reduction)(reshape(X, [2, 1, 3]), axis=[0, 1])") }
    }
    right += [
      "argmax(X, axis=1)*u", "v[argmax(X, axis=0)]*2", "v[[2, 0, 2]]", "X[[1, 0]]", "X[:, [2, 0]]",
      "X[[0, 1, 1], [2, 0, 2]]*v",
      "X[1, [2, 2]]", "X[..., 1]*u", "v[:, none]*v", "v[none]*X", "diag(v)", "diag(X)*u", "diag(2*X)",
      "diag(X @ Y.T)",
      "cumprod(v)*v", "cumprod([1, 0, 2]*v)", "outer(u, v)*X", "outer(u, v) @ v", "inv(X @ Y.T)", "inv(X @ P.T) @ u",
      "det(X @ Y.T)*s", "det(X.T @ X + diag(v))", "batch_norm(X)", "batch_norm(P.T, eps=0.5)*Y.T", "flatten(X)",
      "flip(X, axis=1)*Y",
      "flip(v, axis=0)", "repeat(v, 2)", "repeat(X, 2, axis=1)", "trace(X @ Y.T)", "cross(v, X)", "solve(X @ P.T, u)",
      "linear(X, Y, b=u)",
      "einsum(\"ij,kj->ik\", X, Y)", "einsum(\"ij,ij->i\", X, Y)", "einsum(\"ij->ji\", X)", "norm(X, ord=1)",
      "norm(X, ord=inf, axis=1)", "max_pool1d(X, 3)", "avg_pool1d(reshape(X, [3, 2]), 2)",
      "max_pool2d(reshape(X, [1, 2, 3]), [2, 1])",
      "avg_pool2d(reshape(X, [1, 2, 3]), [1, 3])*s", "conv1d(X, reshape(v[:2], [1, 2, 1]))",
      "conv1d(X, reshape(concat(v, u[:1]), [1, 2, 2]), padding=1)",
      "conv1d(reshape(X, [2, 1, 3]), reshape(v, [1, 1, 3]), padding=2)",
      "conv2d(reshape(X, [1, 2, 3]), reshape(v[:2], [1, 1, 1, 2]))",
      "conv2d(reshape([X, Y], [2, 1, 2, 3]), reshape([v, v], [1, 1, 2, 3]), padding=1)",
      "nll(log_softmax(X), [2, 0])",
      "bce(sigmoid(v), [1, 0, 1])", "bce_with_logits(X, [0, 1, 0])", "huber(X, v)",
      "kl_div(softmax(v), softmax(2*v))",
    ]
    right += ["var(X, axis=0, ddof=1)", "std(X, ddof=1)"]
    for function in ["softmax", "log_softmax"] {
      right += [
        "\(function)(v)", "\(function)(X)", "\(function)(X, axis=0)", "3*\(function)(2*X @ v + s)[0]",
        "\(function)(reshape(X, [1, 2, 3]), axis=1)*s", "sum(\(function)(X*Y)^2)", "X @ \(function)(v*s)",
        "\(function)(\(function)(v))", "\(function)(1000*X)",
      ]
    }
    for function in ["layer_norm", "rms_norm"] {
      right += [
        "\(function)(v)", "\(function)(X)", "\(function)(X, gain=v)", "2*\(function)(X*s, eps=0.5) + X",
        "\(function)(reshape(X, [2, 1, 3]))", "sum(\(function)(X @ v + u)^3)", "tanh(\(function)(X, gain=v))",
        "\(function)(C)",
      ]
    }
    right += [
      "layer_norm(X, gain=v, bias=u[0])", "cross_entropy(X, [2, 0])", "cross_entropy(v, 1)*s",
      "cross_entropy(X @ v, softmax(u))", "cross_entropy(X, P)", "cross_entropy(2*X, [[0.5, 0.25, 0.25], [0, 1, 0]])",
      "cross_entropy(reshape(X, [1, 2, 3]), [[0, 2]])", "mse(X @ v, u)", "mse(s, 2)",
      "embedding(X, [1, 0, 1])", "embedding(X, 1)*s", "embedding(v, [2, 2])", "embedding(X, [[0, 1], [1, 1]])*v",
      "embedding(v, 1)", "embedding(reshape(X, [2, 3, 1]), [1, 1])", "embedding(2*X, [1, 1, 0]) @ v",
      "one_hot([0, 2, 1, 2], 3)*X[0]", "dropout(X)", "dropout(2*X @ v, p=0.25, seed=7)*s", "dropout(s)",
      "dropout(s, seed=3)",
      "X*detach(X*v)", "detach(s)^2 + s", "softmax(where(tril(ones([3, 3])) == 1, X.T @ X, -inf)) @ X.T",
      "cross_entropy(dropout(layer_norm(X @ Y.T), p=0.1), [1, 0])",
    ]
    var graphs = right.map { leaves + "r = " + $0 }
    // Ties and zeros.
    let ties = "param z = [0, 0, 3]\nparam o = [2, 2, 2]\nparam t = [0, 4, 4]\n"
    graphs += [
      "y = prod(z)", "y = prod(t)", "y = max(t)", "y = min(z)", "y = norm(z*0)", "y = std(o)", "y = relu(z) + abs(z)",
      "y = max(z, t)",
    ].map { ties + $0 }
    return graphs
  }()
}
