import Autodiff
import Foundation
import Pictures

/// Calculates with a printed line as a reader would who knows nothing of the program: names have the engine's values, everything else
/// is arithmetic.
struct Reckoner {
  struct Unreadable: Error {}

  /// What a name, or a derivative `∂a/∂b`, is.
  let names: [String: Double]
  let derivative: (_ of: String, _ by: String) -> Double?

  private static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": { exp($0) }, "log": { log($0) }, "tanh": { tanh($0) }, "sin": { sin($0) }, "cos": { cos($0) },
    "tan": { tan($0) }, "sqrt": { $0.squareRoot() },
    "√": { $0.squareRoot() }, "abs": { abs($0) }, "σ": { 1 / (1 + exp(-$0)) }, "sigmoid": { 1 / (1 + exp(-$0)) },
    "relu": { max($0, 0) }, "softplus": { log1p(exp($0)) }, "erf": { erf($0) }, "log1p": { log1p($0) },
    "expm1": { expm1($0) },
    "sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
  ]
  private static let raised = Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹", 0...9))

  /// The same where letters stand for names.
  func renamed(_ letters: [String: String]) -> Reckoner {
    let derivative = derivative
    return Reckoner(names: letters.compactMapValues { names[$0] }) { of, by in
      letters[of].flatMap { of in letters[by].flatMap { derivative(of, $0) } }
    }
  }

  func value(of text: String) throws -> Double {
    var rest = Array(text)[...]
    let value = try comparison(&rest)
    guard rest.isEmpty else { throw Unreadable() }
    return value
  }

  private func skip(_ rest: inout ArraySlice<Character>) { while rest.first == " " { rest.removeFirst() } }

  private func take(_ sign: Character, _ rest: inout ArraySlice<Character>) -> Bool {
    skip(&rest)
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }

  private func comparison(_ rest: inout ArraySlice<Character>) throws -> Double {
    let a = try sum(&rest)
    if take(">", &rest) { return a > (try sum(&rest)) ? 1 : 0 }
    if take("<", &rest) { return a < (try sum(&rest)) ? 1 : 0 }
    if take("≥", &rest) { return a >= (try sum(&rest)) ? 1 : 0 }
    if take("≤", &rest) { return a <= (try sum(&rest)) ? 1 : 0 }
    return a
  }

  private func sum(_ rest: inout ArraySlice<Character>) throws -> Double {
    var value = try product(&rest)
    while true {
      if take("+", &rest) {
        value += try product(&rest)
      } else if take("−", &rest) {
        value -= try product(&rest)
      } else {
        return value
      }
    }
  }

  private func product(_ rest: inout ArraySlice<Character>) throws -> Double {
    if take("−", &rest) { return -(try product(&rest)) }
    var value = try power(&rest)
    while true {
      if take("·", &rest) {
        value *= take("−", &rest) ? -(try power(&rest)) : try power(&rest)
      } else if take("/", &rest) {
        value /= try power(&rest)
      } else if let next = rest.first, next != " ", next == "(" || next == "√" || next == "∂" || next.isLetter {
        value *= try power(&rest)
      } else {
        return value
      }
    }
  }

  private func power(_ rest: inout ArraySlice<Character>) throws -> Double {
    var value = try atom(&rest)
    if rest.first == "^" {
      rest.removeFirst()
      let isNegative = take("−", &rest)
      let exponent = try atom(&rest)
      return pow(value, isNegative ? -exponent : exponent)
    }
    var digits = ""
    while let next = rest.first, let digit = Self.raised[next] ?? (next == "⁻" ? -1 : nil) {
      digits += digit < 0 ? "-" : "\(digit)"
      rest.removeFirst()
    }
    if let exponent = Double(digits) { value = pow(value, exponent) }
    return value
  }

  private func atom(_ rest: inout ArraySlice<Character>) throws -> Double {
    skip(&rest)
    guard let first = rest.first else { throw Unreadable() }
    if first == "(" {
      rest.removeFirst()
      let value = try comparison(&rest)
      guard take(")", &rest) else { throw Unreadable() }
      return value
    }
    if first == "|" {
      rest.removeFirst()
      let value = try sum(&rest)
      guard take("|", &rest) else { throw Unreadable() }
      return abs(value)
    }
    if first.isNumber { return try number(&rest) }
    if first == "√" {
      rest.removeFirst()
      return (try atom(&rest)).squareRoot()
    }
    if first == "∞" { return .infinity }
    if first == "∂" {
      rest.removeFirst()
      let output = name(&rest)
      guard take("/", &rest), take("∂", &rest) else { throw Unreadable() }
      guard let value = derivative(output, name(&rest)) else { throw Unreadable() }
      return value
    }
    let name = name(&rest)
    if let value = names[name] { return value }
    if name == "π" { return .pi }
    if let function = Self.functions[name] {
      // cos²(x)
      var exponent = 1.0
      if let next = rest.first, let digit = Self.raised[next] {
        exponent = Double(digit)
        rest.removeFirst()
      }
      guard rest.first == "(" else { throw Unreadable() }
      return pow(function(try atom(&rest)), exponent)
    }
    // A one-letter name directly before a parenthesis or after a number.
    throw Unreadable()
  }

  private func number(_ rest: inout ArraySlice<Character>) throws -> Double {
    var text = ""
    while let next = rest.first, next.isASCII && next.isNumber || next == "." {
      text.append(next)
      rest.removeFirst()
    }
    if rest.first == "e", let second = rest.dropFirst().first,
      second.isNumber || second == "−" && rest.dropFirst(2).first?.isNumber == true
    {
      rest.removeFirst()
      text += "e"
      if take("−", &rest) { text += "-" }
      while let next = rest.first, next.isASCII, next.isNumber {
        text.append(next)
        rest.removeFirst()
      }
    }
    guard let value = Double(text) else { throw Unreadable() }
    return value
  }

  /// The longest known name, or the letters that there are.
  private func name(_ rest: inout ArraySlice<Character>) -> String {
    var text = ""
    var best = ""
    for character in rest {
      guard character.isLetter || character.isNumber || "_.[], ′'\u{302}".contains(character) else { break }
      text.append(character)
      if names[text] != nil || Self.functions[text] != nil { best = text }
    }
    if best.isEmpty { best = String(text.prefix { $0.isLetter }) }
    rest.removeFirst(best.count)
    return best
  }
}
