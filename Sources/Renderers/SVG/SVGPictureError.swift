/// Why there is no picture. It prints as a sentence.
public enum SVGPictureError: Error, Sendable, Equatable {
  /// Laying it out would take more than a few seconds.
  case tooLarge(boxes: Int, wires: Int)
  /// An arrow does not lead from a box to a later one.
  case disordered
  /// The one who was asked to place the boxes could not.
  case notPlaced(by: String)
}

extension SVGPictureError: CustomStringConvertible {
  /// A sentence.
  public var description: String {
    switch self {
    case .tooLarge(let boxes, let wires):
      """
      a picture of \(boxes) boxes and \(wires) wires would take too long to lay out, and nobody could read it.
      Draw it coarser with --detail groups or named, or a part of it with --of NODE.
      """
    case .disordered: "the picture's boxes are not in topological order"
    case .notPlaced(let engine): "the picture cannot be laid out by \(engine)"
    }
  }
}
