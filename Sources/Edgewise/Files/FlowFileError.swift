/// Why a flow file gives no figure: it cannot be read, or its errors with their lines.
public struct FlowFileError: Error, Sendable, CustomStringConvertible {
  public let description: String
}
