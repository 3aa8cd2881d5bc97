/// The chain rule along one path, as columns below a picture: `∂L/∂w1 = 12`, and each factor under its own wire.
package struct ChainColumns: Sendable, Equatable {
  /// `∂L/∂w1`
  package var name: Formula
  /// `12`
  package var value: String
  /// From the parameter to the output.
  package var factors: [Factor]

  package struct Factor: Sendable, Equatable {
    /// As an index into the diagram's arrows.
    package var arrow: Int
    /// `∂ŷ/∂w1`
    package var name: Formula
    /// `2`
    package var value: String

    package init(arrow: Int, name: Formula, value: String) {
      self.arrow = arrow
      self.name = name
      self.value = value
    }
  }

  package init(name: Formula, value: String, factors: [Factor]) {
    self.name = name
    self.value = value
    self.factors = factors
  }
}
