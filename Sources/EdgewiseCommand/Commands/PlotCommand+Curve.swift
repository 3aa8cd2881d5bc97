import ArgumentParser
import Autodiff
import Depiction
import FlowLanguage
import Pictures

extension PlotCommand {
  /// The output and its derivative over one number.
  func curveSheet(of file: FlowFile) throws -> PlotSheet {
    let model = file.model
    guard let output = model.output, model.graph.shape(of: output).count == 1 else {
      throw Failure(.badFile, "\(path) has no output of one number to draw: name one with --of")
    }
    let number: LeafEntry
    if let wrt {
      let places = try file.entries(asked: wrt) ?? []
      guard places.count == 1, let (node, entry) = places.first,
        entry != nil || model.graph.shape(of: node).count == 1
      else {
        throw Failure(.badUsage, "--wrt \(wrt): a curve wants one number, as in --wrt w1 or --wrt 'w[0]'")
      }
      guard node != output else { throw Failure(.badUsage, "--wrt \(wrt): that is the output itself") }
      number = LeafEntry(leaf: node, entry: entry ?? 0)
    } else {
      let leaves = model.definitions.filter { model.graph.primitive(of: $0.node) == .leaf }
      let first = leaves.first { $0.role == .parameter } ?? leaves.first { $0.role == .input } ?? leaves.first
      guard let first else { throw Failure(.badFile, "\(path) has no leaf to draw a curve over") }
      number = LeafEntry(leaf: first.node, entry: 0)
    }
    return Depiction(precision: look.precision).curveSheet(of: model, over: number, range: try bounds())
  }

  /// `--range`, taken apart.
  func bounds() throws -> ClosedRange<Double>? {
    guard let range else { return nil }
    let ends = range.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low < high else {
      throw ValidationError("--range wants FROM:TO, as in --range -3:3; found '\(range)'.")
    }
    return low...high
  }
}
