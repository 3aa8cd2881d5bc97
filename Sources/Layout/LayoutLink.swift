/// An edge as the layout sees it: from box to box, and how much room it takes beside its wire.
package struct LayoutLink: Sendable, Hashable {
  package var from: Int
  package var to: Int
  /// Leaves of one term of a sum stand together: those of `w1·x1 + w2·x2` in the order w1, x1, w2, x2.
  package var term: Int
  /// 0 × 0 for an edge without a label.
  package var label: LayoutSize
  /// How far behind the label's first side, across the flow, its wire runs; nil: in the middle.
  package var labelMiddle: Int?
  /// Kept free beside the wire on its right-hand side as seen forwards, where it turns.
  package var aside = 0
  /// Kept free across the flow on the two sides of the wire where it leaves its source, and in lanes and where it enters its
  /// target, beyond what every wire has.
  package var leaving = Room()
  package var entering = Room()

  package struct Room: Sendable, Hashable {
    package var before = 0
    package var after = 0

    package init(before: Int = 0, after: Int = 0) {
      self.before = before
      self.after = after
    }
  }

  package init(from: Int, to: Int, term: Int = 0, label: LayoutSize = LayoutSize(width: 0, height: 0)) {
    self.from = from
    self.to = to
    self.term = term
    self.label = label
  }
}
