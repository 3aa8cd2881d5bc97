/// A key that was pressed, as far as a terminal tells.
package enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  case up, down, left, right
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case home, end, pageUp, pageDown
  case tab, backTab, enter, backspace, escape
  /// The mouse, at a column and a row of the screen, both from 0.
  case click(x: Int, y: Int)
  case wheelUp, wheelDown
}
