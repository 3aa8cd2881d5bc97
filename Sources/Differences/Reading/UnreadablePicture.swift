/// Why a file is no picture of ours.
package struct UnreadablePicture: Error, Sendable {
  package let reason: String
}
