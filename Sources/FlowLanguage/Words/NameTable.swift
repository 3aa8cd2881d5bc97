import Letters

/// Every name of a file, once, by its number. Names are compared in their canonical form.
struct NameTable {
  /// By spelling, in canonical equivalence, and by canonical form.
  private var numbers: [String: Int32] = [:]
  /// By number: the first spelling, and the canonical form.
  private var spellings: [(first: String, canonical: String)] = []

  var count: Int { spellings.count }

  /// The name as it was first written.
  func text(of name: Int) -> String { spellings[name].first }

  /// The name as keywords and options are compared: `beta1` for `beta₁`.
  func canonical(_ name: Int) -> String { spellings[name].canonical }

  /// The name of a node within a call or a turn, as it is known, whatever blanks are written in it: `h[3, 1].z`.
  static func memberName(_ text: String) -> String {
    text.filter { $0 != " " }.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ", ")
  }

  func contains(_ text: String) -> Bool { known(text) != nil }

  /// The number of a name that there is.
  func known(_ text: String) -> Int? { (numbers[text] ?? numbers[text.canonicalName]).map { Int($0) } }

  /// The number of a name.
  mutating func name(_ text: String) -> Int {
    if let known = numbers[text] { return Int(known) }
    let canonical = text.canonicalName
    // Most names are their own canonical form, and entered once.
    let isOther = canonical != text
    let number = isOther ? numbers[canonical] ?? Int32(spellings.count) : Int32(spellings.count)
    if number == spellings.count {
      spellings.append((text, canonical))
      numbers[canonical] = number
    }
    if isOther { numbers[text] = number }
    return Int(number)
  }

  /// The number of the name written in `bytes[start ..< end]`.
  mutating func name(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    name(
      bytes.withUnsafeBufferPointer {
        String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
      })
  }
}
