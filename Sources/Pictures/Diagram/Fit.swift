/// A frame that a picture is scaled into, in which its smallest text (indices aside) is still to be read.
public struct Fit: Sendable, Hashable {
  /// In pixels.
  public var width, height: Double

  /// A frame of these pixels.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A slide.
  public static let slide = Fit(width: 1600, height: 900)

  /// What can still be read, in pixels.
  package static let leastText = 11.0

  /// How large text of this size is when the picture is scaled into the frame.
  package func size(ofText size: Double, in width: Double, _ height: Double) -> Double {
    size * min(self.width / width, self.height / height)
  }

  /// Whether a picture as wide as the frame leaves most of its height free, with text that is hardly read.
  package func isStrip(ofText size: Double, in width: Double, _ height: Double) -> Bool {
    height / width < 0.4 * self.height / self.width
      && self.size(ofText: size, in: width, height) < 1.3 * Self.leastText
  }

  /// How much too large a picture with this smallest text is: its excess width times its excess height, 1 where it fits.
  package func excess(ofText size: Double, in width: Double, _ height: Double) -> Double {
    let scale = Self.leastText / size
    return max(1, width * scale / self.width) * max(1, height * scale / self.height)
  }
}
