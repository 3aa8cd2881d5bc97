import Autodiff

extension Report {
  /// A line for each claim, the gradients, the warnings.
  public var lines: [ReportLine] {
    var lines = verdicts.map { verdict in
      verdict.holds
        ? ReportLine(kind: .passed, text: Wording.held(verdict))
        : ReportLine(kind: .failed, text: Wording.refuted(verdict))
    }
    if let numerical {
      let wrong = numerical.entries.filter { !$0.agrees }
      lines += wrong.map { ReportLine(kind: .failed, text: Wording.disagreement($0, in: model)) }
      if wrong.count < numerical.entries.count {
        lines.append(ReportLine(kind: .passed, text: Wording.agreement(numerical)))
      }
    }
    return lines + warnings.map { ReportLine(kind: .warning, text: $0) }
  }
}
