import Autodiff

/// What can be wrong or odd, as evidence, by family. Each family has one wording for each of its cases.
enum Problem {
  case word(WordProblem)
  case grammar(GrammarProblem)
  case name(NameProblem)
  case block(BlockProblem)
  case call(CallProblem)
  case dialect(DialectProblem)
  case value(ValueProblem)
  case shape(ShapeError)
  /// With what could be meant.
  case product(ProductProblem, [String])
  case claim(ClaimProblem)
  case training(TrainingProblem)
  case file(FileProblem)
  /// Legal, but odd: a warning.
  case odd(Oddity)

  var severity: Diagnostic.Severity {
    switch self {
    case .odd: .warning
    case .word, .grammar, .name, .block, .call, .dialect, .value, .shape, .product, .claim, .training, .file: .error
    }
  }

  /// What is wrong, and what to do about it.
  var wording: (message: String, hint: Hint?) {
    switch self {
    case .word(let problem): problem.wording
    case .grammar(let problem): problem.wording
    case .name(let problem): problem.wording
    case .block(let problem): problem.wording
    case .call(let problem): problem.wording
    case .dialect(let problem): problem.wording
    case .value(let problem): problem.wording
    case .shape(let error): error.wording
    case .product(let problem, let readings): (problem.message, .either(ifAny: readings))
    case .claim(let problem): problem.wording
    case .training(let problem): problem.wording
    case .file(let problem): problem.wording
    case .odd(let oddity): oddity.wording
    }
  }
}
