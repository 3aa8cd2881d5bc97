/// What became of a box or an arrow between two pictures. Told by its line and its sign as well as by its colour.
package enum Change: String, Sendable, CaseIterable {
  case added, removed, changed

  package var sign: String {
    switch self {
    case .added: "+"
    case .removed: "−"
    case .changed: "≠"
    }
  }
}
