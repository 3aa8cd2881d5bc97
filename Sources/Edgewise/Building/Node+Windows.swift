import Autodiff

// Convolutions and pools, as PyTorch has them, of an image `[channels, …]` or `[batch, channels, …]`.
/// Cross-correlation with a kernel `[out, channels, length]`.
public func conv1d(_ x: Node, _ kernel: Node, bias: Node? = nil, stride: Int = 1, padding: Int = 0) -> Node {
  x.convolved(.line, kernel, bias, [stride], [padding])
}
/// Cross-correlation with a kernel `[out, channels, height, width]`.
public func conv2d(
  _ x: Node, _ kernel: Node, bias: Node? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0)
) -> Node {
  x.convolved(.plane, kernel, bias, [stride.0, stride.1], [padding.0, padding.1])
}
/// The largest entry of each window; of equal ones the first takes the gradient.
public func maxPool1d(_ x: Node, _ size: Int, stride: Int? = nil) -> Node {
  x.pooled(.max1d, [size], [stride ?? size])
}
/// The largest entry of each window; of equal ones the first takes the gradient.
public func maxPool2d(_ x: Node, _ size: (Int, Int), stride: (Int, Int)? = nil) -> Node {
  x.pooled(.max2d, [size.0, size.1], [stride?.0 ?? size.0, stride?.1 ?? size.1])
}
/// The mean of each window.
public func avgPool1d(_ x: Node, _ size: Int, stride: Int? = nil) -> Node {
  x.pooled(.mean1d, [size], [stride ?? size])
}
/// The mean of each window.
public func avgPool2d(_ x: Node, _ size: (Int, Int), stride: (Int, Int)? = nil) -> Node {
  x.pooled(.mean2d, [size.0, size.1], [stride?.0 ?? size.0, stride?.1 ?? size.1])
}

extension Node {
  fileprivate func pooled(_ pool: Primitive.Pool, _ size: [Int], _ stride: [Int]) -> Node {
    applying(
      Operation(.pool(pool), .window(Window(size: size, stride: stride, padding: size.map { _ in 0 }))))
  }

  fileprivate func convolved(
    _ convolution: Primitive.Convolution, _ kernel: Node, _ bias: Node?, _ stride: [Int], _ padding: [Int]
  ) -> Node {
    let lengths = kernel.shape.dimensions
    precondition(lengths.count == convolution.axes + 2, "a kernel has the shape [out, channels, …]")
    let window = Window(size: Array(lengths.dropFirst(2)), stride: stride, padding: padding)
    let result = applying(Operation(.convolve(convolution), .window(window)), kernel)
    guard let bias else { return result }
    return result + bias.reshaped([lengths[0]] + lengths.dropFirst(2).map { _ in 1 })
  }
}
