import Autodiff
import Depiction
import Edgewise
import FlowLanguage
import Letters
import Pictures
import Renderers
import Training

/// A figure as the page's script holds it: the drawing, what can be turned and opened, and what is wrong with its text.
package enum PageFigure {
  /// JSON of the figure of a flow file, or of its errors.
  package static func bytes(of text: String, settings: String, tables: TableSource) -> [UInt8] {
    do throws(FlowErrors) {
      let request = try Request(text, settings: settings, tables: tables)
      return answer(to: request).bytes
    } catch {
      return Answer.record([
        ("source", .text(error.source.name)), ("diagnostics", diagnostics(of: error)),
        ("listing", .text(error.listing())),
      ]).bytes
    }
  }

  private static func answer(to request: Request) -> Answer {
    let file = request.file
    var fields: [(name: String, value: Answer)] = [
      ("title", Answer(file.model.title)), ("diagnostics", warnings(of: file)),
      ("listing", .text(file.warningListing())), ("leaves", .list(leaves(of: file.model))),
      ("runs", .list(request.file.runs.map(answer))), ("run", .whole(request.runIndex)),
      ("details", .list(FilmSource.details(of: file.model).map { .text($0.rawValue) })),
    ]
    do throws(SVGPictureError) {
      let drawn = try request.steadyPictures(.figure, at: [request.state])
      fields.append(("svg", .text(String(decoding: drawn.bytes[0], as: UTF8.self))))
      fields.append(("down", .whole(request.isDown(drawn) ? 1 : 0)))
      fields.append(("boxes", .list(drawn.diagrams[0].boxes.map(answer))))
    } catch {
      fields.append(("refusal", .text(error.description)))
    }
    return .record(fields)
  }

  private static func answer(_ box: Box) -> Answer {
    .record([("id", .text(box.elementIdentifier)), ("name", .text(box.id)), ("closed", Answer(box.closed))])
  }

  private static func answer(_ run: TrainingRun) -> Answer {
    .record([("name", .text(run.name)), ("rule", .text(run.rule.name)), ("rate", .number(run.learningRate))])
  }

  /// The leaves that a control can be made for: those of few numbers.
  private static func leaves(of model: Model) -> [Answer] {
    let roles = ["parameter", "input", "target", "constant"]
    return roles.flatMap { leaves(of: model, role: $0) }
  }

  private static func leaves(of model: Model, role: String) -> [Answer] {
    model.definitions.compactMap { definition in
      guard self.role(of: definition) == role else { return nil }
      let value = model.graph.leafValue(of: definition.node)
      guard value.scalars.count <= entryLimit else { return nil }
      return .record([
        ("name", .text(definition.name)), ("role", .text(role)), ("note", Answer(definition.note)),
        ("shape", .list(value.shape.dimensions.map { .whole($0) })),
        ("values", .list(value.scalars.map { .text($0.spelled) })),
      ])
    }
  }

  private static let entryLimit = 16

  private static func role(of definition: Definition) -> String? {
    switch definition.role {
    case .input: "input"
    case .target: "target"
    case .parameter: "parameter"
    case .constant: "constant"
    case .operation: nil
    }
  }

  // MARK: What is wrong

  private static func warnings(of file: FlowFile) -> Answer {
    diagnostics(of: FlowErrors(source: file.source, diagnostics: file.warnings))
  }

  private static func diagnostics(of errors: FlowErrors) -> Answer {
    .list(
      errors.diagnostics.prefix(shownDiagnostics).map { diagnostic in
        let place = errors.place(of: diagnostic)
        return .record([
          ("severity", .text(diagnostic.severity == .error ? "error" : "warning")),
          ("line", .whole(place.line)), ("column", .whole(place.column)),
          ("range", range(diagnostic.range, in: errors.source.text)),
          ("message", .text(diagnostic.message)), ("hint", Answer(diagnostic.hint)),
          ("fixes", .list(diagnostic.proposals.map { answer($0, errors.source.text) })),
        ])
      })
  }

  /// As many as the listing shows.
  private static let shownDiagnostics = 20

  private static func answer(_ proposal: Proposal, _ text: String) -> Answer {
    .record([("range", range(proposal.range, in: text)), ("text", .text(proposal.text))])
  }

  /// As JavaScript counts: in units of UTF-16.
  private static func range(_ bytes: Range<Int>, in text: String) -> Answer {
    let ends = [bytes.lowerBound, bytes.upperBound].map { count in
      String(decoding: text.utf8.prefix(count), as: UTF8.self).utf16.count
    }
    return .list(ends.map { .whole($0) })
  }
}
