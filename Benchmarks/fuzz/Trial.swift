import Depiction
import Edgewise
import FlowLanguage
import Renderers

/// One input through everything.
struct Trial {
  private let source: FlowSource
  private(set) var wasRead = false
  /// What does not hold.
  var fault: String?

  /// Larger graphs are read, and not drawn.
  private static let drawn = 300

  init(_ input: String) { source = FlowSource(name: "input.flow", text: input) }

  mutating func run() {
    let file = read(source)
    wasRead = file != nil
    if let file, file.model.graph.nodeCount <= Self.drawn { draw(file) }
    guard let once = try? formatted(source) else {
      if wasRead { fault = "it is read, and not formatted" }
      return
    }
    let again = FlowSource(name: "input.flow", text: once)
    guard let twice = try? formatted(again) else { return fault = "what fmt writes, fmt does not read" }
    if twice != once { return fault = "fmt twice is not fmt once" }
    guard let file else { return }
    guard let other = read(again) else { return fault = "what fmt writes is not read" }
    if file.model.graph.nodeCount <= Self.drawn, meaning(of: file) != meaning(of: other) {
      fault = "fmt changes what it means"
    }
  }

  private mutating func read(_ source: FlowSource) -> FlowFile? {
    do throws(FlowErrors) {
      let file = try FlowFile.read(source)
      _ = file.warningListing()
      return file
    } catch {
      if error.diagnostics.isEmpty { fault = "it is refused without a reason" }
      _ = error.listing()
      return nil
    }
  }

  private func draw(_ file: FlowFile) {
    let picture = TerminalPicture(width: 80)
    _ = picture.bytes(of: file.diagram(Depiction(), for: .text(picture)))
  }

  /// The tape, numbers and all.
  private func meaning(of file: FlowFile) -> [UInt8] {
    JSONWriter().bytes(of: file.diagram(Depiction(detail: .operations), for: .data))
  }
}
