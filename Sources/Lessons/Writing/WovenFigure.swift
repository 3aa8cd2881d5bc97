/// What a block becomes, and what it gives to the text: kept, so that what has not changed is not drawn again.
package struct WovenFigure: Sendable, Equatable {
  /// Of all that it depends on.
  package var key: String
  /// What stands in the place of the block.
  package var markup: String
  /// The picture beside the text.
  package var picture: Picture?
  /// What stands in the place of each number, in the order of the text.
  package var numbers: [String]
  /// The tables that it read, each with the hash of its bytes.
  package var tables: [Table]

  package struct Picture: Sendable, Equatable {
    package var name: String
    package var hash: String
    /// Nil of one that was drawn before.
    package var bytes: [UInt8]?

    package init(name: String, hash: String, bytes: [UInt8]? = nil) {
      self.name = name
      self.hash = hash
      self.bytes = bytes
    }
  }

  package init(key: String, markup: String, picture: Picture?, numbers: [String], tables: [Table]) {
    self.key = key
    self.markup = markup
    self.picture = picture
    self.numbers = numbers
    self.tables = tables
  }

  package struct Table: Sendable, Equatable {
    package var path: String
    package var hash: String
  }
}
