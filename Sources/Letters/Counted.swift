/// `1 step`, `2 steps`; with a plural of its own, `2 indices`.
package func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  count == 1 ? "1 " + one : "\(count) " + (many ?? one + "s")
}
