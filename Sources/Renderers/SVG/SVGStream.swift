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
    /// From the wire to where nothing of it is any more, in any picture of a series.
    var room: Double
    /// `×2`; empty between tensors.
    var factor: SVGText
    /// Half as wide as the disc; nil where there is none.
    var disc: Double?
    var width: Double { max(upstream.width, product.width) }
  }

  static let widest = 16.0
  static let thinnest = 1.5
  /// The thinnest that can be hollow.
  static let hollow = 3.4
  /// From here on a hollow band is hatched.
  static let hatched = 6.5
  static let discRadius = 9.5
  /// The head at the source, and the straight run before it.
  static let head = 11.0
  static let straight = 14.0
  /// A logarithmic width loses so much with each power of ten.
  static let decade = 4.0

  /// By the index of the arrow.
  private(set) var bands: [Band?]
  /// Whether there is none.
  let isEmpty: Bool
  /// What is said of the widths below the picture.
  let notes: [String]

  /// Of pictures that lie on top of each other, on one scale and with the same distances.
  static func series(_ diagrams: [Diagram]) -> [SVGStream] {
    var sizes: [Double] = []
    for diagram in diagrams {
      for arrow in diagram.arrows {
        guard let band = arrow.band else { continue }
        sizes += (band.isSeed ? [band.product] : [band.upstream, band.product]).map { $0.magnitude }
          .filter { $0 > 0 && $0 < .infinity }
      }
    }
    let scale = Scale(sizes)
    let all = diagrams.map { SVGStream($0, scale) }
    guard all.count > 1 else { return all }
    return all.map { stream in
      var stream = stream
      for (index, own) in stream.bands.enumerated() {
        guard var band = own else { continue }
        for case let other? in all.map({ $0.bands[index] }) {
          band.distance = max(band.distance, other.distance)
          band.room = max(band.room, other.room)
        }
        stream.bands[index] = band
      }
      return stream
    }
  }

  private struct Scale {
    let largest: Double
    let isLogarithmic: Bool

    init(_ sizes: [Double]) {
      let largest = sizes.max() ?? 1
      self.largest = largest
      isLogarithmic =
        sizes.count { SVGStream.widest * $0 / largest < SVGStream.thinnest } * 3 > sizes.count
    }

    func end(_ gradient: Double) -> End {
      if gradient == 0 || gradient.isNaN { return End(width: 0, look: .dry) }
      let share = gradient.magnitude / largest
      let width =
        isLogarithmic
        ? SVGStream.widest + SVGStream.decade * Elementary.log10(share) : SVGStream.widest * min(share, 1)
      let least = gradient < 0 ? SVGStream.hollow : SVGStream.thinnest
      return End(width: max(least, min(width, SVGStream.widest)), look: gradient < 0 ? .hollow : .solid)
    }
  }

  private init(_ diagram: Diagram, _ scale: Scale) {
    bands = diagram.arrows.map { arrow in
      guard let band = arrow.band else { return nil }
      let (upstream, product) = (scale.end(band.upstream), scale.end(band.product))
      let factor = SVGText(plain: band.factor.map { "×" + SVGTypesetting.shortened($0) } ?? "", .factor)
      let isUnsaid = band.factor == nil && arrow.derivative?.shape == []
      let half = max(upstream.width, product.width) / 2
      let distance = max(10.5, 4 + half)
      return Band(
        upstream: upstream, product: product, distance: distance, room: distance + half,
        factor: factor, disc: isUnsaid ? nil : max(Self.discRadius, (factor.width / 2 + 4).rounded(.up)))
    }
    isEmpty = bands.allSatisfy { $0 == nil }
    var notes: [String] = []
    if scale.isLogarithmic {
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
