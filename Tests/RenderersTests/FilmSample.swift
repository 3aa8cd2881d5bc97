import Autodiff
import Depiction
import FlowLanguage
import Pictures
import Training

/// Films of small lessons.
enum FilmSample {
  static let delivery = """
    title "Delivery time: one training example"

    input  x1 = 2     "distance, hundreds of km"
    input  x2 = 3     "weight, kg"
    target y  = 5     "hours"
    param  w1 = 1.0
    param  w2 = 2.0

    ŷ = w1·x1 + w2·x2
    e = ŷ - y
    loss L = e²

    train L using gd(lr=0.05), steps=12, until=0.01
    """

  static let olah = """
    title "Olah: e = (a + b)·(b + 1)"
    param a = 2
    param b = 1
    c = a + b
    d = b + 1
    output e = c·d
    """

  static let adam = """
    title "Adam by hand"
    param θ = 5
    loss f = θ²
    train f using adam(lr=0.1), steps=5
    """

  /// Gradients add up where paths meet.
  static let accumulation = "param a = -2\nparam b = 3\nd = a·b\ne = a + b\noutput f = d·e"

  /// Goes up until it is infinite.
  static let explosion = "param w = 3\nloss L = w⁴\ntrain L using gd(lr=2), steps=30"

  static let tensors = """
    input  X = [[2,3],[1.5,1],[4,5],[0.8,0.5],[3.2,2.5]]
    target y = [5,3.2,9.5,2.1,6.8]
    param  w = [0.8,1.5]
    e = X@w - y
    loss L = mean(e²)
    train L using adam(lr=0.05), steps=15
    """

  /// A chain much wider than a screen.
  static let chain: String =
    "param a0 = 1\n" + (1...30).map { "a\($0) = tanh(a\($0 - 1) + 0.1)\n" }.joined() + "output L = a30²"

  static let all = [
    "delivery": delivery, "accumulation": accumulation, "explosion": explosion, "tensors": tensors, "chain": chain,
  ]

  static func film(named name: String) throws -> Film { try film(all[name] ?? "") }

  static func film(_ text: String, as depiction: Depiction = Depiction()) throws -> Film {
    film(try FlowFile.read(FlowSource(name: "test.flow", text: text)), as: depiction)
  }

  static func film(_ file: FlowFile, as depiction: Depiction = Depiction()) -> Film {
    depiction.film(
      of: file.model, descent: file.runs.first.map { Descent(of: $0, in: file.model.graph) })
  }
}
