import Autodiff

/// Products, powers and bars that mean several things, or none.
enum ProductProblem {
  case dotAmongTensors, dotOfThree, dotOfComplement, sumOfDots, dotOfQuotient
  case dotInReduction(String)
  /// `b ⊙ U x`
  case mixture
  case powerOfMatrix
  case listAsOperand
  case mismatch(String, Shape, Shape)
  case cross
  case transposedVector
  case bars
  case matrixNorm(Shape)
  case inverseShape(Shape)
  case reciprocal
  case behindSum

  var message: String {
    switch self {
    case .dotAmongTensors: "a dot product is one number: here it stands beside a tensor like its vectors"
    case .dotOfThree: "a dot product is one number, and multiplies the third vector"
    case .dotOfComplement: "a dot product of a vector with a number and that vector is one number"
    case .sumOfDots: "each dot product of two vectors is one number, and so is their sum"
    case .dotOfQuotient: "a quotient by a vector is taken entry by entry, and a dot product of it is one number"
    case .dotInReduction(let function): "a dot product is one number: `\(function)` has nothing to go over"
    case .mixture: "a product entry by entry before a matrix product could be meant before or after it"
    case .powerOfMatrix: "a matrix to a power is taken entry by entry: as a factor it could be the matrix by itself"
    case .listAsOperand: "a list of tensors could be put end to end or stacked"
    case .mismatch(let sign, let a, let b): "shapes \(a) and \(b) do not fit together in `\(sign)`"
    case .cross: "`×` of two tensors could be several products (`*`, `@`, `cross`)"
    case .transposedVector: "a transposed vector stands behind a vector (`a bᵀ`) or before a tensor (`aᵀ b`)"
    case .bars: "`|x|` of a tensor could be its entries' absolute values, or one number"
    case .matrixNorm(let shape): "the norm of a matrix, shape \(shape), is written `‖W‖` or `‖W‖_F`, over its entries"
    case .inverseShape(let shape): "only a square matrix has an inverse, not shape \(shape)"
    case .reciprocal: "`^-1` of a matrix could be its inverse or one over its entries"
    case .behindSum: "what stands behind a sum could be summed or not"
    }
  }
}
