import Autodiff

/// What help says of a function: how it is called, and an example that can be run.
package struct FunctionGuide: Sendable {
  package enum Topic: String, CaseIterable, Sendable {
    case one = "of one variable, entry by entry"
    case two = "of two, entry by entry"
    case reductions
    case shapes = "shapes and places"
    case algebra = "linear algebra"
    case networks
    case leaves = "leaf values"
  }

  /// The first is the standard one.
  package let names: [String]
  /// `leaky_relu(x, slope=)`
  package let call: String
  package let topic: Topic
  /// A flow file whose last node, `y`, is a call; nil of what reads a table.
  package let example: String?

  package static let all = Function.all.map { FunctionGuide($0) }

  /// By any of its names.
  package static func named(_ name: String) -> FunctionGuide? { all.first { $0.names.contains(name) } }

  /// What was probably meant.
  package static func nearest(to name: String) -> String? {
    Suggestion.nearest(name, among: all.flatMap { $0.names })
  }

  private init(_ function: Function) {
    names = function.names
    let signature = function.signature
    let operands =
      switch signature.operands {
      case 0: [String]()
      case 1: ["x"]
      case 2: ["a", "b"]
      case 3: ["condition", "a", "b"]
      default: ["a", "b", "…"]
      }
    let arguments = operands + signature.positional + signature.named.map { $0 + "=" }
    call = function.names[0] + "(" + arguments.joined(separator: ", ") + ")"
    topic = function.topic
    example = function.example
  }
}

extension Function {
  fileprivate var topic: FunctionGuide.Topic {
    switch form {
    case .map, .parametric, .gelu, .detach: .one
    case .composed(let composition):
      switch composition {
      case .exp2, .rsqrt, .reciprocal, .logSigmoid, .relu6, .hardtanh, .selu, .mish, .clip: .one
      case .meanSquaredError, .meanAbsoluteError, .huber, .binaryCrossEntropy, .binaryCrossEntropyOfLogits,
        .divergence,
        .linear, .negativeLogLikelihood:
        .networks
      case .solve, .trace, .cross: .algebra
      }
    case .pair, .pairOrReduction, .power: .two
    case .reduction, .find: .reductions
    case .join, .reshape, .flatten, .transpose, .flip, .repeat, .scan, .move, .choose: .shapes
    case .product, .einsum, .matrix: .algebra
    case .convolution, .pool, .softmax, .norm, .crossEntropy, .embedding, .oneHot, .dropout: .networks
    case .filled, .like, .full, .eye, .arange, .linspace, .random, .csv: .leaves
    }
  }

  fileprivate var example: String? {
    let name = names[0]
    func one(_ x: String, _ more: String = "") -> String { "param x = \(x)\ny = \(name)(x\(more))" }
    func two(_ a: String, _ b: String, _ more: String = "") -> String {
      "param a = \(a)\nparam b = \(b)\ny = \(name)(a, b\(more))"
    }
    switch form {
    case .map(.acosh): return one("1.5")
    case .map, .gelu, .detach: return one("0.5")
    case .parametric: return one("-0.5")
    case .composed(let composition):
      switch composition {
      case .exp2, .rsqrt, .reciprocal, .logSigmoid, .relu6, .hardtanh, .selu, .mish: return one("0.5")
      case .clip: return one("0.5", ", low=0, high=1")
      case .meanSquaredError, .meanAbsoluteError, .huber: return two("[1, 2]", "[1.5, 0]")
      case .binaryCrossEntropy: return two("[0.9, 0.2]", "[1, 0]")
      case .binaryCrossEntropyOfLogits: return two("[2, -1]", "[1, 0]")
      case .divergence: return two("[0.2, 0.8]", "[0.5, 0.5]")
      case .linear: return "input x = [1, 2]\nparam W = [[1, 0], [0.5, -1]]\ny = \(name)(x, W)"
      case .negativeLogLikelihood: return "param z = [1, 2, 3]\ny = \(name)(log_softmax(z), 2)"
      case .solve: return two("[[2, 1], [1, 3]]", "[3, 5]")
      case .trace: return one("[[1, 2], [3, 4]]")
      case .cross: return two("[1, 2, 3]", "[4, 5, 6]")
      }
    case .pair, .pairOrReduction, .power: return two("2", "3")
    case .reduction, .find: return one("[1, 2, 4]")
    case .join: return two("[1, 2]", "[3, 4]")
    case .reshape: return one("[1, 2, 3, 4]", ", [2, 2]")
    case .flatten, .transpose, .matrix: return one("[[1, 2], [3, 4]]")
    case .flip: return one("[1, 2, 3]", ", axis=0")
    case .repeat: return one("[1, 2]", ", 2")
    case .scan: return one("[1, 2, 3]")
    case .move: return one("[[1, 2], [3, 4]]")
    case .choose: return "input c = 1\nparam a = 2\nparam b = 3\ny = \(name)(c > 0, a, b)"
    case .einsum: return "param A = [[1, 2], [3, 4]]\nparam b = [5, 6]\ny = \(name)(\"ij,j->i\", A, b)"
    case .product(.matmul): return "param A = [[1, 2], [3, 4]]\nparam b = [5, 6]\ny = \(name)(A, b)"
    case .product: return two("[1, 2]", "[3, 4]")
    case .convolution(.line): return "input x = [[1, 2, 3, 4]]\nparam k = [[[1, -1]]]\ny = \(name)(x, k)"
    case .convolution(.plane): return "input x = [[[1, 2], [3, 4]]]\nparam k = [[[[1, -1]]]]\ny = \(name)(x, k)"
    case .pool(.max1d), .pool(.mean1d): return one("[[1, 3, 2, 4]]", ", 2")
    case .pool: return one("[[[1, 2], [3, 4]]]", ", 2")
    case .softmax, .norm: return one("[1, 2, 4]")
    case .crossEntropy: return "param z = [1, 2, 3]\ny = \(name)(z, 2)"
    case .embedding: return "param E = [[1, 2], [3, 4]]\ny = \(name)(E, 1)"
    case .oneHot: return "input i = 1\ny = \(name)(i, 3)"
    case .dropout: return one("[1, 2, 3, 4]", ", p=0.5, seed=3")
    case .filled: return "input y = \(name)([2, 2])"
    case .like: return "param x = [1, 2]\ny = \(name)(x)"
    case .full: return "input y = \(name)([2, 2], 0.5)"
    case .eye: return "input y = \(name)(2)"
    case .arange: return "input y = \(name)(0, 4)"
    case .linspace: return "input y = \(name)(0, 1, 5)"
    case .random: return "param y = \(name)([2, 2], seed=1)"
    case .csv: return nil
    }
  }
}
