/// A key that was pressed, as far as a terminal tells.
package enum Key: Sendable, Hashable {
  case character(Unicode.Scalar)
  case up, down, left, right
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case home, end, pageUp, pageDown
  case tab, backTab, enter, backspace, escape
}
