/// A figure made of plots: one, or several boxes side by side to be compared.
package struct PlotSheet: Sendable, Equatable {
  package struct Panel: Sendable, Equatable {
    /// How the box is marked.
    package enum Verdict: Sendable, Equatable { case success, failure, open }

    /// Stands over the plot; a panel with a caption is drawn as a box.
    package var caption: String?
    package var remark: String?
    package var verdict: Verdict
    /// Nil where bars are all.
    package var plot: Plot?
    package var bars: [BarChart]

    package init(
      caption: String? = nil, remark: String? = nil, verdict: Verdict = .open, plot: Plot?, bars: [BarChart] = []
    ) {
      self.caption = caption
      self.remark = remark
      self.verdict = verdict
      self.plot = plot
      self.bars = bars
    }
  }

  package var title: Formula?
  /// Alternative text for those who cannot see the picture.
  package var summary: String
  package var panels: [Panel]
  /// Said below the picture.
  package var notes: [String]

  package init(title: Formula? = nil, summary: String = "", panels: [Panel], notes: [String] = []) {
    self.title = title
    self.summary = summary
    self.panels = panels
    self.notes = notes
  }

  /// The series that a legend names: each once.
  package var legend: [Series] {
    var seen: Set<Int> = []
    return panels.flatMap { $0.plot?.series ?? [] }.filter { !$0.isGround && seen.insert($0.index).inserted }
  }
}
