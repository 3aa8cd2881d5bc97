import Pictures

extension JSONWriter {
  /// Training runs alone, for `edgewise train`: format `edgewise-runs`, version 1, a step a line.
  package func bytes(of runs: [RunRecord], title: String?) -> [UInt8] {
    var writer = ByteWriter()
    writer.write("{\n  \"format\": \"edgewise-runs\", \"version\": 1,\n  \"title\": ")
    writer.writeJSON(title)
    writer.write(",\n  \"runs\": [")
    writeLines(runs, to: &writer) { write($0, to: &$1) }
    writer.write("]\n}\n")
    return writer.bytes
  }

  func write(_ run: RunRecord, to writer: inout ByteWriter) {
    writer.write("\"name\": ")
    writer.writeJSON(run.name)
    writer.write(", \"optimizer\": ")
    writer.writeJSON(run.optimizer)
    writer.write(", \"outcome\": ")
    writer.writeJSON(run.outcome)
    writer.write(", \"steps\": [")
    for (index, step) in run.steps.enumerated() {
      writer.write(index == 0 ? "\n      {" : ",\n      {")
      write(step, of: run, to: &writer)
      writer.write("}")
    }
    writer.write(run.steps.isEmpty ? "]" : "\n    ]")
  }

  private func write(_ step: StepRecord, of run: RunRecord, to writer: inout ByteWriter) {
    writer.write("\"step\": ")
    writer.write(whole: step.step)
    writer.write(", \"loss\": ")
    write(.number(step.loss), to: &writer)
    writer.write(", \"learningRate\": ")
    write(.number(step.learningRate), to: &writer)
    writer.write(", \"parameters\": ")
    write(step.values, named: run.parameters, to: &writer)
    writer.write(", \"gradients\": ")
    write(step.gradients, named: run.parameters, to: &writer)
    writer.write(", \"gradientNorm\": ")
    write(.number(step.gradientNorm), to: &writer)
  }

  private func write(_ quantities: [Quantity], named names: [String], to writer: inout ByteWriter) {
    writer.write("{")
    for (index, (name, quantity)) in zip(names, quantities).enumerated() {
      if index > 0 { writer.write(", ") }
      writer.writeJSON(name)
      writer.write(": ")
      write(quantity, to: &writer)
    }
    writer.write("}")
  }
}
