/// How much room something takes, in the unit of whoever asks: cells, or parts of a point.
package struct LayoutSize: Sendable, Hashable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
