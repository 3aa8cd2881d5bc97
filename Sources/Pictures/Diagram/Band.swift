/// The gradient that flows back along an arrow, drawn as a stream beside its wire: as wide as the upstream gradient until the
/// local derivative multiplies it, then as wide as the product.
package struct Band: Sendable, Equatable {
  /// The gradient at the target; of a tensor its Euclidean norm.
  package var upstream: Double
  /// What arrives at the source, likewise.
  package var product: Double
  /// The local derivative as it is printed; nil between tensors, where a ratio of norms is no factor.
  package var factor: String?
  /// Whether it comes from the output, whose gradient by itself is 1 in every picture and says nothing.
  package var isSeed: Bool

  package init(upstream: Double, product: Double, factor: String?, isSeed: Bool = false) {
    self.upstream = upstream
    self.product = product
    self.factor = factor
    self.isSeed = isSeed
  }
}
