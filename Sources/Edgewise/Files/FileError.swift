/// A file that cannot be read, and why.
package struct FileError: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String
  /// There is none, or none that may be read.
  package let isMissing: Bool

  package var description: String { "cannot read \(path): \(reason)" }
}
