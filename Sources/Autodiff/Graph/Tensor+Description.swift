import Letters

extension Tensor: CustomStringConvertible {
  /// As Swift and the flow language write it, in as few digits as read back: `3`, `[1, 2.5]`, `[[1, 2], [3, 4]]`. Of more than 1,000
  /// numbers only the first and last three along each axis.
  public var description: String {
    var text = ""
    append(axis: 0, from: 0, stride: shape.count, to: &text)
    return text
  }

  private func append(axis: Int, from start: Int, stride: Int, to text: inout String) {
    guard axis < shape.rank else { return text += scalars[start].spelled }
    let length = shape.dimensions[axis]
    let inner = length == 0 ? 0 : stride / length
    let isCut = scalars.count > 1_000 && length > 6
    text += "["
    for index in 0..<length where !isCut || index < 3 || index >= length - 3 {
      if index > 0 { text += isCut && index == length - 3 ? ", …, " : ", " }
      append(axis: axis + 1, from: start + index * inner, stride: inner, to: &text)
    }
    text += "]"
  }
}
