import CGraphvizShim

/// libgvc in this process, without Cairo, Pango or any font. It is opened at the first call, and every call may say that
/// it cannot be had. Calls are serialised: Graphviz is not re-entrant.
package enum GraphvizRenderer {
  /// The version of the libgvc that is loaded, as it calls itself; nil when there is none. What it lays out is the same
  /// for the same version.
  package static var version: String? {
    cgv_version().map { String(cString: $0) }
  }

  /// What Graphviz's own core renderer makes of `dot`: SVG with Graphviz's estimate of text widths.
  ///
  /// The text must be ours or trusted: Graphviz opens files that DOT names, and some DOT takes it very long.
  package static func core(dot: [UInt8]) throws(GraphvizError) -> [UInt8] {
    try rendered(dot, as: "svg:svg:core")
  }

  /// The centres across the flow of the nodes of `dot`, whose names are numbers, in the order of their first mention; to
  /// half a point, which is how exactly Graphviz places them.
  static func centres(dot: [UInt8]) throws(GraphvizError) -> [Double] {
    // `node NAME X Y …`, in inches.
    try rendered(dot, as: "plain").split(separator: UInt8(ascii: "\n")).compactMap { line in
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
      guard words.count == 4, words[0].elementsEqual("node".utf8) else { return nil }
      return Double(String(decoding: words[2], as: UTF8.self)).map { ($0 * 144).rounded() / 2 }
    }
  }

  private static func rendered(_ dot: [UInt8], as format: String) throws(GraphvizError) -> [UInt8] {
    let result = dot.withUnsafeBytes { bytes in
      cgv_run(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, format)
    }
    guard let result else { throw .failed("out of memory") }
    defer { cgv_result_free(result) }
    let words = result.pointee.messages.map { String(cString: $0) } ?? ""
    switch result.pointee.status {
    case CGV_OK: return Array(UnsafeRawBufferPointer(start: result.pointee.data, count: result.pointee.length))
    case CGV_UNAVAILABLE: throw .unavailable(words)
    case CGV_SYNTAX: throw .syntax(words)
    case CGV_NUL: throw .syntax("it holds a NUL byte")
    case CGV_MEMORY: throw .failed("out of memory")
    default: throw .failed(words)
    }
  }
}
