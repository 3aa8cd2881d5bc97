/// Which parts of the mathematics a picture shows. The facts behind it stay complete.
public struct Parts: OptionSet, Sendable {
  /// One bit for each part.
  public let rawValue: Int
  /// The parts of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The numbers in boxes.
  public static let values = Parts(rawValue: 1)
  /// `∂L/∂w1 = 12` in boxes.
  public static let gradients = Parts(rawValue: 2)
  /// Local derivatives on arrows.
  public static let derivatives = Parts(rawValue: 4)
  /// `6 · 2 = 12` on arrows.
  public static let contributions = Parts(rawValue: 8)
  /// `ŷ = w1·x1 + w2·x2` in boxes, `2e` on arrows.
  public static let formulas = Parts(rawValue: 16)
  /// What the lesson says of a node.
  public static let notes = Parts(rawValue: 32)
  /// What the shapes and lines mean.
  public static let legend = Parts(rawValue: 64)
  /// In JSON, up to 10,000 steps of each run instead of 200.
  public static let runs = Parts(rawValue: 128)
  /// The gradient as a stream beside each wire, as wide as the gradient.
  public static let bands = Parts(rawValue: 256)
  /// Below the picture, for each parameter with one path, the product along it, each factor under its own wire.
  public static let chain = Parts(rawValue: 512)
  /// Below the picture, how the next update moves each parameter, and what becomes of the loss.
  public static let update = Parts(rawValue: 1024)
  /// What looks wrong: `⚠ no signal`.
  public static let marks = Parts(rawValue: 2048)
  /// All but contributions, legend, runs, bands, chain and update.
  public static let standard: Parts = [.values, .gradients, .derivatives, .formulas, .notes, .marks]
}
