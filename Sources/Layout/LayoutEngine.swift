/// Who says where everything stands across the flow. All else (layers, order, lanes, wires) is ours in any case.
package struct LayoutEngine: Sendable {
  /// As a picture names it: `edgewise`, `dot 2.43`.
  package let name: String
  /// Given the items of each layer in order, the room of each item, and the links between the layers with how straight they
  /// should be: the middle of each item, or nil if it cannot.
  let middles: (@Sendable (_ layers: [[Int]], _ sizes: [Int], _ links: [Link]) -> [Int]?)?

  package typealias Link = (from: Int, to: Int, weight: Int)

  package init(
    name: String, middles: @escaping @Sendable (_ layers: [[Int]], _ sizes: [Int], _ links: [Link]) -> [Int]?
  ) {
    self.name = name
    self.middles = middles
  }

  private init() {
    name = "edgewise"
    middles = nil
  }

  /// The house's own.
  package static let edgewise = LayoutEngine()
}
