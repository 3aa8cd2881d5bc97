/// A text with the name it is reported under.
package struct FlowSource: Sendable {
  package let name: String
  package let text: String
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
