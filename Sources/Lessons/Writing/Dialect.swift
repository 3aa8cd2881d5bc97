/// Who reads the Markdown that is written.
package enum Dialect: String, Sendable, CaseIterable {
  case gfm, pandoc, myst, mdbook
  /// None: a page is made of it.
  case html
}
