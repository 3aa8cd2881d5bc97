import Autodiff
import Depiction
import FlowLanguage
import Foundation
import Pictures
import Testing
import Training

@testable import Renderers

/// What `explain` prints is true as printed: in text, in Markdown and in LaTeX, at every level of detail, each line is read again and
/// its sides are worked out from the engine's numbers.
@Suite struct PrintedEquationTests {
  /// Left side and steps, each with the sign before it.
  private typealias Line = (sign: Character, side: String)

  private static let none = Prose([])

  private func document(_ equations: [Equation], isListing: Bool) -> Explanation {
    // What is said behind an equation is no mathematics.
    let plain = equations.map { Equation($0.left, $0.steps) }
    let blocks: [Explanation.Block] = isListing ? [.listing(plain)] : plain.map { .equation($0) }
    return Explanation(sections: [Explanation.Section(Self.none, blocks)])
  }

  /// At the signs of equality outside of brackets.
  private func sides(_ line: String) -> [Line] {
    var sides: [Line] = [(" ", "")]
    var depth = 0
    let characters = Array(line)
    for (place, character) in characters.enumerated() {
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
      let isAlone = character == "≈" || character == "=" && place > 0 && characters[place - 1] == " "
      if isAlone, depth == 0 { sides.append((character, "")) } else { sides[sides.count - 1].side.append(character) }
    }
    return sides.map { ($0.sign, $0.side.trimmingCharacters(in: .whitespaces)) }
  }

  /// Rows that go on from the one before are joined to it.
  private func equations(_ rows: [String]) -> [[Line]] {
    var lines: [String] = []
    for row in rows where !row.allSatisfy({ $0 == " " }) {
      let text = row.trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("=") || text.hasPrefix("≈"), !lines.isEmpty {
        lines[lines.count - 1] += " " + text
      } else {
        lines.append(text)
      }
    }
    return lines.map { sides($0) }
  }

  private func textEquations(_ document: Explanation) -> [[Line]] {
    let text = ExplanationText(width: 100_000).text(of: document)
    return equations(text.split(separator: "\n").map { String($0) })
  }

  private func latexEquations(_ text: String, _ reader: PrintedLaTeX) -> [[Line]] {
    var result: [[Line]] = []
    for display in text.components(separatedBy: "\\begin{align").dropFirst() {
      let body = display.components(separatedBy: "}\n").dropFirst().joined(separator: "}\n")
        .components(separatedBy: "\\end{align")[0]
      let rows = body.replacingOccurrences(of: " \\\\\n  &\\quad {}", with: "").components(separatedBy: " \\\\\n")
      var known: [String] = []
      for row in rows {
        if let line = try? reader.line(of: row.trimmingCharacters(in: .whitespacesAndNewlines)) {
          known.append(line)
        } else if !row.trimmingCharacters(in: .whitespaces).hasPrefix("&") {
          // What follows from what cannot be read is of no use.
          known.append("? = ?")
        } else {
          known.append("= ?")
        }
      }
      result += equations(known)
    }
    return result
  }

  private struct Count {
    var read = 0
    var unread = 0
  }

  private func check(_ sides: [Line], _ reckoner: Reckoner, _ count: inout Count) -> String? {
    guard sides.count > 1, let last = sides.last, let result = PrintedNumbers.value(last.side), result.isFinite else {
      return nil
    }
    let half = PrintedNumbers.halfUnit(last.side)
    for (place, (_, side)) in sides.dropLast().enumerated() where !side.contains("⋯") && !side.contains("…") {
      // Along one edge alone of several between two nodes; a function's name, which another node may have.
      if side.contains("(∂") || side.contains(" + h) − ") { continue }
      guard let value = try? reckoner.value(of: side) else {
        count.unread += 1
        continue
      }
      count.read += 1
      let isSymbolic = side.contains { $0.isLetter || $0 == "∂" }
      let isRounded = sides[(place + 1)...].contains { $0.sign == "≈" }
      // Beside names, a number that may be rounded.
      if isSymbolic, PrintedNumbers.hasRounded(side) || isRounded && side.contains(".") { continue }
      if !isSymbolic, isRounded { continue }
      if abs(value - result) > half * 1.001 + 1e-9 * max(1, abs(result)) { return "\(side) is \(value)" }
    }
    return nil
  }

  @Test(arguments: GraphFolder.paths)
  func everyEquationIsTrueAsPrinted(path: String) throws {
    let file = try GraphFolder.file(path)
    for detail in [Detail.groups, .named, .operations, .scalars] {
      let depiction = Depiction(detail: detail)
      guard depiction.boxCount(of: file.model) <= 400 else { continue }
      let reckoner = TellingTests.reckoner(of: depiction.diagram(of: file.model))
      let explanation = depiction.explanation(of: file.model)
      // GitHub's Markdown spells functions otherwise.
      let reader = PrintedLaTeX(names: reckoner.names.keys.sorted(), LaTeXFormula())
      let lettered = reckoner.renamed(reader.letters)
      var counts = [Count(), Count(), Count()]
      for block in explanation.sections.flatMap({ $0.blocks }) {
        let part: Explanation
        switch block {
        case .equation(let equation): part = document([equation], isListing: false)
        case .listing(let equations): part = document(equations, isListing: true)
        case .paragraph, .list: continue
        }
        func look(_ medium: Int, _ equations: [[Line]], _ reckoner: Reckoner) {
          for sides in equations {
            if let wrong = check(sides, reckoner, &counts[medium]) {
              Issue.record("\(detail.rawValue), \(["text", "Markdown", "LaTeX"][medium]): \(sides): \(wrong)")
            }
          }
        }
        look(0, textEquations(part), reckoner)
        look(1, latexEquations(ExplanationMarkdown().text(of: part), reader), lettered)
        look(2, latexEquations(ExplanationLaTeX(isFragment: true).text(of: part), reader), lettered)
      }
      for count in counts { #expect(count.unread <= count.read / 2 + 40, "\(detail.rawValue): \(counts)") }
      if file.model.graph.nodeCount <= 60,
        (0..<file.model.graph.nodeCount).allSatisfy({ file.model.graph.shape(of: $0).isScalar })
      {
        for count in counts { #expect(count.read > 0, "\(detail.rawValue): \(counts)") }
      }
    }
  }
}

/// Numbers as they are printed.
enum PrintedNumbers {
  static func value(_ text: String) -> Double? { Double(plain(text)) }

  /// How far what is meant may be from what is printed.
  static func halfUnit(_ printed: String) -> Double {
    let parts = plain(printed).split(separator: "e", maxSplits: 1)
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    return 0.5 * pow(10, (parts.count > 1 ? Double(parts[1]) ?? 0 : 0) - Double(decimals))
  }

  /// Whether a number has so many digits that there may have been more.
  static func hasRounded(_ text: String) -> Bool {
    text.split { !$0.isASCII || !$0.isNumber && $0 != "." }.contains { digits in
      digits.contains(".") && digits.drop { $0 == "0" || $0 == "." }.count { $0 != "." } >= 3
    }
  }

  /// `−3.1 · 10^(−7)`, `1.5e−7`.
  private static func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: " · 10^(", with: "e")
      .trimmingCharacters(in: CharacterSet(charactersIn: ")"))
  }
}
