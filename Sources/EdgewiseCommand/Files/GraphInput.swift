import Differences
import Edgewise
import FlowLanguage
import Pictures
import Renderers

/// A graph to be compared: a flow file, or our JSON or DOT.
struct GraphInput {
  private enum Kind { case flow, json, dot, nothing }

  let path: String
  private let bytes: [UInt8]
  private let kind: Kind

  init(_ path: String) throws {
    self.path = path
    // What git shows of a file that is not there on one side.
    guard path != "/dev/null" else {
      (bytes, kind) = ([], .nothing)
      return
    }
    bytes = try Input.bytes(of: path)
    let start = bytes.drop { $0 <= 0x20 }
    kind = start.first == UInt8(ascii: "{") ? .json : start.starts(with: "digraph edgewise".utf8) ? .dot : .flow
  }

  var isDOT: Bool { kind == .dot }

  func source(_ origin: OriginOptions) throws -> FlowSource {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badFile, "\(path) is no text in UTF-8")
    }
    let name = path == "-" ? origin.sourceName ?? "standard input" : path
    return FlowSource(name: name, text: text, firstLine: origin.firstLine ?? 1)
  }

  /// Both as they can be compared: a flow file at the level of the other, and beside DOT what DOT tells.
  static func diagrams(
    _ old: GraphInput, _ new: GraphInput, flow: (GraphInput, Detail?) throws -> Diagram
  ) throws -> (Diagram, Diagram) {
    let known = (try old.diagram(), try new.diagram())
    func level(_ other: GraphInput, _ diagram: Diagram?) -> Detail? {
      other.kind == .json ? diagram.flatMap { Detail(rawValue: $0.detail) } : nil
    }
    var before = try known.0 ?? flow(old, level(new, known.1))
    var after = try known.1 ?? flow(new, level(old, known.0))
    if old.isDOT != new.isDOT {
      if old.kind == .flow { before = try old.read { try Diagram(dot: DOTWriter().bytes(of: before)) } }
      if new.kind == .flow { after = try new.read { try Diagram(dot: DOTWriter().bytes(of: after)) } }
      if old.kind == .json { before.forgetWhatDOTDoesNotTell(); after.forgetWhatDOTDoesNotTell() }
      if new.kind == .json { before.forgetWhatDOTDoesNotTell(); after.forgetWhatDOTDoesNotTell() }
    }
    return (before, after)
  }

  /// Nil of a flow file.
  private func diagram() throws -> Diagram? {
    switch kind {
    case .flow: nil
    case .nothing: Diagram()
    case .json: try read { try Diagram(json: bytes) }
    case .dot: try read { try Diagram(dot: bytes) }
    }
  }

  private func read(_ body: () throws -> Diagram) throws -> Diagram {
    do {
      return try body()
    } catch let error as UnreadablePicture {
      throw Failure(.badFile, "\(path): \(error.reason)")
    }
  }
}

extension Diagram {
  /// DOT has its expressions in labels, where they are set and may be cut, and its notes too.
  fileprivate mutating func forgetWhatDOTDoesNotTell() {
    for index in boxes.indices {
      boxes[index].expression = nil
      boxes[index].note = nil
      boxes[index].closed = nil
      boxes[index].tape = nil
    }
  }
}
