/// What a viewer has chosen: all of the picture that does not follow from the time.
package struct FilmView: Sendable, Equatable {
  /// Whose chain rule is written out.
  package var selectedBox: Int?
  /// The upper left corner of what is seen of a graph larger than the screen, in cells, when the view does not follow.
  package var panX: Int
  package var panY: Int
  /// What happens stays in view.
  package var follows: Bool
  /// Beats a second.
  package var speed: Double
  package var isPaused: Bool
  /// Whether it stops at every moment until the viewer goes on.
  package var steps = false
  /// What is being looked for.
  package var search: String?
  package var showsHelp: Bool
  /// Said in the status line for a while.
  package var message: String?

  /// Two and a half seconds for each event of the first step.
  package static let usualSpeed = 0.4

  package init(
    selectedBox: Int? = nil, panX: Int = 0, panY: Int = 0, follows: Bool = true, speed: Double = Self.usualSpeed,
    isPaused: Bool = false, showsHelp: Bool = false, message: String? = nil
  ) {
    self.selectedBox = selectedBox
    self.panX = panX
    self.panY = panY
    self.follows = follows
    self.speed = speed
    self.isPaused = isPaused
    self.showsHelp = showsHelp
    self.message = message
  }
}
