/// Cells of other libraries that the language cannot read.
enum DialectProblem {
  case none(String, reason: String)
  case arguments(String)
  case choices(String, [String])
  case lengths(String, rank: Int)

  var wording: (String, Hint?) {
    switch self {
    case .none(let cell, let reason): ("`\(cell)` has no counterpart here", reason.isEmpty ? nil : .advice(reason))
    case .arguments(let cell): ("`\(cell)` has no counterpart here with these arguments", nil)
    case .choices(let cell, let forms):
      forms.count == 1
        ? ("`\(cell)` is a pair in PyTorch", .write(forms[0]))
        : (
          "`\(cell)` is another thing in PyTorch and in NumPy",
          .either(forms)
        )
    case .lengths(let shape, let rank):
      ("`\(shape)` is no number", rank == 0 ? nil : .advice("write `\(shape)[0]` for one length"))
    }
  }
}
