import Diagrams

/// What the shapes and colours mean, for those roles and numbers that the diagram holds.
enum SVGLegend {
  struct Item {
    enum Sample { case box(Box.Role), text(SVGText) }
    let sample: Sample
    let words: SVGText

    var sampleWidth: Double {
      switch sample {
      case .box: 26
      case .text(let text): text.width
      }
    }
    var width: Double { sampleWidth + 7 + words.width }

    /// `corner` is the upper left one of a row 20 high.
    func write(at corner: SVGLayout.Point, to out: inout SVGBytes) {
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
            rect: SVGLayout.Frame(x: frame.x + 3, y: frame.y + 3, width: 20, height: 10), radius: 1, "inner")
        }
      case .text(let text):
        out.write(text, x: corner.x, y: corner.y + 14.5, anchor: .start)
      }
      out.write(words, x: corner.x + sampleWidth + 7, y: corner.y + 14.5, anchor: .start)
    }
  }

  static func items(for diagram: Diagram) -> [Item] {
    var items: [Item] = []
    let roles = Set(diagram.boxes.map(\.role))
    for (role, name) in [
      (Box.Role.parameter, "parameter"), (.input, "input"), (.target, "target"), (.constant, "constant"),
      (.operation, "computed"), (.output, "output"),
    ] where roles.contains(role) {
      // Inputs, targets and constants look alike: one sample for all.
      if role == .target, roles.contains(.input) { continue }
      if role == .constant, roles.contains(.input) || roles.contains(.target) { continue }
      let words = role == .input && roles.contains(.target) ? "input, target" : name
      items.append(Item(sample: .box(role), words: SVGText(plain: words, .caption)))
    }
    func add(_ sample: SVGText, _ words: String) {
      items.append(Item(sample: .text(sample), words: SVGText(plain: words, .caption)))
    }
    if let value = diagram.boxes.lazy.compactMap({ $0.text.value.count == 1 ? $0.text.value[0] : nil }).last {
      add(SVGText(mathematics: SVGTypesetting.shortened(value), .value), "value")
    }
    if let name = diagram.boxes.lazy.compactMap(\.text.gradientName).first {
      add(SVGText(mathematics: SVGTypesetting.shortened(name), .gradient), "gradient")
    }
    if let label = diagram.arrows.lazy.compactMap(\.text.derivative).last {
      add(SVGText(mathematics: SVGTypesetting.shortened(label), .derivative), "local derivative")
    }
    if let label = diagram.arrows.lazy.compactMap(\.text.contribution).last {
      add(SVGText(mathematics: "← " + SVGTypesetting.shortened(label), .contribution), "upstream · local flows back")
    }
    return items
  }
}
