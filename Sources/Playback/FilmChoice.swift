import Depiction

/// Which of the films of a file is seen.
public struct FilmChoice: Sendable, Hashable {
  /// The training run, by its place in the file.
  public var run: Int
  /// How often the learning rate was doubled; negative: halved.
  public var doublings: Int
  /// How far to zoom in.
  public var detail: Detail

  public init(run: Int = 0, doublings: Int = 0, detail: Detail = .named) {
    self.run = run
    self.doublings = doublings
    self.detail = detail
  }

  /// Beyond, a learning rate says nothing more.
  public static let doublingLimit = 64
}
