/// A block of flow in a lesson.
package struct LessonFigure: Sendable {
  /// Behind the fence.
  package let options: FigureOptions
  /// From where its fence begins to the end of its last line, in the lesson's bytes.
  let range: Range<Int>
  /// What goes before its first line, and before each line behind: the signs of quotes and lists around it.
  let prefix: (first: String, other: String)
  /// What stands between the fences, line by line, each with where it begins in the lesson.
  let lines: [(text: String, offset: Int)]
  /// Its number in the lesson, from 1.
  let number: Int

  /// Its first line, in the lesson's bytes.
  let head: Range<Int>

  package var text: String { lines.map { $0.text + "\n" }.joined() }
}
