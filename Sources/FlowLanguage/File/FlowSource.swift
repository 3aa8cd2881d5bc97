/// A text with the name and the line that it is reported under.
package struct FlowSource: Sendable {
  package let name: String
  package let text: String
  /// The line of its source that the text begins in, if it is embedded in another file.
  package let firstLine: Int

  package init(name: String, text: String, firstLine: Int = 1) {
    self.name = name
    self.text = text
    self.firstLine = firstLine
  }
}
