/// Numbers as short as they can be and still true.
///
/// Four significant digits by default, rounded half to even from the exact value, trailing zeros dropped; whole numbers
/// below 10^7 in full; plain between 10^-4 and 10^6, else `1.234e−5`; −0 is 0; `∞`, `NaN`; the true minus sign.
public struct NumberFormat: Sendable {
  public var precision: Int
  public init(precision: Int = 4) { self.precision = precision }
  public func text(_ number: Double) -> String { fatalError("contract") }
}
