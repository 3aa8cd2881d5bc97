/// What could be read in several ways.
enum Ambiguity {
  case besideQuotient, besidePower, behindRoot, behindSum
  case missingComma, signInList, listBehindBlank
  case nodeAndFunction(String)
  /// `2e1` below a node `e1`.
  case numberAndNode(String)

  var message: String {
    switch self {
    case .besideQuotient: "what stands side by side behind `/` could belong to either side of it"
    case .besidePower: "what stands side by side behind an exponent could belong to it"
    case .behindRoot: "what stands behind `√` without brackets could be under it or not"
    case .behindSum: "what stands behind a sum could be summed or not"
    case .missingComma: "a comma is missing in this list"
    case .signInList: "a sign in a list could begin an entry"
    case .listBehindBlank:
      "a list behind a blank is an index of whole numbers: tensors are put together by `concat` or `stack`"
    case .nodeAndFunction(let name): "`\(name)` is a node here, and a function"
    case .numberAndNode(let number): "`\(number)` is a number and could be a product with a node"
    }
  }
}
