/// What is found in a document's content in one look: its ids, its classes, and a name made of all of it.
struct SVGScan {
  /// What the figure's name is put into, in order.
  private(set) var marks: [Mark] = []
  /// The classes that are used, each as its own hash.
  private(set) var classes: Set<UInt64> = [Self.hash("background".utf8)]
  /// A letter and four more: the same of the same content. Not `e`, which begins numbers: Inkscape's reader takes `.e25` for one.
  private(set) var name = "f"

  struct Mark {
    enum Kind { case id, classList, tag }

    /// The first byte behind it.
    var place: Int
    /// An id's beginning, the end of what is in `class`, or the end of a tag without classes.
    var kind: Kind
  }

  private enum Parent { case group, line }

  init(_ content: [UInt8], seed: String) {
    var hash = Self.hash(seed.utf8)
    // The tag that is read, and the line before, which is a parent if a run follows.
    var (parent, line): (Parent?, Mark?) = (nil, nil)
    func meet(_ kind: Mark.Kind, at place: Int) {
      switch parent {
      case .group?: marks.append(Mark(place: place, kind: kind))
      case .line?: line = Mark(place: place, kind: kind)
      case nil: break
      }
      parent = nil
    }
    var place = 0
    while place < content.count {
      let byte = content[place]
      hash = Self.mixed(hash, byte)
      place += 1
      // Text has none of these: they are escaped.
      switch byte {
      case UInt8(ascii: "<"):
        if Self.begins(content, at: place, with: "tspan") {
          if let line { marks.append(line) }
          line = nil
        } else if Self.begins(content, at: place, with: "text ") {
          (parent, line) = (.line, nil)
        } else if Self.begins(content, at: place, with: "g ") || Self.begins(content, at: place, with: "g>") {
          parent = .group
        }
      case UInt8(ascii: ">"): meet(.tag, at: place - 1)
      case UInt8(ascii: "\"") where place > 5 && content[place - 2] == UInt8(ascii: "="):
        if Self.ends(content, at: place, with: " id=\"") { marks.append(Mark(place: place, kind: .id)) }
        guard Self.ends(content, at: place, with: " class=\"") else { continue }
        var end = place
        while end < content.count, content[end] != UInt8(ascii: "\"") { end += 1 }
        meet(.classList, at: end)
        for name in content[place..<end].split(separator: UInt8(ascii: " ")) { classes.insert(Self.hash(name)) }
      default: break
      }
    }
    for _ in 0..<4 {
      let digit = UInt8(hash & 31)
      hash >>= 11
      name.unicodeScalars.append(
        Unicode.Scalar(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit))
    }
  }

  private static func begins(_ bytes: [UInt8], at place: Int, with word: StaticString) -> Bool {
    let end = place + word.utf8CodeUnitCount
    return end <= bytes.count && ends(bytes, at: end, with: word)
  }

  private static func ends(_ bytes: [UInt8], at place: Int, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place >= count else { return false }
    for index in 0..<count where bytes[place - count + index] != word.utf8Start[index] { return false }
    return true
  }

  /// FNV-1a.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0xcbf2_9ce4_8422_2325, mixed) }

  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
