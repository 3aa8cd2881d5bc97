/// Why there is no picture.
package enum GraphvizError: Error, Sendable, Equatable {
  /// libgvc or its plugins cannot be opened; the reason is the loader's.
  case unavailable(String)
  /// Not DOT, with Graphviz's words.
  case syntax(String)
  /// Graphviz gave up, with its words.
  case failed(String)
}

extension GraphvizError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let reason):
      """
      this needs Graphviz's library libgvc (\(reason)).
      Install it (Debian, Ubuntu: apt install graphviz; Fedora: dnf install graphviz; macOS: brew install graphviz), \
      or say where it is: EDGEWISE_LIBGVC=/path/to/libgvc. Everything but svg:core and --engine dot works without it.
      """
    case .syntax(let words): "Graphviz cannot read this DOT: \(words)"
    case .failed(let words): "Graphviz could not lay the picture out: \(words)"
    }
  }
}
