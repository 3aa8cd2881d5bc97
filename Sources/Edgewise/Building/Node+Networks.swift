import Autodiff

// The functions of networks, as PyTorch has them; classes and features stand along the last axis.

/// eˣ over its sum along an axis.
public func softmax(_ x: Node, axis: Int = -1) -> Node { x.along(.softmax, axis) }
/// The logarithm of softmax, exact where that is 0.
public func logSoftmax(_ x: Node, axis: Int = -1) -> Node { x.along(.logSoftmax, axis) }

/// Along the last axis to mean 0 and variance 1, then times the gain, plus the bias.
public func layerNorm(_ x: Node, gain: Node? = nil, bias: Node? = nil, eps: Double = 1e-5) -> Node {
  var result = x.applying(Operation(.lines(.layerNorm), .number(eps)))
  if let gain { result = result * gain }
  if let bias { result = result + bias }
  return result
}
/// Along the first axis to mean 0 and variance 1, then times the gain, plus the bias.
public func batchNorm(_ x: Node, gain: Node? = nil, bias: Node? = nil, eps: Double = 1e-5) -> Node {
  var result = x.applying(Operation(.lines(.batchNorm), .number(eps)))
  if let gain { result = result * gain }
  if let bias { result = result + bias }
  return result
}
/// Along the last axis to mean square 1, then times the gain.
public func rmsNorm(_ x: Node, gain: Node? = nil, eps: Double = 1e-5) -> Node {
  let result = x.applying(Operation(.lines(.rmsNorm), .number(eps)))
  return gain.map { result * $0 } ?? result
}

/// −Σ y·log softmax(logits), the mean over the rows. The target holds rows of probabilities, in the logits' shape, or class numbers.
public func crossEntropy(_ logits: Node, _ target: Node) -> Node {
  let shape = logits.shape
  guard let classes = shape.dimensions.last, target.shape.dimensions == Array(shape.dimensions.dropLast()) else {
    return logits.applying(Operation(.crossEntropy), target)
  }
  return logits.applying(Operation(.crossEntropy), oneHot(target, classes: classes))
}
/// The rows of a table at whole numbers from 0; where there is no such row, NaN.
public func embedding(_ table: Node, _ indices: Node) -> Node { table.applying(Operation(.embedding), indices) }
/// A 1 at the place of each whole number from 0, along a new last axis.
public func oneHot(_ indices: Node, classes: Int) -> Node { indices.applying(Operation(.oneHot, .classes(classes))) }

/// Each entry 0 or times 1/(1 − p); which, the seed says alone.
/// - Precondition: p is from 0 on and below 1.
public func dropout(_ x: Node, p: Double = 0.5, seed: Int = 0) -> Node {
  precondition(p >= 0 && p < 1, "the probability of dropping an entry is from 0 on and below 1")
  return x.applying(Operation(.dropout, .dropout(probability: p, seed: seed)))
}

extension Node {
  fileprivate func along(_ lines: Primitive.Lines, _ axis: Int) -> Node {
    applying(Operation(.lines(lines), .axis(axis < 0 ? axis + shape.rank : axis)))
  }
}
