import CCommonMark
import Lessons
import Platform

/// cmark-gfm in this process. It is opened at the first call, and every call may say that it cannot be had.
package enum CommonMark {
  /// Why there is no Markdown to be read.
  package struct Unavailable: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The blocks of a text that hold no others, in order.
  package static func blocks(of text: [UInt8]) throws(Unavailable) -> [MarkdownBlock] {
    try check()
    let document = text.withUnsafeBytes { cmk_read($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    guard let document else { throw Unavailable(description: "out of memory") }
    defer { cmk_free(document) }
    var blocks: [MarkdownBlock] = []
    for index in 0..<cmk_count(document) {
      guard let block = cmk_block_at(document, index)?.pointee, block.last_line >= block.first_line else { continue }
      let kind: MarkdownBlock.Kind =
        switch block.kind {
        case CMK_CODE:
          .code(
            info: block.fenced == 0 ? nil : block.info.map { String(cString: $0) } ?? "",
            literal: block.literal.map { String(cString: $0) } ?? "")
        case CMK_HTML: .html
        default: .text
        }
      blocks.append(
        MarkdownBlock(
          kind: kind, lines: Int(block.first_line)...Int(block.last_line), column: Int(block.column)))
    }
    return blocks
  }

  /// The text as HTML, without any HTML or script of its own.
  package static func html(of text: [UInt8]) throws(Unavailable) -> [UInt8] {
    try check()
    let html = text.withUnsafeBytes { cmk_html($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
    guard let html else { throw Unavailable(description: "out of memory") }
    defer { free(html) }
    return Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
  }

  private static func check() throws(Unavailable) {
    if let why = cmk_unavailable() { throw Unavailable(description: String(cString: why)) }
  }
}
