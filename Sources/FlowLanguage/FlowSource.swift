/// A text with the name it is reported under.
public struct FlowSource: Sendable {
  public let name: String
  public let text: String
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
