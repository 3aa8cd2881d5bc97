/// How the next update of a training run moves the parameters, and what becomes of the loss: a line below a picture.
package struct UpdateLine: Sendable, Equatable {
  /// `One step of gd, rate 0.05`
  package var head: String
  package var moves: [Move]
  /// `L`
  package var loss: Formula
  /// `falls`
  package var verb: String
  /// `9`, `0.81`
  package var before, after: String

  /// `w1 ← 1 − 0.05·12 = 0.4`
  package struct Move: Sendable, Equatable {
    /// `w1`
    package var name: Formula
    /// `← 1 − 0.05·`
    package var start: String
    /// `12`; nil where a rule does more than take a part of it away.
    package var gradient: String?
    /// `=`
    package var relation: String
    /// `0.4`
    package var end: String

    package init(name: Formula, start: String, gradient: String?, relation: String, end: String) {
      self.name = name
      self.start = start
      self.gradient = gradient
      self.relation = relation
      self.end = end
    }

    /// As a line of text.
    package var text: String { "\(name.text) \(start)\(gradient ?? "") \(relation) \(end)" }
  }

  package init(head: String, moves: [Move], loss: Formula, verb: String, before: String, after: String) {
    self.head = head
    self.moves = moves
    self.loss = loss
    self.verb = verb
    self.before = before
    self.after = after
  }
}
