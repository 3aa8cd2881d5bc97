import FlowLanguage
import Platform

/// Notes which tables are read, and what was in them.
final class TableReads: Sendable {
  private let noted = Guarded<[WovenFigure.Table]>([])
  private let contents = Guarded<[String: [UInt8]]>([:])
  private let inner: TableSource

  init(_ inner: TableSource) { self.inner = inner }

  var tables: [WovenFigure.Table] { noted.withLock { $0 } }

  /// By path.
  var texts: [(path: String, text: String)] {
    contents.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
  }

  var source: TableSource {
    TableSource { [noted, contents, inner] path throws(TableError) in
      let bytes = try inner.bytes(path)
      let table = WovenFigure.Table(path: path, hash: ContentHash.text(of: bytes))
      contents.withLock { $0[path] = bytes }
      noted.withLock { if !$0.contains(table) { $0.append(table) } }
      return bytes
    }
  }
}
