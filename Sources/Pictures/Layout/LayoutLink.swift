/// An edge as the layout sees it: from box to box, and how much room its label takes. The unit is the caller's.
package struct LayoutLink: Sendable, Hashable {
  package var from: Int
  package var to: Int
  /// 0 × 0 for an edge without a label.
  package var label: LayoutSize

  package init(from: Int, to: Int, label: LayoutSize = LayoutSize(width: 0, height: 0)) {
    self.from = from
    self.to = to
    self.label = label
  }
}

package struct LayoutSize: Sendable, Hashable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

package struct LayoutPoint: Sendable, Hashable {
  package var x: Int
  package var y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
