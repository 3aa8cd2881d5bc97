/// Which texts a diagram has beside its facts: those that whoever draws it reads.
package struct Texts: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// What stands in boxes and on arrows.
  package static let labels = Texts(rawValue: 1)
  package static let tooltips = Texts(rawValue: 2)
  /// Derivatives in the flow language.
  package static let code = Texts(rawValue: 4)
  /// Which derivative it is, beside what it is: `∂L/∂e`.
  package static let names = Texts(rawValue: 8)
  /// For whoever draws single operations as gates, with numbers on the wires and a stream for each operand.
  package static let gates = Texts(rawValue: 16)
}
