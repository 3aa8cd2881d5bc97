/// Numbers in columns, as text: a column a quantity, a row a step. A group of columns is about one parameter.
package struct Table: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package let head: String
    package let cells: [String]
    /// Columns of one group are shown or left out together, the last group first; nil: always shown.
    package let group: Int?

    package init(head: String, cells: [String], group: Int? = nil) {
      self.head = head
      self.cells = cells
      self.group = group
    }
  }

  /// Above the table.
  package var caption: String
  package var columns: [Column]
  /// Below the table.
  package var notes: [String]

  package init(caption: String, columns: [Column], notes: [String] = []) {
    self.caption = caption
    self.columns = columns
    self.notes = notes
  }
}
