/// A node of the picture.
package struct Box: Sendable, Equatable {
  /// Roles have shapes and colours: inputs and targets plain, parameters rounded and accented, operations boxes, the
  /// output doubled.
  package enum Role: String, Sendable, CaseIterable {
    case input, target, parameter, constant, operation, output
  }

  /// `ŷ`, `ŷ.1`, `W[0, 1]`: unique in the diagram, derived from names.
  package var id: String
  package var role: Role
  /// `add`, `leaf`, `region`.
  package var operation: String
  /// The right-hand side as `fmt` writes it.
  package var expression: String?
  package var note: String?
  /// The groups that hold it, outermost first.
  package var groups: [String]
  /// The closed group of which it is a port.
  package var closed: String?
  package var value: Quantity
  /// Nil when there is no gradient at all (the output is a tensor), 0 where nothing flows.
  package var gradient: Quantity?
  package var tooltip: String
  package var text: BoxText
  /// At `operations`, but of a closed group.
  package var tape: TapeEntry?
  /// Between two pictures; nil in one by itself, and where nothing changed.
  package var change: Change?

  package init(
    id: String, role: Role, operation: String, expression: String? = nil, note: String? = nil, groups: [String] = [],
    closed: String? = nil, value: Quantity, gradient: Quantity?, tooltip: String = "", text: BoxText
  ) {
    self.id = id
    self.role = role
    self.operation = operation
    self.expression = expression
    self.note = note
    self.groups = groups
    self.closed = closed
    self.value = value
    self.gradient = gradient
    self.tooltip = tooltip
    self.text = text
  }
}

/// What a box shows.
package struct BoxText: Sendable, Equatable {
  package struct Brief: Sendable, Equatable {
    package var value, gradient: String
    package init(value: String, gradient: String) {
      self.value = value
      self.gradient = gradient
    }
  }

  /// `ŷ`, or for an unnamed node its operation: `·`, `+`, `tanh`.
  package var name: Formula
  /// `×`, in a circuit, where an operation is a gate and its value stands on the wires that leave it.
  package var gate: String?
  /// `w1·x1 + w2·x2`; nil for leaves, unnamed nodes, or when formulas are hidden.
  package var formula: Formula?
  /// `12 nodes, 3 parameters`: what a closed group holds, which its formula says too.
  package var contents: String?
  /// `8`, or the rows of a tensor, or one line that sums a large one up; empty when values are hidden.
  package var value: [String]
  /// Value and gradient of a tensor in a word each, its shape and its norm: `2×4`, `0.0187`.
  package var brief: Brief?
  /// Said beside the value: `kg`.
  package var note: String?
  /// `∂L/∂ŷ`; nil when the gradient is not shown.
  package var gradientName: Formula?
  /// `6`, or rows.
  package var gradient: [String]
  /// What looks wrong here, in a word or two: `relu is off`.
  package var mark: String?

  package init(
    name: Formula, formula: Formula? = nil, value: [String] = [], note: String? = nil, gradientName: Formula? = nil,
    gradient: [String] = [], mark: String? = nil
  ) {
    self.name = name
    self.formula = formula
    self.value = value
    self.note = note
    self.gradientName = gradientName
    self.gradient = gradient
    self.mark = mark
  }
}
