import Diagrams

extension Film {
  /// Chosen moments: every so many beats of a span, its end included; or, without a distance, wherever one would stop to look.
  public func moments(in span: ClosedRange<Double>, every distance: Double? = nil) -> AnySequence<Double> {
    if let distance {
      let count = Int(((span.upperBound - span.lowerBound) / distance * (1 + 1e-12)).rounded(.down))
      return AnySequence((0...count).lazy.map { min(span.lowerBound + Double($0) * distance, span.upperBound) })
    }
    // A stop at the very beginning counts.
    var time = span.lowerBound - 1e-9
    return AnySequence(
      AnyIterator {
        guard let next = self.time(after: time, of: nil), next <= span.upperBound else { return nil }
        time = next
        return next
      })
  }
}
