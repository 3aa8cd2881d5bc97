import Pictures

/// What the shapes and colours mean, for those roles and numbers that the diagram holds.
enum SVGLegend {
  struct Item {
    enum Sample {
      case box(Box.Role), text
      var isText: Bool { if case .text = self { true } else { false } }
    }
    let sample: Sample
    let words: SVGText

    init(_ role: Box.Role, _ words: String) {
      sample = .box(role)
      self.words = SVGText(plain: words, .caption)
    }

    /// Sample and words in one line, so that they stay together under any font.
    init(_ text: SVGText, _ words: String) {
      var line = text
      line.append(SVGText(plain: words, .caption), gap: 6)
      sample = .text
      self.words = line
    }

    var width: Double { (sample.isText ? 0 : 33) + words.width }

    /// `corner` is the upper left one of a row 20 high.
    func write(at corner: SVGLayout.Point, to out: inout ByteWriter) {
      switch sample {
      case .box(let role):
        let frame = SVGLayout.Frame(x: corner.x, y: corner.y + 2, width: 26, height: 16)
        switch role {
        case .parameter: out.write(rect: frame, radius: 6, "parameter-box")
        case .operation: out.write(rect: frame, radius: 3, "operation-box")
        case .input, .target, .constant: out.write(rect: frame, radius: 1.5, "data-box")
        case .output:
          out.write(rect: frame, radius: 1.5, "output-box")
          out.write(
            rect: SVGLayout.Frame(x: frame.x + 3, y: frame.y + 3, width: 20, height: 10), radius: 1,
            "inner output-box")
        }
      case .text: break
      }
      out.write(words, x: corner.x + (sample.isText ? 0 : 33), y: corner.y + 14.5, anchor: .start)
    }
  }

  static func items(for diagram: Diagram, _ direction: Direction) -> [Item] {
    var items: [Item] = []
    let roles = Set(diagram.boxes.map { $0.role })
    for (role, name) in [
      (Box.Role.parameter, "parameter"), (.input, "input"), (.target, "target"), (.constant, "constant"),
      (.operation, "computed"), (.output, "output"),
    ] where roles.contains(role) {
      // Inputs, targets and constants look alike: one sample for all.
      if role == .target, roles.contains(.input) { continue }
      if role == .constant, roles.contains(.input) || roles.contains(.target) { continue }
      let words = role == .input && roles.contains(.target) ? "input, target" : name
      items.append(Item(role, words))
    }
    func add(_ sample: SVGText, _ words: String) {
      items.append(Item(sample, words))
    }
    if let value = diagram.boxes.lazy.compactMap({ $0.text.value.count == 1 ? $0.text.value[0] : nil }).last {
      add(SVGText(plain: SVGTypesetting.shortened(value), .value), "value")
    }
    if let name = diagram.boxes.lazy.compactMap({ $0.text.gradientName }).first {
      add(SVGText(name, .gradient), "gradient")
    }
    if let label = diagram.arrows.lazy.compactMap({ $0.text.derivative }).last {
      add(SVGText(label, .derivative), "local derivative")
    }
    if let label = diagram.arrows.lazy.compactMap({ $0.text.contribution }).last {
      let back = direction == .leftToRight ? "← " : "↑ "
      add(
        SVGText(plain: back + SVGTypesetting.shortened(label), .contribution), "upstream · local flows back")
    }
    return items
  }
}
