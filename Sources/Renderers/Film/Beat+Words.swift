import Pictures

/// What stands before what is told of a beat.
extension Beat.Kind {
  package var isBackward: Bool {
    switch self {
    case .seed, .backward, .gather, .path: true
    case .given, .forward, .local, .update, .helped, .outcome: false
    }
  }

  package var sign: String {
    switch self {
    case .given: "○"
    case .forward: "▶"
    case .local: "∂"
    case .seed: "◆"
    case .backward: "◀"
    case .gather: "+"
    case .path: "∏"
    case .update: "←"
    case .helped: "⇒"
    case .outcome: "■"
    }
  }

  var asciiSign: String {
    switch self {
    case .given: "o"
    case .forward: ">"
    case .local: "d"
    case .seed: "@"
    case .backward: "<"
    case .gather: "+"
    case .path: "*"
    case .update: "="
    case .helped: "?"
    case .outcome: "#"
    }
  }

  /// - Parameter isTrained: whether the film has a run to end.
  package func word(isTrained: Bool) -> String {
    switch self {
    case .given: "given"
    case .forward: "forward"
    case .local: "local"
    case .seed: "seed"
    case .backward: "backward"
    case .gather: "add up"
    case .path: "path"
    case .update: "update"
    case .helped: "so far"
    case .outcome: isTrained ? "the end" : "gradient"
    }
  }
}
