import Autodiff
import Pictures

/// What flows back along the arrows, as streams.
extension AnnotatedGraph {
  /// More bands than these are drawn only if they are asked for; with more than `mostProducts` no products stand below them.
  private static let fewBands = 20
  private static let mostProducts = 12

  /// The stream along an arrow, where a gradient that is shown flows.
  func band(of arrow: Arrow, along edge: Wire, number: String?) -> Band? {
    guard parts.union(partsWhereFew).contains(.bands), let upstream = arrow.upstream,
      let contribution = arrow.contribution, flow.carriesShownGradient(from: edge.source, to: edge.target)
    else { return nil }
    return Band(
      upstream: upstream.signedNorm, product: contribution.signedNorm,
      factor: upstream.isNumber && contribution.isNumber && edge.number != nil ? number : nil,
      isSeed: edge.target == backward?.output)
  }

  /// Leaves out bands where they would be too many, and of what is written what the bands say by themselves.
  func settleBands(_ arrows: inout [Arrow]) {
    let count = arrows.count { $0.band != nil }
    let isCrowded = !parts.contains(.bands) && count > Self.fewBands
    for index in arrows.indices {
      guard let band = arrows[index].band else { continue }
      if isCrowded {
        arrows[index].band = nil
        continue
      }
      let isUnit = band.factor == "1" || band.factor == "−1"
      if isUnit {
        arrows[index].text.contribution = nil
        // The disc says it.
        if arrows[index].text.formula == nil { (arrows[index].text.name, arrows[index].text.number) = (nil, nil) }
        if count > Self.fewBands { arrows[index].band?.factor = nil }
      } else if count > Self.mostProducts {
        arrows[index].text.contribution = nil
      } else if band.factor == nil, parts.contains(.contributions) {
        let arrow = arrows[index]
        arrows[index].text.contribution =
          "\(size(band.upstream, of: arrow.upstream)) → \(size(band.product, of: arrow.contribution))"
      }
    }
  }

  /// `‖3.32‖` of a tensor, `−3.32` of a number.
  private func size(_ size: Double, of gradient: Quantity?) -> String {
    gradient?.isNumber == true ? format.text(size) : "‖\(format.text(size))‖"
  }
}

extension Quantity {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }

  /// A number, or of a tensor the Euclidean norm.
  fileprivate var signedNorm: Double {
    switch self {
    case .number(let number): return number
    case .tensor(_, let values): return values.norm
    }
  }
}
