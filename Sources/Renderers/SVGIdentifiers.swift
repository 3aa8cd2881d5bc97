/// Ids for nodes and edges, derived from their names, so that the same node has the same id in every picture and
/// moment. Letters and digits of any script stay; every other character is its code between underscores.
struct SVGIdentifiers {
  private var taken: Set<String> = []

  mutating func node(_ name: String) -> String {
    unique("node-" + Self.part(name))
  }

  /// A second edge between the same two nodes ends in `-2`.
  mutating func edge(from source: String, to target: String) -> String {
    unique("edge-" + Self.part(source) + "-" + Self.part(target))
  }

  private mutating func unique(_ id: String) -> String {
    var candidate = id
    var count = 1
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = id + "-\(count)"
    }
    return candidate
  }

  /// XML's name characters, but for the hyphen and the underscore that we write ourselves.
  static func part(_ name: String) -> String {
    var part = ""
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2ff, 0x300...0x37d,
        0x37f...0x1fff,
        0x2c00...0x2fef, 0x3001...0xd7ff, 0xf900...0xfdcf, 0xfdf0...0xfffd, 0x10000...0xdffff:
        part.unicodeScalars.append(scalar)
      case 0x2e: part += "."
      case 0x5f: part += "__"
      default: part += "_" + String(scalar.value, radix: 16) + "_"
      }
    }
    return part
  }
}
