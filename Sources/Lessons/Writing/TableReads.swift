import FlowLanguage
import Platform

/// Notes which tables are read, and what was in them.
final class TableReads: Sendable {
  private let noted = Guarded<[WovenFigure.Table]>([])
  private let inner: TableSource

  init(_ inner: TableSource) { self.inner = inner }

  var tables: [WovenFigure.Table] { noted.withLock { $0 } }

  var source: TableSource {
    TableSource { [noted, inner] path throws(TableError) in
      let bytes = try inner.bytes(path)
      let table = WovenFigure.Table(path: path, hash: ContentHash.text(of: bytes))
      noted.withLock { if !$0.contains(table) { $0.append(table) } }
      return bytes
    }
  }
}
