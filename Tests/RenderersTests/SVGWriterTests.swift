import Pictures
import Testing

@testable import Renderers

/// The writer alone, on a layout that never changes: the same bytes everywhere.
@Suite struct SVGWriterTests {
  private let diagram = Diagram(
    title: "One <step>", summary: "L = 9.", output: "L",
    boxes: [
      Box(
        id: "w_1", role: .parameter, operation: "leaf", value: .number(3), gradient: .number(6), tooltip: "w_1 = 3",
        text: BoxText(
          name: .name("w_1"), value: ["3"], note: "kg", gradientName: .derivative(of: .name("L"), by: .name("w_1")),
          gradient: ["6"])),
      Box(
        id: "L", role: .output, operation: "square", value: .number(9), gradient: .number(1), tooltip: "",
        text: BoxText(name: .name("L"), formula: .name("w_1") + Formula([.raised(2)]), value: ["9"])),
    ],
    arrows: [
      Arrow(
        from: 0, to: 1, slot: 0, formula: .number("2") + .name("w_1"), asciiFormula: nil, derivative: .number(6),
        upstream: .number(1),
        contribution: .number(6), tooltip: "∂L/∂w_1 = 2w_1 = 6",
        text: ArrowText(formula: .number("2") + .name("w_1"), number: "6", contribution: "1 · 6 = 6"))
    ])

  private let layout = SVGLayout(
    direction: .leftToRight, size: .init(260, 72.5),
    boxes: [.init(x: 0, y: 0, width: 90, height: 72), .init(x: 180, y: 10.005, width: 80, height: 52)],
    wires: [
      .init(
        start: .init(90, 36),
        segments: [.line(.init(150, 36)), .curve(.init(165, 36), .init(165, 40), .init(180, 40))],
        label: .init(x: 98, y: 17, width: 60, height: 38))
    ])

  private func text(_ diagram: Diagram, _ layout: SVGLayout, _ theme: Theme = .print) -> String {
    let set = SVGTypesetting(diagram, direction: layout.direction)
    return String(
      decoding: SVGWriter(theme: theme, idPrefix: "").bytes(of: diagram, set: set, in: layout), as: UTF8.self)
  }

  @Test func aFixedLayoutToTheLetter() throws {
    let text = text(diagram, layout)
    let style = try #require(text.ranges(of: "</style>\n").first)
    #expect(
      text.hasPrefix(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="edgewise" width="308" height="190" viewBox="0 0 308 190" \
        data-engine="edgewise" role="graphics-document" aria-labelledby="figure-title figure-text" xml:space="preserve">
        <title id="figure-title">One &lt;step&gt;</title>
        <desc id="figure-text">L = 9.</desc>
        <style>

        """))
    #expect(
      text[style.upperBound...] == """
        <rect class="background" width="100%" height="100%"/>
        <text class="title" x="24" y="37">One &lt;step&gt;</text>
        <text class="forward" x="24" y="60">forward: values →</text>
        <text class="backward" x="24" y="78">← backward: gradients</text>
        <g class="graph" transform="translate(24 93)">
        <g id="w_1--L--0" class="edge" role="graphics-symbol" aria-label="w_1 to L"><title>∂L/∂w_1 = 2w_1 = \
        6</title><path class="wire" d="M90 36H150C165 36 165 40 172 40"/><path class="head" d="M180 \
        40l-9-3.6v7.2"/><text class="derivative" x="105.1" y="29.5">2<tspan class="i">w</tspan><tspan class="s" \
        dy="3.2">1</tspan><tspan x="128" dy="-3.2"> = 6</tspan></text><text class="contribution" x="97.3" \
        y="50.5">← 1 · 6 = 6</text></g>
        <g id="w_1" class="node parameter" role="graphics-symbol"><title>w_1 = 3</title><rect class="parameter-box" \
        x="0" y="0" width="90" height="72" rx="11"/><path class="rule" d="M12 45.5H78"/><text x="22.8" \
        y="18.5"><tspan class="i">w</tspan><tspan class="s" dy="3.6">1</tspan><tspan x="45.1" \
        dy="-3.6">=</tspan><tspan class="value" x="58.8">3</tspan></text><text class="unit" x="38.7" \
        y="34.5">kg</text><text class="gradient" x="11.2" y="61.5"><tspan class="i">∂L</tspan><tspan class="i" \
        x="28.7">/∂w</tspan><tspan class="s" dy="3.2">1</tspan><tspan x="55.9" dy="-3.2"> = 6</tspan></text></g>
        <g id="L" class="node output" role="graphics-symbol"><title>L</title><rect class="output-box" x="180" \
        y="10.01" width="80" height="52" rx="2"/><rect class="inner output-box" x="183.5" y="13.51" width="73" \
        height="45" rx="1"/><text x="194.3" y="30.51"><tspan class="i">L</tspan><tspan x="208.7">=</tspan><tspan \
        class="i" x="222.4">w</tspan><tspan class="s" dy="3.6">1</tspan><tspan class="s" \
        dy="-9">2</tspan></text><text class="value" x="215.8" y="49.51">9</text></g>
        </g>
        </svg>

        """)
  }

  @Test func everyColourOfTheThemeHasAClass() {
    for theme in [Theme.light, .dark, .print] {
      let text = text(diagram, layout, theme)
      for (name, colour) in [
        (".background{fill:", theme.background), (".edgewise .forward{fill:", theme.value),
        (".edgewise .backward{fill:", theme.gradient), (".wire{stroke-width:1.5;stroke:", theme.wire),
        (".rule{stroke:", theme.quietWire),
      ] {
        #expect(text.contains(name + colour.description), "\(name)")
      }
    }
  }

  @Test func idsOfEqualNamesDiffer() {
    var twins = diagram
    twins.boxes[1].id = "w_1"
    let text = text(twins, layout)
    #expect(text.contains("<g id=\"w_1\"") && text.contains("<g id=\"w_1--x2\""))
  }

  @Test func lengthsHaveTwoDecimalsAndAPoint() {
    func written(_ length: Double) -> String {
      var out = ByteWriter()
      out.write(length: length)
      return String(decoding: out.bytes, as: UTF8.self)
    }
    for (length, text) in [
      (0.0, "0"), (12, "12"), (0.5, "0.5"), (0.05, "0.05"), (-1.25, "-1.25"), (99.999, "100"), (-0.001, "0"),
      (1234.567, "1234.57"), (.nan, "0"), (.infinity, "0"), (7.1, "7.1"),
    ] {
      #expect(written(length) == text)
    }
  }
}
