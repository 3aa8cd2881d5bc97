import ElementaryFunctions
import Pictures

/// How wide the bands of a picture are, and how far beside their wires they run.
///
/// Widths are proportional to the gradients, so that they add up where bands meet; where too many would be too thin to be told
/// apart they are logarithmic, and a note says so.
struct SVGStream: Sendable {
  /// One end of a band.
  struct End: Sendable, Equatable {
    var width: Double
    /// Negative ones are hollow; of nothing there is only a dashed line.
    var look: Look
    enum Look: Sendable, Equatable { case solid, hollow, dry }
  }

  struct Band: Sendable, Equatable {
    /// From the target to the disc; from the disc to the source.
    var upstream, product: End
    /// From the wire to the middle of the band.
    var distance: Double
    /// `×2`; empty between tensors.
    var factor: SVGText
    /// Half as wide as the disc; nil where there is none.
    var disc: Double?
    var width: Double { max(upstream.width, product.width) }
  }

  static let widest = 16.0
  static let thinnest = 1.5
  /// The thinnest that can be hollow.
  private static let hollow = 3.4
  /// From here on a hollow band is hatched.
  static let hatched = 6.5
  static let discRadius = 9.5
  /// The head at the source, and the straight run before it.
  static let head = 11.0
  static let straight = 14.0
  /// A logarithmic width loses so much with each power of ten.
  private static let decade = 4.0

  /// By the index of the arrow.
  let bands: [Band?]
  /// Whether there is none.
  let isEmpty: Bool
  /// What is said of the widths below the picture.
  let notes: [String]

  init(_ diagram: Diagram) {
    var sizes: [Double] = []
    for arrow in diagram.arrows {
      guard let band = arrow.band else { continue }
      sizes += (band.isSeed ? [band.product] : [band.upstream, band.product]).map { $0.magnitude }
        .filter { $0 > 0 && $0 < .infinity }
    }
    let largest = sizes.max() ?? 1
    let isLogarithmic = sizes.count { Self.widest * $0 / largest < Self.thinnest } * 3 > sizes.count
    func end(_ gradient: Double) -> End {
      if gradient == 0 || gradient.isNaN { return End(width: 0, look: .dry) }
      let share = gradient.magnitude / largest
      let width =
        isLogarithmic ? Self.widest + Self.decade * Elementary.log10(share) : Self.widest * min(share, 1)
      let least = gradient < 0 ? Self.hollow : Self.thinnest
      return End(width: max(least, min(width, Self.widest)), look: gradient < 0 ? .hollow : .solid)
    }
    bands = diagram.arrows.map { arrow in
      guard let band = arrow.band else { return nil }
      let (upstream, product) = (end(band.upstream), end(band.product))
      let factor = SVGText(plain: band.factor.map { "×" + SVGTypesetting.shortened($0) } ?? "", .factor)
      let isUnsaid = band.factor == nil && arrow.derivative?.shape == []
      return Band(
        upstream: upstream, product: product, distance: max(10.5, 4 + max(upstream.width, product.width) / 2),
        factor: factor, disc: isUnsaid ? nil : max(Self.discRadius, (factor.width / 2 + 4).rounded(.up)))
    }
    isEmpty = bands.allSatisfy { $0 == nil }
    var notes: [String] = []
    if isLogarithmic {
      notes.append(
        "A band loses \(Int(Self.decade)) of its \(Int(Self.widest)) pixels with each power of ten, so widths do not add up."
      )
    }
    if diagram.arrows.contains(where: { $0.band != nil && $0.contribution?.shape != [] }) {
      notes.append("Of a tensor the band is as wide as the gradient's norm, and norms need not add up.")
    }
    self.notes = notes
  }
}
