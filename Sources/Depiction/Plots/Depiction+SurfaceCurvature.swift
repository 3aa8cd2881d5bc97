import Autodiff
import Training

extension Depiction {
  /// `where plain ended, L has the curvatures 0.4688 and 29.38 (a bowl); plain gradient descent is stable below 2/29.38 = 0.06807`: along
  /// the shown numbers. Nil where there are no finite second derivatives.
  static func curvatureNote(
    of model: Model, by numbers: [LeafEntry], loss: Int, held: [Int: Tensor], place: String, _ format: NumberFormat
  ) -> String? {
    var model = model
    model.graph = model.graph.rebuilt(leaves: held)
    model.output = loss
    guard let hessian = try? model.hessian(by: numbers.map { ($0.leaf, $0.entry) }) else { return nil }
    let curvature = Curvature(hessian)
    let shape: String
    switch curvature.bend {
    case .bowl: shape = "a bowl"
    case .dome: shape = "a dome"
    case .saddle: shape = "a saddle's shape"
    case .trough: shape = "a trough"
    case .ridge: shape = "a ridge"
    case .flat: shape = "flat"
    case .undefined: return nil
    }
    let values = curvature.eigenvalues.map { format.text(curvature.isFlat($0) ? 0 : $0) }
    var note = "\(place), \(model.id(of: loss)) has the curvature\(values.count == 1 ? "" : "s") "
    note += values.joined(separator: " and ")
    if values.count > 1 { note += " (\(shape))" }
    if let rate = curvature.largestStableRate, let steepest = curvature.eigenvalues.last {
      let bounds = curvature.bend == .saddle ? "; along the upward one " : "; "
      note += bounds + "plain gradient descent is stable below 2/\(format.text(steepest)) = \(format.text(rate))"
    }
    return note
  }
}
