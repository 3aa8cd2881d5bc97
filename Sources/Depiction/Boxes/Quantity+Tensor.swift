import Autodiff
import Pictures

extension Quantity {
  /// The tensor as a fact of a picture: a number if its shape is `[]`.
  package init(_ tensor: Tensor) {
    if tensor.shape.isScalar {
      self = .number(tensor.scalars[0])
    } else {
      self = .tensor(shape: tensor.shape.dimensions, values: tensor.scalars)
    }
  }
}
