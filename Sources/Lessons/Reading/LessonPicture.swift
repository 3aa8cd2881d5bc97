/// A picture that a lesson has of its own, as a file.
package struct LessonPicture: Sendable, Equatable {
  /// From the lesson's folder, without detours.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  private static let types = [
    "avif": "image/avif", "bmp": "image/bmp", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
  ]

  private static func type(of path: String) -> String? {
    path.lastIndex(of: ".").flatMap { types[path[path.index(after: $0)...].lowercased()] }
  }

  /// For a page that stands alone.
  var dataLink: String { "data:\(Self.type(of: path) ?? "");base64," + Base64.text(bytes) }

  /// Where a link leads from the lesson's folder; nil for an address, a place of the site's, and what is no picture.
  package static func path(of link: String) -> String? {
    let link = unescaped(link.prefix { $0 != "?" && $0 != "#" })
    guard !link.hasPrefix("/"), !link.contains("\0"), type(of: link) != nil,
      !(link.prefix { $0 != "/" }.contains(":"))
    else { return nil }
    var parts: [Substring] = []
    for part in link.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// Whether it lies where a copy can lie beside the woven lesson.
  package static func isBelow(_ path: String) -> Bool { !path.hasPrefix("../") }

  /// The links of pictures in HTML that has no markup but what Markdown was made into, and where they stand.
  package static func links(in html: [UInt8]) -> [(range: Range<Int>, link: String)] {
    let head = Array("<img src=\"".utf8)
    var links: [(Range<Int>, String)] = []
    var rest = html[...]
    while let found = rest.firstRange(of: head), let end = rest[found.upperBound...].firstIndex(of: 0x22) {
      let text = String(decoding: rest[found.upperBound..<end], as: UTF8.self)
      links.append((found.upperBound..<end, text.replacing("&#x27;", with: "'").replacing("&amp;", with: "&")))
      rest = rest[end...]
    }
    return links
  }

  /// `%20` is a blank.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
