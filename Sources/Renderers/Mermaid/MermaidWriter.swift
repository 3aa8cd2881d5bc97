import Letters
import Pictures

/// A diagram in Mermaid's language, for places that draw it by themselves: GitHub, GitLab, wikis.
///
/// Whatever a name or note holds is drawn literally: all but letters, digits and blanks is written by its number. The same diagram
/// gives the same bytes.
package struct MermaidWriter: Sendable {
  package var theme: Theme
  package var direction: Direction

  /// Mermaid refuses larger files, by characters and by edges.
  package static let mostCharacters = 50_000
  package static let mostEdges = 500

  /// What a picture of ours has and this has not.
  package static let lost =
    "Mermaid draws no bands, no chain rule below, and sets no subscripts and fractions; -T svg does"

  package init(theme: Theme = .light, direction: Direction = .leftToRight) {
    self.theme = theme
    self.direction = direction
  }

  package func bytes(of diagram: Diagram) -> [UInt8] {
    var out = ByteWriter()
    if let title = diagram.title?.text, !title.isEmpty {
      out.write("---\ntitle: ")
      out.writeJSON(title.harmless)
      out.write("\n---\n")
    }
    out.write("flowchart ")
    out.write(copying: direction.rawValue)
    out.write("\n  %% ")
    out.write(copying: Self.lost)
    out.write("\n")
    let identifiers = Self.identifiers(of: diagram.boxes)
    let tree = GroupTree(of: diagram.boxes)
    for index in diagram.boxes.indices where diagram.boxes[index].groups.isEmpty {
      write(diagram.boxes[index], identifiers[index], to: &out)
    }
    var open: [Int] = []
    for (index, group) in tree.groups.enumerated() {
      while let last = open.last, last != group.parent {
        out.write("  end\n")
        open.removeLast()
      }
      open.append(index)
      out.write("  subgraph g_")
      out.write(whole: index + 1)
      out.write("[\"")
      write(label: group.name, to: &out)
      out.write("\"]\n")
      for box in group.boxes { write(diagram.boxes[box], identifiers[box], to: &out) }
    }
    for _ in open { out.write("  end\n") }
    for arrow in diagram.arrows {
      out.write("  ")
      out.write(copying: identifiers[arrow.from])
      out.write(arrow.isActive ? " -->" : " -.->")
      if let label = label(of: arrow) {
        out.write("|\"")
        out.write(copying: label)
        out.write("\"|")
      }
      out.write(" ")
      out.write(copying: identifiers[arrow.to])
      out.write("\n")
    }
    let notes = diagram.captions.map { $0.text } + diagram.notes
    for (index, note) in notes.enumerated() {
      out.write("  note_")
      out.write(whole: index + 1)
      out.write("[\"")
      write(label: note, to: &out)
      out.write("\"]:::note\n")
    }
    writeClasses(hasNotes: !notes.isEmpty, to: &out)
    return out.bytes
  }

  private func write(_ box: Box, _ identifier: String, to out: inout ByteWriter) {
    let (left, right): (StaticString, StaticString) =
      switch box.role {
      case .parameter: ("(\"", "\")")
      case .output: ("[[\"", "\"]]")
      case .operation where box.text.formula == nil: ("([\"", "\"])")
      case .input, .target, .constant, .operation: ("[\"", "\"]")
      }
    out.write("  ")
    out.write(copying: identifier)
    out.write(left)
    write(label: box.text.name.text, to: &out)
    if let formula = box.text.formula { write(label: " = " + formula.text, to: &out) }
    for line in box.text.value { writeLine(line, to: &out) }
    if let note = box.text.note { writeLine(note, to: &out) }
    if let name = box.text.gradientName {
      if box.text.gradient.count == 1 {
        writeLine(name.text + " = " + box.text.gradient[0], to: &out)
      } else {
        for line in [name.text] + box.text.gradient { writeLine(line, to: &out) }
      }
    }
    if let mark = box.text.mark { writeLine("! " + mark, to: &out) }
    out.write(right)
    out.write(":::")
    out.write(copying: box.role.rawValue)
    out.write("\n")
  }

  private func writeLine(_ text: String, to out: inout ByteWriter) {
    out.write("<br/>")
    write(label: text, to: &out)
  }

  private func label(of arrow: Arrow) -> String? {
    var out = ByteWriter()
    if let derivative = arrow.text.derivative { write(label: derivative.text, to: &out) }
    if let contribution = arrow.text.contribution {
      if out.count > 0 { out.write("<br/>") }
      write(label: contribution, to: &out)
    }
    return out.count > 0 ? String(decoding: out.bytes, as: UTF8.self) : nil
  }

  /// Text in which nothing is Mermaid's, Markdown's or HTML's.
  private func write(label text: String, to out: inout ByteWriter) {
    for scalar in text.harmless.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ": out.write(scalar: scalar)
      case _ where scalar.value < 0x80:
        out.write("#")
        out.write(whole: Int(scalar.value))
        out.write(";")
      default: out.write(scalar: scalar)
      }
    }
  }

  private func writeClasses(hasNotes: Bool, to out: inout ByteWriter) {
    for role in Box.Role.allCases {
      let surface = theme.surface(of: role)
      out.write("  classDef ")
      out.write(copying: role.rawValue)
      out.write(" fill:")
      out.write(surface.fill)
      out.write(",stroke:")
      out.write(surface.stroke)
      out.write(",color:")
      out.write(theme.text)
      out.write("\n")
    }
    guard hasNotes else { return }
    out.write("  classDef note fill:none,stroke:none,color:")
    out.write(theme.muted)
    out.write("\n")
  }

  /// `n_w1`, made of names: with what goes before they are no words of Mermaid's, and what is no letter is its number.
  private static func identifiers(of boxes: [Box]) -> [String] {
    var taken: Set<String> = []
    return boxes.map { box in
      var text = "n_"
      for scalar in box.id.unicodeScalars {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": text.unicodeScalars.append(scalar)
        default: text += "_" + String(scalar.value, radix: 16)
        }
      }
      let plain = text
      var count = 2
      while !taken.insert(text).inserted {
        text = plain + "__\(count)"
        count += 1
      }
      return text
    }
  }
}
