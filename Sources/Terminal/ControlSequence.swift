/// What a terminal is told beside colours and moves of the cursor.
package enum ControlSequence {
  /// No cursor, and lines that do not wrap, as `FrameDiff` expects.
  package static let drawing = "\u{1b}[?25l\u{1b}[?7l"
  /// Back to the beginning of the line, which is emptied.
  package static let emptyLine = "\r\u{1b}[K"
  /// The alternate screen, ready for drawing, the mouse told of, attributes off, and empty.
  static let enterScreen = "\u{1b}[?1049h" + drawing + "\u{1b}[?1000h\u{1b}[?1006h\u{1b}[m\u{1b}[2J\u{1b}[H"
  /// The end of an update that was interrupted, and all of that undone.
  static let leaveScreen = "\u{1b}[?2026l\u{1b}[m\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"
}
