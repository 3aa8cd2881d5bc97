import Pictures
import Testing

@testable import Renderers

/// How mathematics is set, and how much room it gets.
@Suite struct SVGTextTests {
  /// Runs as `/italic/`, `_sub_`, `~italic sub~`, `^sup^`, and upright as it is.
  private func set(_ formula: Formula) -> String {
    SVGText(formula, .name).runs.reduce(into: "") { out, run in
      let mark =
        switch run.script {
        case .plain: run.face == .italic ? "/" : ""
        case .sub: run.face == .italic ? "~" : "_"
        case .sup: "^"
        }
      out += mark + run.text + mark
    }
  }

  @Test(arguments: [
    ("w1", "/w/_1_"), ("w₁", "/w/_1_"), ("x_in", "/x/~in~"), ("net_h1", "/net/~h~_1_"), ("ŷ", "/ŷ/"),
    ("y\u{302}", "/ŷ/"), ("x1w1", "/x/_1_/w/_1_"), ("h1_2", "/h/_1,2_"), ("xᵢ", "/x/~i~"), ("W[0, 1]", "/W/[0, 1]"),
    ("ŷ.2", "/ŷ/.2"), ("h[3].z1", "/h/[3]./z/_1_"), ("x'", "/x'/"), ("w1'", "/w/_1_/'/"), ("conv2d", "/conv/2/d/"),
    ("_a", "/_a/"), ("a_", "/a_/"), ("", ""), ("漢字", "/漢字/"), ("<b>&\"", "</b/>&\""),
  ])
  func namesAreSetAsInATextbook(name: String, expected: String) {
    #expect(set(.name(name)) == expected)
  }

  @Test func mathematicsIsSetAsInATextbook() {
    typealias Run = Formula.Run
    let function = { (name: String) in Formula([Run(.function, name)]) }
    let x = Formula.name("x")
    let squared = Formula([.raised(2)])
    #expect(set(.name("e") + squared) == "/e/^2^")
    #expect(set(x + Formula([.raised(-1)])) == "/x/^−1^")
    #expect(set(.name("X") + Formula([Run(.raised, "T")]) + "·") == "/X/^T^·")
    #expect(set(.number("2") + .name("e5") + " = " + .number("6")) == "2/e/_5_ = 6")
    #expect(set(function("tanh") + x.inParentheses) == "tanh(/x/)")
    #expect(set(function("layer_norm") + x.inParentheses) == "layer_norm(/x/)")
    #expect(set(function("mean") + Formula([Run(.lowered, "1")]) + x.inParentheses) == "mean_1_(/x/)")
    #expect(set(function("sin") + squared + x.inParentheses) == "sin^2^(/x/)")
    #expect(set(function("σ") + x.inParentheses) == "/σ/(/x/)")
    #expect(set(.derivative(of: .name("L"), by: .name("w1")) + " = 12") == "/∂L///∂w/_1_ = 12")
    #expect(set(Formula([Run(.number, "1.234"), Run(.dot, "·", in: .stacked), Run(.exponent, "−5")])) == "1.234e−5")
    #expect(set(.words("seed") + "=" + .number("NaN")) == "seed=NaN")
  }

  @Test func whatCannotBeSeenIsDrawnAsItsPicture() {
    #expect(SVGText.drawn("a\u{0}\n\u{1b}\u{7f}b") == "a␀␊␛␡b")
    #expect(SVGText.drawn("\u{202e}\u{2066}\u{200f}\u{85}\u{ffff}") == "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}")
    #expect(SVGText.drawn("ŷ 漢字 🙂") == "ŷ 漢字 🙂")
  }

  /// Advance widths of the widest usual substitutes, DejaVu Sans, Sans Bold and Serif Italic, in thousandths of an em,
  /// from their own tables.
  @Test func textKeepsItsRoomUnderWiderFonts() {
    let sans: [Character: Int] = [
      "0": 636, ".": 318, " ": 318, "a": 613, "d": 635, "e": 615, "i": 278, "l": 278, "m": 974, "n": 634, "o": 612,
      "r": 411, "s": 521, "t": 392, "v": 592, "y": 592, "=": 838, "−": 838, "·": 318, "≈": 838,
    ]
    let bold: [Character: Int] = ["0": 696, ".": 380, "−": 838, "1": 696, "9": 696]
    let italic: [Character: Int] = ["x": 564, "w": 856, "y": 565, "ŷ": 565, "e": 592, "L": 664, "∂": 517, "b": 640]
    for (face, widths) in [(SVGFace.sans, sans), (.bold, bold), (.italic, italic)] {
      for text in ["delivery time = 0.00", "− 000.0 · 0", "199.9", "xwyŷeLb∂"]
      where text.allSatisfy({ widths[$0] != nil }) {
        let wide = text.reduce(0) { $0 + (widths[$1] ?? 0) } * 100
        let room = text.unicodeScalars.reduce(0) { $0 + face.room(for: $1) }
        #expect(room >= wide * 98 / 100, "\(text)")
      }
    }
    #expect(SVGFace.sans.room(for: "漢") >= 100_000 && SVGFace.sans.room(for: "🙂") >= 100_000)
    #expect(SVGFace.sans.room(for: "\u{302}") == 0)
  }

  /// `x + x + …` of so many terms, in a box.
  private func sum(_ count: Int) -> SVGTypesetting {
    let terms = (0..<count).flatMap { index -> [Formula.Run] in
      (index > 0 ? [.init(.sign, " + ")] : []) + [.init(.name, "weight")]
    }
    let box = Box(
      id: "a", role: .operation, operation: "add", value: .number(1), gradient: nil,
      text: BoxText(name: .name("a"), formula: Formula(terms), value: ["1"]))
    return SVGTypesetting(Diagram(boxes: [box]), direction: .leftToRight)
  }

  private func lines(_ set: SVGTypesetting) -> [String] {
    set.lines[0].compactMap { line in
      if case .text(let text) = line.content { text.runs.map(\.text).joined() } else { nil }
    }
  }

  @Test func aFormulaIsBrokenBeforeItsOperatorsOrAbsent() {
    #expect(lines(sum(2)) == ["a=weight + weight", "1"])
    let broken = sum(5)
    let said = lines(broken)
    #expect((3...4).contains(said.count) && said.last == "1" && said[1].hasPrefix("+ weight"))
    let whole = "a=weight+weight+weight+weight+weight"
    #expect(said.dropLast().joined().filter { $0 != " " } == whole)
    #expect(broken.boxes[0].width < 300)
    // A formula that has no room is not there.
    #expect(lines(sum(30)) == ["a", "1"])
  }

  @Test func matricesAreRowsAndColumns() {
    let matrix = SVGMatrix(rows: ["[  1  −2.5]", "[300     4]"], .value)
    #expect(matrix.rows.map { $0.map { $0.runs.map(\.text).joined() } } == [["1", "−2.5"], ["300", "4"]])
    #expect(matrix.columnEnds.count == 2 && matrix.columnEnds[0] < matrix.columnEnds[1])
    #expect(matrix.width > matrix.columnEnds[1])
  }

  @Test func longNotesAreBrokenAndEndInASign() {
    #expect(SVGBoxLines.wrapped("weight in kg", columns: 30) == ["weight in kg"])
    let words = "one two three four five six seven eight nine ten eleven"
    #expect(SVGBoxLines.wrapped(words, columns: 9) == ["one two", "three", "four five", "six seven", "eight ⋯"])
  }
}
