/// Numbers in columns, as text: a column a quantity, a row a step. A group of columns is about one parameter.
public struct Table: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public let head: String
    public let cells: [String]
    /// Columns of one group are shown or left out together, the last group first; nil: always shown.
    public let group: Int?

    public init(head: String, cells: [String], group: Int? = nil) {
      self.head = head
      self.cells = cells
      self.group = group
    }
  }

  /// Above the table.
  public var caption: String
  public var columns: [Column]
  /// Below the table.
  public var notes: [String]

  public init(caption: String, columns: [Column], notes: [String] = []) {
    self.caption = caption
    self.columns = columns
    self.notes = notes
  }
}
