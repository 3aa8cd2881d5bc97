/// What is in a picture, whatever the format: boxes, arrows, and the facts behind them.
///
/// A renderer reads this and nothing else. Facts (`value`, `gradient`, `derivative` …) are always complete; what a
/// picture shows of them is decided by whoever made the diagram and stands ready in `BoxText` and `ArrowText`.
package struct Diagram: Sendable, Equatable {
  package var title: Formula?
  /// Alternative text for those who cannot see the picture.
  package var summary: String
  /// The same told forward and backward, where it is not too long.
  package var story: String?
  /// The name of the output, or nil.
  package var output: String?
  /// `groups`, `named`, `operations` or `scalars`.
  package var detail: String
  package var step: Int
  /// In topological order, leaves in the order of the file.
  package var boxes: [Box]
  /// In the order of their target, then of the source's first use.
  package var arrows: [Arrow]
  /// One for each path whose product is written out below.
  package var chains: [ChainColumns] = []
  /// The update that follows, where it is written out below.
  package var update: UpdateLine?
  /// Whether a legend is drawn.
  package var showsLegend: Bool
  /// Formulas that have no room in the picture, and names for what is in others more than once: `with A = softmax(S)`.
  package var captions: [Formula] = []
  /// Said below the picture: why there are no gradients, which group stays open.
  package var notes: [String]
  /// Structure and looks alone: see `bare`.
  package var isBare = false
  /// The training runs of the file, as JSON lists them.
  package var runs: [RunRecord]
  package var expectations: [Expectation]

  package init(
    title: Formula? = nil, summary: String = "", output: String? = nil, detail: String = "named", step: Int = 0,
    boxes: [Box] = [], arrows: [Arrow] = [], showsLegend: Bool = false, notes: [String] = [],
    runs: [RunRecord] = [], expectations: [Expectation] = []
  ) {
    self.title = title
    self.summary = summary
    self.output = output
    self.detail = detail
    self.step = step
    self.boxes = boxes
    self.arrows = arrows
    self.showsLegend = showsLegend
    self.notes = notes
    self.runs = runs
    self.expectations = expectations
  }
}

/// A claim of the file and whether it holds, as JSON lists it.
package struct Expectation: Sendable, Equatable {
  package let line: Int
  /// `ŷ = 8`, as `fmt` writes it.
  package let claim: String
  /// Nil if it was not tried.
  package let holds: Bool?
  package let actual: Quantity?

  package init(line: Int, claim: String, holds: Bool?, actual: Quantity?) {
    self.line = line
    self.claim = claim
    self.holds = holds
    self.actual = actual
  }
}
