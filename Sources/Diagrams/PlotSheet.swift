/// A figure made of plots: one, or several boxes side by side to be compared.
public struct PlotSheet: Sendable, Equatable {
  public struct Panel: Sendable, Equatable {
    /// How the box is marked.
    public enum Verdict: Sendable, Equatable { case success, failure, open }

    /// Stands over the plot; a panel with a caption is drawn as a box.
    public var caption: String?
    public var remark: String?
    public var verdict: Verdict
    /// Nil where bars are all.
    public var plot: Plot?
    public var bars: [BarChart]

    public init(
      caption: String? = nil, remark: String? = nil, verdict: Verdict = .open, plot: Plot?, bars: [BarChart] = []
    ) {
      self.caption = caption
      self.remark = remark
      self.verdict = verdict
      self.plot = plot
      self.bars = bars
    }
  }

  public var title: String?
  /// Alternative text for those who cannot see the picture.
  public var summary: String
  public var panels: [Panel]
  /// Said below the picture.
  public var notes: [String]

  public init(title: String? = nil, summary: String = "", panels: [Panel], notes: [String] = []) {
    self.title = title
    self.summary = summary
    self.panels = panels
    self.notes = notes
  }

  /// The series that a legend names: each once.
  public var legend: [Series] {
    var seen: Set<Int> = []
    return panels.flatMap { $0.plot?.series ?? [] }.filter { !$0.isGround && seen.insert($0.index).inserted }
  }
}
