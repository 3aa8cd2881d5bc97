import Pictures

extension Film {
  /// Chosen moments: every so many beats of a span, its end included; or, without a distance, wherever one would stop to look,
  /// at least the first.
  package func moments(in span: ClosedRange<Double>, every distance: Double? = nil) -> AnySequence<Double> {
    if let distance {
      let count = Int(((span.upperBound - span.lowerBound) / distance * (1 + 1e-12)).rounded(.down))
      return AnySequence((0...count).lazy.map { min(span.lowerBound + Double($0) * distance, span.upperBound) })
    }
    // Where nobody would stop, the beginning is shown: whoever asks for a moment sees one.
    guard let first = self.time(after: span.lowerBound - 1e-9, of: nil), first <= span.upperBound else {
      return AnySequence([span.lowerBound])
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
