import Autodiff
import Letters

extension FlowFile {
  /// Resolves `--wrt`: names or entries (`w1`, `W[0, 1]`), separated by commas outside brackets. An entry stands for
  /// its node, since pictures show nodes.
  package func nodes(named list: String) throws(FlowErrors) -> [Int] {
    var nodes: [Int] = []
    for (node, _) in try entries(named: list) where !nodes.contains(node) { nodes.append(node) }
    return nodes
  }

  /// The same, with the place of an entry among its node's numbers; nil where the whole node is named.
  package func entries(named list: String) throws(FlowErrors) -> [(node: Int, entry: Int?)] {
    var reader = PlaceReader(list, model: model)
    return try reader.all(of: "--wrt").map { place in
      // Row by row, as a tensor's numbers stand.
      let lengths = model.graph.shape(of: place.node).dimensions
      let entry = zip(place.subscripts, lengths).reduce(0) { $0 * $1.1 + $1.0 }
      return (place.node, place.subscripts.isEmpty ? nil : entry)
    }
  }
}

/// Reads names of nodes and entries of a model off a text beside the file.
struct PlaceReader {
  struct Place {
    let node: Int
    /// As the definition has it.
    let name: String
    /// Of an entry, from 0 on.
    let subscripts: [Int]
  }

  private let model: Model
  private let text: String
  private var parser: Parser

  init(_ text: String, model: Model) {
    self.model = model
    self.text = text
    parser = Parser(text)
    parser.advance()
  }

  /// The places in a list; `option` is where the text was given. What is wrong with any of them is noted.
  mutating func all(of option: String) throws(FlowErrors) -> [Place] {
    var places: [Place] = []
    do throws(Unreadable) {
      while true {
        let reference = try parser.reference()
        if let place = try? place(reference) { places.append(place) }
        guard parser.token.kind == .comma else { break }
        parser.advance()
      }
      try parser.expect(.endOfFile, "`,`")
    } catch {}
    try parser.findings.throwErrors(of: FlowSource(name: option, text: text))
    return places
  }

  /// The place in a text that holds no other.
  mutating func only(of option: String) throws(FlowErrors) -> Place {
    var place: Place?
    do throws(Unreadable) {
      let reference = try parser.reference()
      place = try? self.place(reference)
      try parser.expect(.endOfFile, "the end")
    } catch {}
    try parser.findings.throwErrors(of: FlowSource(name: option, text: text))
    guard let place else { preconditionFailure("without an error there is a place") }
    return place
  }

  private mutating func place(_ reference: Reference) throws(Unreadable) -> Place {
    let written = parser.text(reference.nameRange)
    var numbers: [Int] = []
    for child in reference.subscripts {
      guard let number = parser.tree.wholeNumber(child, named: { _ in nil }) else {
        throw parser.fail(.value(.notConstantIndex), at: parser.tree.nodes[Int(child)].range)
      }
      numbers.append(number)
    }
    // A member of a family, or of a loop's turn, has its index in its name.
    let name = NameTable.memberName(written)
    for count in (1..<(numbers.count + 1)).reversed() {
      let member = name + "[" + numbers.prefix(count).map { String($0) }.joined(separator: ", ") + "]"
      if let node = model.node(named: member) { return try place(node, numbers.dropFirst(count), member, reference) }
    }
    if let node = model.node(named: name) { return try place(node, numbers[...], written, reference) }
    let prefix = name.canonicalName + "["
    if numbers.isEmpty, let family = model.definitions.first(where: { $0.name.canonicalName.hasPrefix(prefix) }) {
      throw parser.fail(.name(.familyAlone(written, member: family.name)), at: reference.range)
    }
    let suggestion = Suggestion.nearest(written, among: model.definitions.map { $0.name })
    throw parser.fail(.name(.unknown(written, suggestion: suggestion)), at: reference.range)
  }

  private mutating func place(
    _ node: Int, _ numbers: ArraySlice<Int>, _ written: String, _ reference: Reference
  ) throws(Unreadable) -> Place {
    let shape = model.graph.shape(of: node)
    let name = model.definitions.first { $0.node == node }?.name ?? written
    if numbers.isEmpty { return Place(node: node, name: name, subscripts: []) }
    guard numbers.count == shape.rank else {
      throw parser.fail(
        .value(shape.isScalar ? .indexOfScalar(written) : .entryNeedsAllAxes(written, shape: shape)),
        at: reference.range)
    }
    var subscripts: [Int] = []
    for (index, length) in zip(numbers, shape.dimensions) {
      guard index >= -length, index < length else {
        throw parser.fail(.shape(.indexOutOfRange(index: index, length: length)), at: reference.range)
      }
      subscripts.append(index < 0 ? index + length : index)
    }
    return Place(node: node, name: name, subscripts: subscripts)
  }
}
