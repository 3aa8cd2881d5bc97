import Autodiff

extension Wording {
  /// A head, the second derivatives if they are few, the eigenvalues, and what they mean.
  static func curvature(_ curvature: Curvature, of output: String, _ place: String, ascii: Bool) -> [String] {
    let hessian = curvature.hessian
    var lines = ["curvature of \(output) by \(listed(hessian.names)), \(place)"]
    if hessian.order <= 8 { lines += matrix(hessian, corner: "second derivatives").map { "  " + $0 } }
    guard curvature.bend != .undefined else { return lines + ["  a second derivative is not finite"] }
    func line(_ label: String, _ text: String) { lines.append("  " + padded(label, to: 20) + text) }
    line("eigenvalues", eigenvalues(curvature))
    if let ratio = curvature.conditionNumber, hessian.order > 1 {
      line("condition number", ratio == .infinity ? "infinite: one direction is flat" : PasteableNumber.brief(ratio))
    }
    if let rate = curvature.largestStableRate, let steepest = curvature.eigenvalues.last {
      let limit = "2/\(PasteableNumber.brief(steepest)) = \(PasteableNumber.brief(rate))"
      line(
        "learning rate",
        curvature.bend == .bowl
          ? "plain gradient descent is stable below \(limit)"
          : "where it curves upward, plain gradient descent is stable below \(limit)")
    }
    line("here", verdict(curvature, ascii: ascii))
    return lines
  }

  /// `a minimum: the gradient is 0, and the surface curves upward in every direction`.
  private static func verdict(_ curvature: Curvature, ascii: Bool) -> String {
    let bend =
      switch curvature.bend {
      case .bowl: "the surface curves upward in every direction"
      case .dome: "the surface curves downward in every direction"
      case .saddle: "the surface curves upward in some directions and downward in others"
      case .trough: "the surface curves upward in some directions and not at all in others"
      case .ridge: "the surface curves downward in some directions and not at all in others"
      case .flat: "the surface curves in no direction"
      case .undefined: "its curvature is undefined"
      }
    switch curvature.verdict {
    case .minimum: return "a minimum: the gradient is 0, and " + bend
    case .maximum: return "a maximum: the gradient is 0, and " + bend
    case .saddle: return "a saddle: the gradient is 0, and " + bend
    case .undecided: return "the gradient is 0, but second derivatives do not decide: " + bend
    case .notStationary:
      let norm = (ascii ? "|gradient|" : "‖gradient‖") + " = " + PasteableNumber.brief(curvature.gradientNorm)
      return "no stationary point, \(norm); " + bend
    }
  }

  static func noCurvature(_ failure: Hessian.Failure, of output: String?) -> String {
    let output = output ?? "the output"
    return switch failure {
    case .noOutput: "there is no output that holds one number"
    case .noNumbers: "\(output) depends on no parameter (or name leaves, as in --wrt x,y)"
    case .tooManyNumbers:
      "second derivatives are for at most \(Hessian.limit) numbers at a time (choose some, as in --wrt 'w[0],w[1]')"
    case .tooLarge(let limit): "opened into single numbers, the graph has more than \(limit) nodes"
    }
  }

  // MARK: Layout

  /// Columns as wide as their widest number.
  private static func matrix(_ hessian: Hessian, corner: String) -> [String] {
    let indices = 0..<hessian.order
    let columns = indices.map { column in
      [hessian.names[column]] + indices.map { PasteableNumber.brief(hessian[$0, column]) }
    }
    let widths = columns.map { $0.reduce(0) { max($0, $1.count) } }
    let labels = [corner] + hessian.names.map { "  " + $0 }
    let margin = max(20, labels.reduce(0) { max($0, $1.count) } + 2)
    return (0...hessian.order).map { row in
      let cells = indices.map { column in
        String(repeating: " ", count: widths[column] - columns[column][row].count) + columns[column][row]
      }
      return padded(labels[row], to: margin) + cells.joined(separator: "  ")
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 1))
  }

  /// All of a few, of many the ends; what is no more than round-off as 0.
  private static func eigenvalues(_ curvature: Curvature) -> String {
    let texts = curvature.eigenvalues.map { PasteableNumber.brief(curvature.isFlat($0) ? 0 : $0) }
    if texts.count <= 10 { return texts.joined(separator: ", ") }
    return texts.prefix(4).joined(separator: ", ") + ", … (\(texts.count) in all) …, "
      + texts.suffix(4).joined(separator: ", ")
  }

  private static func listed(_ names: [String]) -> String {
    if names.count > 8 { return "\(names[0]), \(names[1]), … \(names[names.count - 1]) (\(names.count) numbers)" }
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
