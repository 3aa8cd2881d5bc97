import CGraphvizShim

/// libgvc in this process, without Cairo, Pango or any font. Calls are serialised: Graphviz is not re-entrant.
package enum GraphvizRenderer {
  /// The version of the libgvc that is loaded, as it calls itself; nil when there is none. Layouts, and so the bytes of
  /// an SVG, are the same for the same version.
  package static var version: String? {
    cgv_version().map { String(cString: $0) }
  }

  /// What Graphviz's own core renderer makes of `dot`: SVG with Graphviz's estimate of text widths.
  ///
  /// The text must be ours or trusted: Graphviz opens files that DOT names, and some DOT takes it very long.
  package static func core(dot: [UInt8]) throws(GraphvizError) -> [UInt8] {
    let result = try run(dot, format: "svg:svg:core")
    defer { cgv_result_free(result) }
    guard let data = result.pointee.data else { return [] }
    return Array(UnsafeRawBufferPointer(start: data, count: result.pointee.length))
  }

  /// The centres of the nodes of `dot`, in the order of their first mention; points, y upwards.
  static func centres(dot: [UInt8]) throws(GraphvizError) -> [(x: Double, y: Double)] {
    let result = try run(dot, format: nil)
    defer { cgv_result_free(result) }
    let centres = UnsafeBufferPointer(start: result.pointee.centres, count: result.pointee.node_count)
    return centres.map { ($0.x, $0.y) }
  }

  private static func run(
    _ dot: [UInt8], format: String?
  ) throws(GraphvizError) -> UnsafeMutablePointer<cgv_result> {
    let result = dot.withUnsafeBytes { bytes in
      let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      if let format { return cgv_run(text, bytes.count, "dot", format) }
      return cgv_run(text, bytes.count, "dot", nil)
    }
    guard let result else { throw .failed("out of memory") }
    let status = result.pointee.status
    if status == CGV_OK { return result }
    defer { cgv_result_free(result) }
    let words = result.pointee.messages.map { String(cString: $0) } ?? ""
    switch status {
    case CGV_UNAVAILABLE: throw .unavailable(words)
    case CGV_SYNTAX: throw .syntax(words)
    case CGV_NUL: throw .syntax("it holds a NUL byte")
    case CGV_MEMORY: throw .failed("out of memory")
    default: throw .failed(words)
    }
  }
}
