/// What a plateau schedule remembers of the losses.
package struct PlateauState: Sendable, Hashable {
  /// What the base rate is multiplied with by now.
  package private(set) var scale = 1.0
  private var best = Double.infinity
  private var badUpdates = 0

  package init() {}

  /// Takes in the loss after an update; `rate` is the base rate.
  package mutating func observe(_ loss: Double, rate: Double, factor: Double, patience: Int) {
    if loss < best * (1 - 1e-4) {
      best = loss
      badUpdates = 0
    } else {
      badUpdates += 1
    }
    guard badUpdates > patience else { return }
    badUpdates = 0
    // As PyTorch: a change of up to 1e-8 is not worth making.
    if rate * scale - rate * scale * factor > 1e-8 { scale *= factor }
  }
}
