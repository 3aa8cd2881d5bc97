/// Mathematics as the typesetter gives it: runs, which every renderer maps to its letters.
///
/// On a line, a formula is its runs' signs one behind the other. A textbook stacks fractions and draws a bar over what stands under a
/// root; there some runs enclose others, and some parentheses are not wanted: `x²/√(2y)` is
///
///     fraction   name x   raised 2   next   root   open ( on a line   number 2   name y   close ) on a line   end   end
package struct Formula: Sendable, Hashable {
  package var runs: [Run]

  package init(_ runs: [Run] = []) { self.runs = runs }

  /// Where a run stands.
  package enum Layout: UInt8, Sendable {
    case both, line, stacked

    package init?(line: Bool, stacked: Bool) {
      guard line || stacked else { return nil }
      self = line && stacked ? .both : line ? .line : .stacked
    }
  }

  package struct Run: Sendable, Hashable {
    package enum Kind: UInt8, Sendable {
      /// Of a node, with its index.
      case name
      /// `∂`, before a name.
      case differential
      /// As it is printed: `0.05`, `−1.5`, `∞`; and the power of ten behind it: `−7`.
      case number, exponent
      /// Of operations and relations, with the blanks around them.
      case sign
      /// A product's, and what stands between arguments.
      case dot, comma
      /// In the place of the gradient that arrives from above.
      case upstream
      case function
      case open, close
      /// Digits above the line, or T; digits below.
      case raised, lowered
      case words
      // What goes up to `end`, its parts with `next` between them; a matrix has a `row` before each line but the first.
      case fraction, root, power, cases, matrix
      case next, row, end
    }

    package var kind: Kind
    package var layout: Layout
    private let place: Int32
    /// Its signs on a line; of scripts and exponents the plain ones.
    package var text: String

    package init(_ kind: Kind, _ text: String = "", in layout: Layout = .both, node: Int? = nil) {
      self.kind = kind
      self.layout = layout
      place = node.map { Int32($0) } ?? -1
      self.text = text
    }

    package static func raised(_ whole: Int) -> Run {
      Run(.raised, (whole < 0 ? "−" : "") + String(whole.magnitude))
    }

    /// The node that it names.
    package var node: Int? { place < 0 ? nil : Int(place) }
  }
}

extension Formula: ExpressibleByStringLiteral {
  /// Signs: `" = "`.
  package init(stringLiteral sign: String) { self = .sign(sign) }

  package static func sign(_ sign: String) -> Formula { Formula([Run(.sign, sign)]) }
  package static func name(_ name: String, node: Int? = nil) -> Formula { Formula([Run(.name, name, node: node)]) }
  package static func number(_ digits: String) -> Formula { Formula([Run(.number, digits)]) }
  package static func words(_ words: String) -> Formula { Formula([Run(.words, words)]) }

  package static func fraction(_ a: Formula, _ b: Formula) -> Formula {
    Formula([Run(.fraction)] + a.runs + [Run(.next, "/")] + b.runs + [Run(.end)])
  }

  /// `∂L/∂w`
  package static func derivative(of output: Formula, by name: Formula) -> Formula {
    // One array, since a large picture has many.
    var runs = [Run(.fraction), Run(.differential, "∂")]
    runs.reserveCapacity(5 + output.runs.count + name.runs.count)
    runs += output.runs
    runs.append(Run(.next, "/"))
    runs.append(Run(.differential, "∂"))
    runs += name.runs
    runs.append(Run(.end))
    return Formula(runs)
  }

  package static func + (a: Formula, b: Formula) -> Formula { Formula(a.runs + b.runs) }

  package var inParentheses: Formula { Formula([Run(.open, "(")] + runs + [Run(.close, ")")]) }
}
