/// What another program needs to compute a node again: its operands, and all that its operation is told besides.
package struct TapeEntry: Sendable, Equatable {
  package indirect enum Value: Sendable, Equatable {
    case number(Double)
    case whole(Int)
    case truth(Bool)
    case text(String)
    case list([Value])
  }

  package struct Attribute: Sendable, Equatable {
    package let name: String
    /// Nil: all axes.
    package let value: Value?

    package init(_ name: String, _ value: Value?) {
      self.name = name
      self.value = value
    }
  }

  package let attributes: [Attribute]
  /// Indices into the diagram's boxes, in the order of the operation's slots.
  package let operands: [Int]

  package init(attributes: [Attribute], operands: [Int]) {
    self.attributes = attributes
    self.operands = operands
  }
}
