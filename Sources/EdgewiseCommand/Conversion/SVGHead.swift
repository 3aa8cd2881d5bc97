/// What an SVG says of itself in its first element.
enum SVGHead {
  /// `dot 2.43` of `data-engine="dot 2.43"`.
  static func attribute(_ name: String, of svg: [UInt8]) -> String? {
    let text = String(decoding: svg.prefix(2_000), as: UTF8.self)
    guard let start = text.firstRange(of: " \(name)=\"")?.upperBound,
      let end = text[start...].firstIndex(of: "\"")
    else { return nil }
    return String(text[start..<end])
  }

  static func length(_ name: String, of svg: [UInt8]) -> Double? { attribute(name, of: svg).flatMap { Double($0) } }
}
