import Autodiff
import FlowLanguage
import Training

/// A flow text with one `train` line or more.
func file(_ text: String) throws -> FlowFile {
  do {
    return try FlowFile.read(FlowSource(name: "t.flow", text: text))
  } catch {
    throw BadText(listing: error.listing())
  }
}

struct BadText: Error { let listing: String }

/// The first run of a text.
func descent(_ text: String, keeping wanted: Set<Int> = []) throws -> Descent {
  let file = try file(text)
  guard let run = file.runs.first else { throw BadText(listing: "no run") }
  return Descent(of: run, in: file.model.graph, keeping: wanted)
}

/// The parameters after each update.
func path(_ text: String) throws -> [[Double]] { try descent(text).steps.map(\.parameters) }

func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool { abs(a - b) <= tolerance * max(1, abs(b)) }
func near(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { near($0, $1, tolerance) }
}
