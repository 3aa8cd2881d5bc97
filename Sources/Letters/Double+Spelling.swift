extension Double {
  /// The number as a flow file has it, in as few digits as read back: `12`, `0.0729`, `-3.6`, `1e-5`, `inf`, `nan`;
  /// −0 is `0`.
  package var spelled: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    if self == 0 { return "0" }
    var text = description
    if text.hasSuffix(".0") { text.removeLast(2) }
    // The standard library writes 1e-05 and 1e+20.
    guard let e = text.firstIndex(of: "e") else { return text }
    let exponent = text[text.index(after: e)...]
    var mantissa = text[..<e]
    if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
    let digits = exponent.drop { $0 == "+" || $0 == "-" || $0 == "0" }
    return "\(mantissa)e\(exponent.first == "-" ? "-" : "")\(digits)"
  }
}
