import Autodiff
import Letters

extension ShapeError {
  var wording: (String, Hint?) {
    switch self {
    case .mismatch(let primitive, let shapes): Self.mismatch(primitive, shapes)
    case .axisOutOfRange(let axis, let rank):
      ("there is no axis \(axis): " + (rank == 0 ? "this is one number" : "the axes are 0 to \(rank - 1)"), nil)
    case .repeatedAxis(let axis): ("axis \(axis) is named twice", nil)
    case .indexOutOfRange(let index, let length):
      ("there is no entry \(index): the entries are 0 to \(length - 1)", nil)
    case .tooManyIndices(let count, let rank):
      (
        "\(counted(count, "index", "indices")) for a tensor with \(counted(rank, "axis", "axes"))",
        rank == 0 ? "it is one number and has no entries" : nil
      )
    case .reshape(let shape, let target):
      ("\(shape) holds \(counted(shape.count, "number")) and cannot become \(Shape(target))", nil)
    case .rankTooLow(let primitive, let shape):
      ("`\(primitive.name)` needs a matrix, but here is shape \(shape)", nil)
    case .notSquare(let primitive, let shape):
      ("`\(primitive.name)` needs a square matrix, but here is shape \(shape)", nil)
    case .empty: ("nothing would be left: a tensor without entries has no value", nil)
    case .tooLarge(let shape): ("shape \(shape) is too large for the memory", nil)
    }
  }

  private static func mismatch(_ primitive: Primitive, _ shapes: [Shape]) -> (String, Hint?) {
    let listed = shapes.prefix(4).map { $0.description }
    if shapes.count == 1 { return ("shape \(listed[0]) does not fit `\(primitive.name)`", hint(primitive, shapes)) }
    let all = listed.dropLast().joined(separator: ", ") + " and " + (listed.last ?? "")
    return ("shapes \(all) do not fit together in `\(primitive.name)`", hint(primitive, shapes))
  }

  private static func hint(_ primitive: Primitive, _ shapes: [Shape]) -> Hint? {
    if case .convolve(let convolution) = primitive {
      let places = convolution == .line ? "length" : "height, width"
      return
        "the image has shape [channels, \(places)], with a batch in front or without, and the kernel [out, channels, \(places)]"
    }
    if case .product = primitive, shapes.count == 2 {
      if shapes.contains(where: { $0.isScalar }) { return "one number multiplies with `*`" }
      if shapes[0].rank == 2, let last = shapes[1].dimensions.first, shapes[0].dimensions[0] == last {
        return "the left one fits when transposed: `.T`"
      }
      return "the last axis of the left must be as long as the first of the right"
    }
    if primitive == .crossEntropy, let logits = shapes.first, logits.rank > 0 {
      let classes = Shape(Array(logits.dimensions.dropLast()))
      return "the target holds class numbers, shape \(classes), or rows of probabilities, shape \(logits)"
    }
    return nil
  }
}
