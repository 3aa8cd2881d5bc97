/// A problem and its place.
struct Finding {
  let range: Range<Int>
  let problem: Problem
  /// Where a function is called whose body shows the problem.
  var callLine: Int?

  /// As it is shown, with a hint that is proved.
  func diagnostic(_ hint: Hint?, _ proposals: [Proposal]) -> Diagnostic {
    var message = problem.wording.message
    if let callLine { message += ", in the call on line \(callLine)" }
    let isMissingFile = if case .value(.table(_, _, isMissing: true)) = problem { true } else { false }
    return Diagnostic(
      severity: problem.severity, range: range, message: message, hint: hint?.text, proposals: proposals,
      isCertain: proposals.count == 1 && problem.wording.hint?.isCertain == true && !renames,
      isMissingFile: isMissingFile)
  }

  /// Whether the hint gives a node another name, so that what is below could mean either.
  private var renames: Bool {
    switch problem {
    case .grammar(.augmented), .name(.alreadyDefined), .name(.definedByItself): true
    default: false
    }
  }
}

/// What was found so far. Reading stops when there are many more errors than are printed, so that noise costs no
/// time.
struct Findings {
  static let limit = 1000
  private(set) var errors: [Finding] = []
  private(set) var warnings: [Finding] = []

  var isFull: Bool { errors.count >= Findings.limit }

  @inline(never)
  mutating func add(_ problem: Problem, at range: Range<Int>) {
    switch problem.severity {
    case .warning: warnings.append(Finding(range: range, problem: problem))
    case .error: if !isFull { errors.append(Finding(range: range, problem: problem)) }
    }
  }

  /// Says of the shapes that do not fit in a function's body, from the given error on, where it was called.
  mutating func addCall(line: Int, from first: Int) {
    for index in first..<max(errors.count, first) where errors[index].callLine == nil {
      if case .shape = errors[index].problem { errors[index].callLine = line }
    }
  }

  /// The errors in the order of the file.
  var sortedErrors: [Finding] { Findings.sorted(errors) }
  var sortedWarnings: [Diagnostic] {
    Findings.sorted(warnings).map { $0.diagnostic($0.problem.wording.hint, []) }
  }

  /// Throws the errors, if there are any.
  func throwErrors(of source: FlowSource, tables: TableSource = .none) throws(FlowErrors) {
    guard !errors.isEmpty else { return }
    var proofs = Proofs(source, tables: tables)
    throw FlowErrors(source: source, diagnostics: proofs.diagnostics(of: self))
  }

  private static func sorted(_ findings: [Finding]) -> [Finding] {
    let order = findings.indices.sorted {
      (findings[$0].range.lowerBound, $0) < (findings[$1].range.lowerBound, $1)
    }
    return order.map { findings[$0] }
  }
}
