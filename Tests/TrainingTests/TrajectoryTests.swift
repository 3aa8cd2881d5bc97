import Autodiff
import FlowLanguage
import Foundation
import Testing
import Training

/// Every update rule and schedule against PyTorch's own, over 100 steps, on a slanted bowl and on a small network. The numbers were
/// made by `Tests/pytorch/trajectories.py` from the very `train` lines that are run here.
@Suite struct TrajectoryTests {
  @Test(arguments: Trajectory.all) func isPyTorchs(_ trajectory: Trajectory) throws {
    let run = try #require(trajectory.problem.run(named: trajectory.name))
    let descent = Descent(of: run, in: trajectory.problem.model.graph)
    #expect(descent.updateCount == 100)
    #expect(trajectory.rows.map(\.step) == [0, 1, 2, 3, 5, 8, 11, 21, 34, 55, 78, 100])
    for row in trajectory.rows {
      let step = try #require(descent.step(after: row.step))
      let ours = [step.learningRate, step.loss] + step.parameters
      try #require(ours.count == row.numbers.count)
      for (mine, theirs) in zip(ours, row.numbers) {
        // A cosine's end is 0 here and may be a rounding error there.
        let isNear = abs(mine - theirs) <= 1e-10 * abs(theirs) || max(abs(mine), abs(theirs)) < 1e-16
        #expect(isNear, "step \(row.step): \(mine), but PyTorch has \(theirs)")
      }
    }
  }

  @Test func everyRunHasItsNumbers() {
    for (name, problem) in Trajectory.problems {
      #expect(Trajectory.all.filter { $0.file == name }.map(\.name) == problem.runs.map(\.name))
      #expect(Set(problem.runs.map(\.rule.name)).count == 7)
    }
  }
}

/// One run as PyTorch made it.
struct Trajectory: CustomTestStringConvertible, Sendable {
  let file: String
  let problem: FlowFile
  let name: String
  var rows: [(step: Int, numbers: [Double])] = []
  var testDescription: String { "\(file): \(name)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static let problems: [(name: String, file: FlowFile)] = ["bowl", "network"].compactMap { name in
    let text = try? String(contentsOf: folder.appending(path: "\(name).flow"), encoding: .utf8)
    return text.flatMap { try? FlowFile.read(FlowSource(name: name, text: $0)) }.map { (name, $0) }
  }

  static let all: [Trajectory] = problems.flatMap { name, problem in
    let text = (try? String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)) ?? ""
    var trajectories: [Trajectory] = []
    // A line that starts with a number belongs to the run above it.
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      if let step = words.first.flatMap({ Int($0) }) {
        trajectories[trajectories.count - 1].rows.append((step, words.dropFirst().map { Double($0) ?? .nan }))
      } else {
        trajectories.append(Trajectory(file: name, problem: problem, name: String(line)))
      }
    }
    return trajectories
  }
}
