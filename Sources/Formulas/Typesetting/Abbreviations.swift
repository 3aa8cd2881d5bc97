import Autodiff
import Letters
import Pictures

/// Names for what stands more than once in a long formula: `with A = softmax(S)`.
package struct Abbreviations {
  private struct Key: Hashable {
    let expression: Expression
    /// What arrives, if it stands in it.
    let upstream: Formula?
  }

  private let avoided: [String]
  // Of a large graph most formulas need none.
  private lazy var taken = Set(avoided.map { $0.canonicalName })
  private var names: [Key: String] = [:]
  private var definitions: [(name: String, expression: Expression, formula: Formula)] = []

  /// `A = softmax(S)`, in the order in which they are needed.
  package var meanings: [Formula] { definitions.map { .name($0.name) + " = " + $0.formula } }

  /// Formulas up to this length repeat themselves.
  private static let short = 32
  private static let most = 3

  /// - Parameter names: those of the figure.
  package init(avoiding names: [String]) { avoided = names }

  /// The formula as `SymbolicFormula` gives it, with names for its repetitions.
  package mutating func formula(of symbols: SymbolicFormula, upstream: Formula?) -> Formula {
    symbols.typeset(shortened(symbols.read(upstream), upstream), upstream)
  }

  private mutating func shortened(_ whole: Expression, _ upstream: Formula?) -> Expression {
    var tree = whole
    for _ in 0..<Self.most {
      guard length(of: tree, upstream) > Self.short, let repeated = repetition(in: tree, upstream) else { break }
      let key = Key(expression: repeated, upstream: repeated.hasUpstream ? upstream : nil)
      let before = definitions.count
      let name = names[key] ?? define(key, upstream)
      tree = tree.replacing(key.expression, by: Self.symbol(name, key.expression.shape))
      // What was named inside of it has that name outside too.
      for inner in definitions.dropFirst(before) where inner.name != name {
        tree = tree.replacing(inner.expression, by: Self.symbol(inner.name, inner.expression.shape))
      }
    }
    return tree
  }

  private static func symbol(_ name: String, _ shape: Shape) -> Expression {
    Expression(.name(name, node: -1), shape: shape)
  }

  private func length(of tree: Expression, _ upstream: Formula?) -> Int {
    var typesetter = Typesetter(upstream: upstream)
    typesetter.write(tree)
    return Formula(typesetter.runs).text.count
  }

  /// The largest part that stands there twice and is worth a name.
  private func repetition(in tree: Expression, _ upstream: Formula?) -> Expression? {
    var counts: [Expression: Int] = [:]
    var order: [Expression] = []
    func visit(_ part: Expression) {
      if part.read.size >= 3, part !== tree, part.hasNames {
        if counts[part] == nil { order.append(part) }
        counts[part, default: 0] += 1
      }
      for inner in part.read.parts { visit(inner) }
    }
    visit(tree)
    var best: (part: Expression, saved: Int)?
    for part in order {
      let count = tree.occurrences(of: part)
      guard count > 1, case let saved = (count - 1) * length(of: part, upstream), saved >= 8 else { continue }
      if best.map({ part.size > $0.part.size }) ?? true { best = (part, saved) }
    }
    return best?.part
  }

  private mutating func define(_ key: Key, _ upstream: Formula?) -> String {
    let inside = shortened(key.expression, upstream)
    let letters =
      key.upstream != nil
      ? ["G", "H"] : key.expression.shape.rank > 1 ? ["A", "B", "C", "P"] : ["u", "v", "s", "r", "q"]
    var number = 0
    var name = ""
    repeat {
      name = letters[number % letters.count] + (number < letters.count ? "" : String(number / letters.count))
      number += 1
    } while taken.contains(name)
    taken.insert(name)
    names[key] = name
    var typesetter = Typesetter(upstream: upstream)
    typesetter.write(inside)
    definitions.append((name, key.expression, Formula(typesetter.runs)))
    return name
  }
}

extension Expression {
  /// What a reader sees of it.
  fileprivate var read: (size: Int, parts: [Expression]) {
    if case .described(_, let phrases) = kind { return (1, phrases.parts) }
    return (size, kind.parts)
  }

  /// Whether it is no constant.
  fileprivate var hasNames: Bool { isName || isUpstream || read.parts.contains { $0.hasNames } }

  /// Of a product all that its factors are among.
  private func remainder(without part: Expression) -> [Expression]? {
    guard case .product(let wanted) = part.kind, case .product(var factors) = kind, wanted.count < factors.count
    else {
      return nil
    }
    for factor in wanted {
      guard let place = factors.firstIndex(of: factor) else { return nil }
      factors.remove(at: place)
    }
    return factors
  }

  fileprivate func occurrences(of part: Expression) -> Int {
    if self == part { return 1 }
    if let rest = remainder(without: part) { return 1 + rest.reduce(0) { $0 + $1.occurrences(of: part) } }
    return read.parts.reduce(0) { $0 + $1.occurrences(of: part) }
  }

  fileprivate func replacing(_ part: Expression, by name: Expression) -> Expression {
    if self == part { return name }
    if let rest = remainder(without: part) {
      let others = rest.map { $0.replacing(part, by: name) }
      // Single numbers stay in front.
      let scalars = others.prefix { $0.shape.isScalar && !name.shape.isScalar }
      return Expression(.product(scalars + [name] + others.dropFirst(scalars.count)), shape: shape)
    }
    return Expression(kind.mapParts { $0.replacing(part, by: name) }, shape: shape, rank: rank)
  }
}
