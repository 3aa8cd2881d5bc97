import Autodiff
import Depiction
import FlowLanguage
import Foundation
import Pictures
import Testing
import Training

/// Every printed equation is true as printed, parentheses included: each is parsed, and its sides are worked out.
@Suite struct TellingTests {
  /// What a reader knows who has seen the picture.
  static func reckoner(of diagram: Diagram, learningRate: Double? = nil) -> Reckoner {
    let boxes = diagram.boxes
    var names: [String: Double] = [:]
    for box in boxes { if case .number(let number) = box.value { names[box.id] = number } }
    var locals: [String: Double] = [:]
    for arrow in diagram.arrows {
      if case .number(let number)? = arrow.derivative {
        locals["\(boxes[arrow.to].id)/\(boxes[arrow.from].id)", default: 0] += number
      }
    }
    var gradients: [String: Double] = [:]
    for box in boxes { if case .number(let gradient)? = box.gradient { gradients[box.id] = gradient } }
    let output = diagram.output
    // ∂b/∂a in parentheses is along one edge alone, which is not told apart here: only where edges are single.
    return Reckoner(names: names.merging(learningRate.map { ["lr": $0] } ?? [:]) { a, _ in a }) { of, by in
      if of == output, let gradient = gradients[by] { return gradient }
      return locals["\(of)/\(by)"]
    }
  }

  /// Tells what is false.
  private func check(_ telling: Telling, _ reckoner: Reckoner, _ counts: inout (read: Int, unread: Int)) -> String? {
    guard telling.isEquation, let last = telling.steps.last, last.part == .result,
      let result = PrintedNumbers.value(last.term.text), result.isFinite
    else { return nil }
    let half = PrintedNumbers.halfUnit(last.term.text)
    for (place, step) in telling.steps.dropLast().enumerated() {
      if step.term.text.contains("⋯") || step.term.text.contains("…") { continue }
      guard let value = try? reckoner.value(of: step.term.text) else {
        counts.unread += 1
        continue
      }
      counts.read += 1
      // From here to the result, is an equals sign everywhere?
      let isEqual = telling.steps[(place + 1)...].allSatisfy { $0.relation == .equal }
      let isExact = step.part == .symbols || step.part == .formulas
      // The factors of what stands beside numbers are printed ones.
      let isMixed = step.part == .formulas && step.term.text.contains { $0.isNumber }
      if isExact, !isMixed {
        if abs(value - result) > half * 1.001 + 1e-9 * max(1, abs(result)) { return "\(step.term.text) is \(value)" }
      } else if isEqual, step.part == .numbers {
        if abs(value - result) > half * 1.001 + 1e-12 * max(1, abs(result)) {
          return "\(step.term.text) is \(value)"
        }
      }
    }
    return nil
  }

  @Test(arguments: GraphFolder.paths)
  func everyEquationIsTrueAsPrinted(path: String) throws {
    let file = try GraphFolder.file(path)
    var counts = (read: 0, unread: 0)
    for detail in [Detail.groups, .named, .operations, .scalars] {
      guard Depiction(detail: detail).boxCount(of: file.model) <= 400 else { continue }
      let runs = file.runs.prefix(1).map { run in
        var run = run
        run.steps = min(run.steps, 4)
        return run
      }
      let source = FilmSource(model: file.model, runs: runs, depiction: Depiction())
      let choice = FilmChoice(detail: detail)
      let film = source.film(choice, descent: source.descent(choice))
      for index in 0..<min(film.timelineCount, 3) {
        let timeline = film.timeline(index)
        let boxes = timeline.diagram.boxes
        let reckoner = Self.reckoner(of: timeline.diagram, learningRate: runs.first?.learningRate)
        var tellings: [Telling] = []
        for beat in timeline.beats where beat.kind != .update {
          tellings += beat.tellings + beat.portions.flatMap { $0.tellings }
        }
        for box in boxes.indices {
          let own = timeline.tellings(ofBox: box)
          tellings += [own.value, own.gradient, own.path].compactMap { $0 }
        }
        for telling in tellings {
          let hasDetour = telling.steps.contains { $0.term.text.contains("(∂") }
          if hasDetour || telling.left.text.hasPrefix("(∂") { continue }
          if let wrong = check(telling, reckoner, &counts) {
            Issue.record("\(detail.rawValue), timeline \(index): \(telling.text()): \(wrong)")
          }
        }
      }
    }
    // What the reader here cannot read is little.
    #expect(counts.unread <= counts.read / 4 + 40, "\(counts)")
  }
}

/// The flow files under `graphs/`, read with the tables that lie beside them.
enum GraphFolder {
  static let paths: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("graphs")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".flow") }.sorted().map { folder.appendingPathComponent($0).path }
  }()

  static func file(_ path: String) throws -> FlowFile {
    let place = URL(fileURLWithPath: path)
    let tables = TableSource { name throws(TableError) in
      guard let data = try? Data(contentsOf: place.deletingLastPathComponent().appendingPathComponent(name)) else {
        throw TableError(reason: "missing")
      }
      return Array(data)
    }
    return try FlowFile.read(
      FlowSource(name: "test.flow", text: try String(contentsOf: place, encoding: .utf8)), tables: tables)
  }
}
