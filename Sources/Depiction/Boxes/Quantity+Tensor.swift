import Autodiff
import Pictures

extension Tensor {
  /// The fact as a tensor again.
  package init(_ quantity: Quantity) {
    switch quantity {
    case .number(let number): self.init(number)
    case .tensor(let shape, let values): self.init(shape: Shape(shape), scalars: Array(values))
    }
  }
}

extension Quantity {
  /// The tensor as a fact of a picture: a number if its shape is `[]`.
  package init(_ tensor: Tensor) {
    if tensor.shape.isScalar {
      self = .number(tensor.scalars[0])
    } else {
      self = .tensor(shape: tensor.shape.dimensions, values: tensor.scalars[...])
    }
  }
}
