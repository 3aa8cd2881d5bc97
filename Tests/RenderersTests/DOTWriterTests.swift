import Pictures
import Testing

@testable import Renderers

private func dot(_ diagram: Diagram, _ writer: DOTWriter = DOTWriter()) -> String {
  String(decoding: writer.bytes(of: diagram), as: UTF8.self)
}

private func hex(_ colour: Theme.Colour) -> String {
  "#"
    + [colour.red, colour.green, colour.blue].map {
      let digits = String($0, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// The line of the first box of `diagram`.
private func firstBox(_ diagram: Diagram) -> String {
  dot(diagram).split(separator: "\n").map(String.init)[4]
}

@Suite struct DOTWriterTests {
  @Test("the delivery-time figure, to the letter") func deliveryTime() {
    let box = { (surface: Theme.Surface) in #"color="\#(hex(surface.stroke))" fillcolor="\#(hex(surface.fill))""# }
    let theme = Theme.light
    let data = box(theme.data)
    let parameter = box(theme.parameter)
    let operation = box(theme.operation)
    let output = box(theme.output)
    let wire = #"color="\#(hex(theme.wire))""#
    let quiet = #"color="\#(hex(theme.quietWire))""#
    let (text, value, muted, gradient) = (
      hex(theme.text), hex(theme.value), hex(theme.muted), hex(theme.gradient)
    )
    let expected = ##"""
      digraph edgewise {
        graph [rankdir="LR" nslimit="2" nslimit1="2" nodesep="0.3" ranksep="0.5" fontname="Helvetica" fontsize="14" bgcolor="\##(hex(theme.background))" fontcolor="\##(text)" labelloc="t" label=<<FONT COLOR="\##(text)"><B>Delivery time</B></FONT>> summary="L = 9"];
        node [fontname="Helvetica" fontsize="12" margin="0.15,0.07" fontcolor="\##(text)"];
        edge [fontname="Helvetica" fontsize="11" arrowsize="0.7" penwidth="1.4" fontcolor="\##(text)"];
        x1 [id="x1" class="input" label=<<I>x₁</I><BR/><FONT COLOR="\##(value)"><B>2</B></FONT> <FONT COLOR="\##(muted)">hundreds of km</FONT>> shape="box" style="filled" \##(data) role="input" operation="leaf" value="2" gradient="6"];
        x2 [id="x2" class="input" label=<<I>x₂</I><BR/><FONT COLOR="\##(value)"><B>3</B></FONT>> shape="box" style="filled" \##(data) role="input" operation="leaf" value="3" gradient="12"];
        y [id="y" class="target" label=<<I>y</I><BR/><FONT COLOR="\##(value)"><B>5</B></FONT>> shape="box" style="filled" \##(data) role="target" operation="leaf" value="5" gradient="-6"];
        w1 [id="w1" class="parameter" label=<<I>w₁</I><BR/><FONT COLOR="\##(value)"><B>1</B></FONT><BR/><FONT COLOR="\##(gradient)">∂L/∂<I>w₁</I> = 12</FONT>> shape="box" style="rounded,filled" \##(parameter) role="parameter" operation="leaf" value="1" gradient="12"];
        w2 [id="w2" class="parameter" label=<<I>w₂</I><BR/><FONT COLOR="\##(value)"><B>2</B></FONT><BR/><FONT COLOR="\##(gradient)">∂L/∂<I>w₂</I> = 18</FONT>> shape="box" style="rounded,filled" \##(parameter) role="parameter" operation="leaf" value="2" gradient="18"];
        "ŷ" [id="ŷ" class="operation" label=<ŷ = w1·x1 + w2·x2<BR/><FONT COLOR="\##(value)"><B>8</B></FONT><BR/><FONT COLOR="\##(gradient)">∂L/∂ŷ = 6</FONT>> shape="box" style="filled" \##(operation) role="operation" operation="region" value="8" gradient="6"];
        e [id="e" class="operation" label=<e = ŷ − y<BR/><FONT COLOR="\##(value)"><B>3</B></FONT><BR/><FONT COLOR="\##(gradient)">∂L/∂e = 6</FONT>> shape="box" style="filled" \##(operation) role="operation" operation="subtract" value="3" gradient="6"];
        L [id="L" class="output" label=<L = e²<BR/><FONT COLOR="\##(value)"><B>9</B></FONT><BR/><FONT COLOR="\##(gradient)">∂L/∂L = 1</FONT>> shape="box" style="filled" \##(output) role="output" operation="square" value="9" gradient="1" peripheries="2"];
        w1 -> "ŷ" [id="w1--ŷ--0" class="wire" label=<x1 = 2> \##(wire) formula="x1" derivative="2" upstream="6" contribution="12"];
        x1 -> "ŷ" [id="x1--ŷ--1" class="quiet-wire" label=<w1 = 1> \##(quiet) formula="w1" derivative="1" upstream="6" contribution="6" penwidth="0.7"];
        w2 -> "ŷ" [id="w2--ŷ--2" class="wire" label=<x2 = 3> \##(wire) formula="x2" derivative="3" upstream="6" contribution="18"];
        x2 -> "ŷ" [id="x2--ŷ--3" class="quiet-wire" label=<w2 = 2> \##(quiet) formula="w2" derivative="2" upstream="6" contribution="12" penwidth="0.7"];
        "ŷ" -> e [id="ŷ--e--0" class="wire" label=<1> \##(wire) formula="1" derivative="1" upstream="6" contribution="6"];
        y -> e [id="y--e--1" class="quiet-wire" label=<−1> \##(quiet) formula="−1" derivative="-1" upstream="6" contribution="-6" penwidth="0.7"];
        e -> L [id="e--L--0" class="wire" label=<2e = 6<BR/><FONT COLOR="\##(gradient)">1 · 6 = 6</FONT>> \##(wire) formula="2e" derivative="6" upstream="1" contribution="6" tooltip="∂L/∂e = 2e = 6\n1 · 6 = 6"];
      }

      """##
    #expect(dot(DOTSample.deliveryTime) == expected)
  }

  @Test("direction and theme are told once, in the defaults and the colours") func directionAndTheme() {
    let text = dot(DOTSample.deliveryTime, DOTWriter(theme: .dark, direction: .topToBottom))
    #expect(text.contains(#"rankdir="TB""#))
    let theme = Theme.dark
    #expect(text.contains(#"bgcolor="\#(hex(theme.background))" fontcolor="\#(hex(theme.text))""#))
    let parameter = theme.parameter
    #expect(
      text.contains(#"color="\#(hex(parameter.stroke))" fillcolor="\#(hex(parameter.fill))" role="parameter""#))
    #expect(!text.contains(hex(Theme.light.background)))
  }

  @Test("a hostile label is drawn literally and ends nothing") func hostile() {
    let label = "<>&\"{}|\\\n\u{1b}[31m\u{7f}🙂\u{202e}\\"
    let line = firstBox(DOTSample.single(name: label, note: label, tooltip: label))
    let drawn = "&lt;&gt;&amp;&quot;{}|&#92;␊␛[31m␡🙂�&#92;"
    let muted = hex(Theme.light.muted)
    #expect(line.contains(#" label=<\#(drawn)<BR/><FONT COLOR="\#(muted)">\#(drawn)</FONT>> shape="#))
    #expect(line.contains(#" tooltip="<>&amp;\"{}|\\\n␛[31m␡🙂�\\""#))
  }

  @Test("C1 controls, marks of direction and what is no character are replaced; other letters stay") func hidden() {
    let hidden = "\u{80}\u{9f}\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{2028}\u{fffe}\u{ffff}"
    #expect(
      firstBox(DOTSample.single(name: hidden))
        .contains(" label=<\(String(repeating: "\u{fffd}", count: 12))>"))
    let kept = "\u{a0}ÂØ؛–…′⁰﷽é\u{200d}²·ŷ\u{65e5}"
    #expect(firstBox(DOTSample.single(name: kept)).contains(" label=<\(kept)>"))
  }

  @Test("identifiers are quoted when Graphviz needs it, and elements' names are fit for XML") func identifiers() {
    let cases = [
      ("w1", "w1", "w1"), ("_a9", "_a9", "_a9"), ("9a", "\"9a\"", "9a"), ("node", "\"node\"", "node"),
      ("Graph", "\"Graph\"", "Graph"), ("W[0, 1]", "\"W[0, 1]\"", "W-0-1"), ("ŷ.1", "\"ŷ.1\"", "ŷ.1"),
      ("a\"b", "\"a\\\"b\"", "a-x22b"), ("a:b", "\"a:b\"", "a-x3ab"), ("", "\"\"", ""),
    ]
    for (id, identifier, element) in cases {
      #expect(firstBox(DOTSample.single(id: id)).hasPrefix("  \(identifier) [id=\"\(element)\" class="), "\(id)")
    }
  }

  @Test("numbers have 12 significant digits, tensors are JSON arrays") func numbers() {
    let cases: [(Quantity, String)] = [
      (.number(1.0 / 3), "0.333333333333"), (.number(-0.0), "0"), (.number(1e21), "1e21"), (.number(1e-5), "1e-5"),
      (.number(.nan), "NaN"), (.number(-.infinity), "-Infinity"), (.number(21.633307652783937), "21.6333076528"),
      (.number(1_234_567_890_123_456), "1234567890120000"), (.number(0.1 + 0.2), "0.3"),
      (.tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, -0.5]), "[[1,2,3],[4,5,-0.5]]"),
      (.tensor(shape: [1], values: [.infinity]), #"[\"Infinity\"]"#),
      (.tensor(shape: [2, 1, 2], values: [1, 2, 3, 4]), "[[[1,2]],[[3,4]]]"),
    ]
    for (quantity, text) in cases {
      #expect(firstBox(DOTSample.single(value: quantity)).contains(" value=\"\(text)\"];"), "\(quantity)")
    }
  }

  @Test("no quoted piece is longer than older Graphviz takes, and nothing is lost") func longPieces() {
    let numbers = (0..<20_000).map { Double($0) + 0.25 }
    let text = String(repeating: "ab\u{1}ŷ\"", count: 20_000)
    let line = firstBox(
      DOTSample.single(name: text, value: .tensor(shape: [20_000], values: numbers[...]), tooltip: text))
    var pieces: [Int] = []
    var isInside = false
    var isEscaped = false
    for byte in line.utf8 {
      if isInside { pieces[pieces.count - 1] += 1 }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInside.toggle()
        if isInside { pieces.append(0) }
      }
    }
    #expect(!isInside)
    #expect(pieces.count > 20)
    #expect(pieces.allSatisfy { $0 < 16_384 })
    let joined = line.split(separator: "\" + \"").joined()
    let hasNumbers = joined.contains("[" + numbers.map { "\($0)" }.joined(separator: ",") + "]")
    let hasText = joined.contains(String(repeating: "ab␁ŷ\\\"", count: 20_000))
    #expect(hasNumbers && hasText)
  }

  @Test("an empty diagram is a graph too, and bytes are appended to what is there") func empty() {
    let text = dot(Diagram())
    #expect(text.hasPrefix("digraph edgewise {\n"))
    #expect(text.hasSuffix("];\n}\n"))
    #expect(!text.contains("label="))
    var bytes = Array("before\n".utf8)
    DOTWriter().append(Diagram(), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "before\n" + text)
  }

  @Test("notes and legend stand below the title") func notes() {
    var diagram = Diagram(title: .words("T"), notes: ["no gradients: y is a tensor"])
    #expect(
      dot(diagram).contains(
        #"label=<<FONT COLOR="\#(hex(Theme.light.text))"><B>T</B></FONT><BR/><FONT COLOR="\#(hex(Theme.light.muted))">no gradients: y is a tensor</FONT>>];"#
      ))
    diagram.showsLegend = true
    #expect(dot(diagram).contains("local derivative"))
  }

  @Test("one sign alone is an ellipse; a matrix stands in rows") func shapes() throws {
    let diagram = Diagram(boxes: [
      Box(
        id: "ŷ.1", role: .operation, operation: "multiply", value: .number(2), gradient: nil,
        text: BoxText(name: "·", value: ["2"])),
      Box(
        id: "W", role: .parameter, operation: "leaf", value: .tensor(shape: [2, 2], values: [1, 2, 3, 4]),
        gradient: .tensor(shape: [2, 2], values: [5, 6, 7, 8]),
        text: BoxText(
          name: "W", value: ["[1 2]", "[3 4]"], note: "weights", gradientName: "∂L/∂W", gradient: ["[5 6]", "[7 8]"])),
    ])
    let text = dot(diagram)
    #expect(text.contains(#"label=<·<BR/><FONT COLOR="\#(hex(Theme.light.value))"><B>2</B></FONT>> shape="ellipse""#))
    let label = String(try #require(text.split(separator: "\n").first { $0.hasPrefix("  W [") }))
    // Rows of a table: the name, two rows, the note, the gradient's name, two rows.
    #expect(label.components(of: "<TR>") == 3 + 2 + 2 && label.components(of: "ROWSPAN=\"2\"") == 4)
    for number in 1...8 { #expect(label.contains(number < 5 ? "<B>\(number)</B>" : ">\(number)</FONT>")) }
    #expect(text.contains(#"gradient="[[5,6],[7,8]]""#))
  }
}
