/// Which of the films of a file is seen.
package struct FilmChoice: Sendable, Hashable {
  /// The training run, by its place in the file.
  package var run: Int
  /// How often the learning rate was doubled; negative: halved.
  package var doublings: Int
  /// How far to zoom in.
  package var detail: Detail

  package init(run: Int = 0, doublings: Int = 0, detail: Detail = .named) {
    self.run = run
    self.doublings = doublings
    self.detail = detail
  }

  /// Beyond, a learning rate says nothing more.
  package static let doublingLimit = 64
}
