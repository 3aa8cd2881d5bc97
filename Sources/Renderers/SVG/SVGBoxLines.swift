import Pictures

/// The lines of a box: name and formula, then the value with its unit, then the gradient. A leaf has name and value in one line,
/// and a hairline above its gradient.
struct SVGBoxLines {
  private(set) var lines: [SVGTypesetting.Line] = []
  /// Where the hairline runs, from the top of the block of lines.
  private(set) var rule: Double?
  private var height = 0.0

  init(_ box: Box, steps: [FitStep]) {
    let isLeaf = box.operation == "leaf"
    var text = box.text
    if let gate = text.gate {
      addGate(gate, box)
      return
    }
    if isLeaf, steps.has(.leaves) {
      addBrief(text)
      return
    }
    if steps.has(.matrices), let brief = text.brief, Self.hasMatrix(text) {
      text.value = [brief.value]
      if let name = text.gradientName {
        (text.gradientName, text.gradient) = (.sign("‖") + name + "‖", [brief.gradient])
      }
    }
    let names = Self.names(of: box, columns: steps.has(.gaps) ? 19 : Formula.columns)
    if let closed = box.closed, let contents = text.contents {
      for line in Self.wrapped(closed, columns: 24) { add(SVGText(plain: line, .name), 19) }
      add(SVGText(plain: contents, .unit), 17)
    }
    for line in names.dropLast() { add(line, 18) }
    var name = names[names.count - 1]
    let note = text.note.map(SVGTypesetting.shortened).flatMap { $0.isEmpty ? nil : $0 }
    let isNoteBeside = !isLeaf && text.value.count == 1 && (note.map { $0.count <= 18 } ?? false)
    if text.value.count == 1, !Self.isMatrix(text.value[0]) {
      let (head, summary) = Self.parts(of: text.value[0])
      var value = SVGText(plain: SVGTypesetting.shortened(head), .value)
      if isNoteBeside, let note { value.append(SVGText(plain: note, .unit), gap: 6) }
      if isLeaf {
        name.append(SVGText(plain: "=", .name), gap: 5)
        name.append(value, gap: 5)
        add(name, 19)
      } else {
        add(name, 19)
        add(value, 19)
      }
      if let summary { add(SVGText(plain: SVGTypesetting.shortened(summary), .summary), 17) }
    } else {
      add(name, 19)
      if !text.value.isEmpty { add(SVGMatrix(rows: text.value, .value)) }
    }
    if !isNoteBeside, let note {
      for line in Self.wrapped(note, columns: 18) { add(SVGText(plain: line, .unit), 16) }
    }
    if let gradient = text.gradientName {
      if isLeaf, !lines.isEmpty {
        height += 5
        rule = height + 1
        height += 3
      }
      addGradient(gradient, text.gradient)
    }
    if let mark = text.mark {
      let sign = box.change?.sign ?? "⚠"
      add(SVGText(plain: sign + " " + SVGTypesetting.shortened(mark), .mark), 18)
    }
  }

  /// A sign; of the output its numbers too, which no wire carries on.
  private mutating func addGate(_ gate: String, _ box: Box) {
    let isShort = gate.count == 1
    add(SVGText(plain: SVGTypesetting.shortened(gate), isShort ? .symbol : .name), isShort ? 22 : 19)
    guard box.role == .output else { return }
    var line = SVGText(box.text.name, .name)
    if let value = box.text.value.first {
      line.append(SVGText(plain: "=", .name), gap: 5)
      line.append(SVGText(plain: Self.parts(of: value).head, .value), gap: 5)
    }
    add(line, 19)
    if let name = box.text.gradientName { addGradient(name, box.text.gradient) }
  }

  /// `w₁ = 1   ∂L/∂w₁ = 12`; of a tensor the gradient's norm, and its own shape, where that is too wide.
  private mutating func addBrief(_ text: BoxText) {
    var line = Self.brief(text, value: text.value, nil)
    if let brief = text.brief {
      if Self.hasMatrix(text) || line.width > Self.widestBrief {
        line = Self.brief(text, value: text.value, brief.gradient)
      }
      if Self.hasMatrix(text) || line.width > Self.widestBrief {
        line = Self.brief(text, value: nil, brief.gradient)
      }
    }
    add(line, 16)
    if let mark = text.mark { add(SVGText(plain: "⚠ " + SVGTypesetting.shortened(mark), .mark), 18) }
  }

  private static let widestBrief = 190.0

  /// - Parameters:
  ///   - value: nil: of the value, the shape is said.
  ///   - norm: of the gradient; nil: the gradient itself is said.
  private static func brief(_ text: BoxText, value: [String]?, _ norm: String?) -> SVGText {
    var line = SVGText(text.name, .name)
    if let value = value.map({ $0.first }) ?? text.brief?.value, !text.value.isEmpty {
      line.append(SVGText(plain: "=", .name), gap: 4)
      line.append(SVGText(plain: SVGTypesetting.shortened(value), .value), gap: 5)
    }
    if let name = text.gradientName {
      line.append(SVGText(norm == nil ? name + " = " : Formula.sign("‖") + name + "‖ = ", .gradient), gap: 14)
      if let number = norm ?? text.gradient.first {
        line.append(SVGText(plain: SVGTypesetting.shortened(number), .gradient))
      }
    }
    return line
  }

  private mutating func addGradient(_ name: Formula, _ rows: [String]) {
    if rows.count > 1 || rows.first.map(Self.isMatrix) ?? false {
      add(SVGText(name + " =", .gradient), 20)
      add(SVGMatrix(rows: rows, .gradient))
      return
    }
    let (head, summary) = rows.first.map(Self.parts) ?? ("", nil)
    var line = SVGText(rows.isEmpty ? name : name + " = ", .gradient)
    line.append(SVGText(plain: SVGTypesetting.shortened(head), .gradient))
    add(line, 19)
    if let summary { add(SVGText(plain: SVGTypesetting.shortened(summary), .gradientSummary), 17) }
  }

  private mutating func add(_ text: SVGText, _ advance: Double) {
    height += advance
    lines.append(.init(content: .text(text), baseline: height - 5, width: text.width))
  }

  private mutating func add(_ matrix: SVGMatrix) {
    lines.append(.init(content: .matrix(matrix), baseline: height + SVGMatrix.rowHeight - 4, width: matrix.width))
    height += matrix.height + 2
  }

  private static func hasMatrix(_ text: BoxText) -> Bool {
    [text.value, text.gradient].contains { $0.count > 1 || $0.first.map(isMatrix) ?? false }
  }

  /// `[1  2  3]`, one row of a matrix.
  private static func isMatrix(_ line: String) -> Bool {
    guard line.hasPrefix("["), !line.utf8.contains(UInt8(ascii: ",")) else { return false }
    return line.utf8.contains(UInt8(ascii: " "))
  }

  /// `128×784: min −0.3, mean 0, max 0.3` is the shape, and what sums the numbers up, on a line of its own.
  private static func parts(of value: String) -> (head: String, summary: String?) {
    guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (value, nil) }
    let rest = value[value.utf8.index(after: colon)...].drop { $0 == " " }
    return (String(value[..<colon]), rest.isEmpty ? nil : String(rest))
  }

  /// The name and what it is, in at most three lines.
  private static func names(of box: Box, columns: Int) -> [SVGText] {
    let shown = box.text.name
    var name = SVGText(shown, .name)
    if box.closed != nil, box.text.contents != nil { return [name] }
    guard let formula = box.text.formula, let lines = formula.lines(of: columns) ?? formula.lines() else {
      let isSymbol = (box.role == .operation || box.role == .output) && box.text.name.text != box.id
      return [isSymbol ? SVGText(plain: shown.text, .symbol) : name]
    }
    let set = lines.map { SVGText($0, .name) }
    name.append(SVGText(plain: "=", .name), gap: 5)
    if columns < Formula.columns, set.count > 1, name.width + set[0].width > 150 { return [name] + set }
    name.append(set[0], gap: 5)
    return [name] + set.dropFirst()
  }

  /// At most five lines of at most `columns` characters, broken at blanks; `⋯` where something is missing.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > 5 { lines = Array(lines[..<4]) + [lines[4] + " ⋯"] }
    return lines.map { $0.count > columns + 10 ? String($0.prefix(columns)) + "⋯" : $0 }
  }
}
