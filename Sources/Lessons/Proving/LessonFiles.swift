import FlowLanguage

/// What a lesson may read besides itself. Where that is, and what lies outside, is its affair.
package struct LessonFiles: Sendable {
  /// A flow file by the path that the lesson writes.
  package let flow: @Sendable (_ path: String) throws(TableError) -> FlowSource
  package let tables: TableSource

  package init(
    tables: TableSource, flow: @escaping @Sendable (_ path: String) throws(TableError) -> FlowSource
  ) {
    self.flow = flow
    self.tables = tables
  }
}
