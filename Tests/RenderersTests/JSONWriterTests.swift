import Foundation
import Pictures
import Testing

@testable import Renderers

private func json(_ diagram: Diagram) -> String {
  String(decoding: JSONWriter().bytes(of: diagram), as: UTF8.self)
}

/// What another program reads.
private func read(_ diagram: Diagram) throws -> [String: Any] {
  let parsed = try JSONSerialization.jsonObject(with: Data(JSONWriter().bytes(of: diagram)))
  return try #require(parsed as? [String: Any])
}

@Suite struct JSONWriterTests {
  @Test("keys and their order are pinned") func toTheLetter() {
    let diagram = Diagram(
      title: "One \"knob\"", output: "L",
      boxes: [
        Box(
          id: "w", role: .parameter, operation: "leaf", note: "kg", groups: ["layer", "net"], value: .number(3),
          gradient: .number(4), text: BoxText(name: "w")),
        Box(
          id: "L", role: .output, operation: "square", expression: "w²", value: .number(9), gradient: .number(1),
          text: BoxText(name: "L")),
      ],
      arrows: [
        Arrow(
          from: 0, to: 1, slot: 0, formula: "2w", asciiFormula: "2*w", derivative: .number(6), upstream: .number(1),
          contribution: .number(6))
      ],
      expectations: [
        Expectation(line: 7, claim: "L = 9", holds: true, actual: .number(9)),
        Expectation(line: 8, claim: "dL/dw = 5", holds: false, actual: .number(6)),
        Expectation(line: 9, claim: "L < 1 after 3 steps", holds: nil, actual: nil),
      ])
    #expect(
      json(diagram) == """
        {
          "format": "edgewise-graph", "version": 2,
          "title": "One \\"knob\\"", "output": "L", "detail": "named", "step": 0,
          "nodes": [
            {"id": "w", "role": "parameter", "operation": "leaf", "expression": null, "note": "kg", "groups": ["layer", "net"], "shape": [], "value": 3, "gradient": 4},
            {"id": "L", "role": "output", "operation": "square", "expression": "w²", "note": null, "groups": [], "shape": [], "value": 9, "gradient": 1}
          ],
          "edges": [
            {"from": "w", "to": "L", "slot": 0, "formula": "2w", "derivative": 6, "upstream": 1, "contribution": 6, "ascii": "2*w"}
          ],
          "runs": [],
          "expectations": [
            {"line": 7, "claim": "L = 9", "holds": true, "actual": 9},
            {"line": 8, "claim": "dL/dw = 5", "holds": false, "actual": 6},
            {"line": 9, "claim": "L < 1 after 3 steps", "holds": null, "actual": null}
          ]
        }

        """)
  }

  @Test("an empty diagram") func empty() throws {
    let object = try read(Diagram())
    #expect(object["format"] as? String == "edgewise-graph")
    #expect(object["title"] is NSNull)
    #expect((object["nodes"] as? [Any])?.isEmpty == true)
    #expect((object["expectations"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "numbers are as short as they can be and read back exactly",
    arguments: [
      (12, "12"), (1e-5, "1e-5"), (1e21, "1e21"), (-0.0, "0"), (0.05, "0.05"),
      (21.633307652783937, "21.633307652783937"),
      (-3.6, "-3.6"), (100_000, "100000"), (1e20, "100000000000000000000"), (1.5e21, "1.5e21"),
      (0.1 + 0.2, "0.30000000000000004"),
      (0.0001, "0.0001"), (1.25e-7, "1.25e-7"), (1.7976931348623157e308, "1.7976931348623157e308"),
      (.leastNonzeroMagnitude, "5e-324"), (123456789.125, "123456789.125"),
      (9_007_199_254_740_993.5, "9007199254740994"),
      (.nan, "\"NaN\""), (.infinity, "\"Infinity\""), (-.infinity, "\"-Infinity\""),
    ] as [(Double, String)]
  ) func numbers(_ number: Double, _ text: String) {
    #expect(
      json(DOTSample.single(value: .number(number))).contains(
        "\"shape\": [], \"value\": \(text), \"gradient\": null}"))
  }

  @Test("any number reads back as the same bits") func roundTrip() throws {
    var state: UInt64 = 7
    var numbers: [Double] = []
    while numbers.count < 2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state ^ state >> 29)
      if number.isFinite { numbers.append(number) }
    }
    let text = json(DOTSample.single(value: .tensor(shape: [2_000], values: numbers[...])))
    let start = try #require(text.range(of: "\"value\": [")).upperBound
    let end = try #require(text.range(of: "]", range: start..<text.endIndex)).lowerBound
    let values = text[start..<end].split(separator: ", ").map { Double($0) }
    let isSame = values == numbers
    #expect(isSame)
  }

  @Test("tensors are nested arrays") func tensors() {
    let cases: [(Quantity, String)] = [
      (.tensor(shape: [2], values: [1, 2]), "\"shape\": [2], \"value\": [1, 2]"),
      (.tensor(shape: [2, 2], values: [1, 2, 3, .nan]), "\"shape\": [2, 2], \"value\": [[1, 2], [3, \"NaN\"]]"),
      (.tensor(shape: [1, 1, 1], values: [5]), "\"shape\": [1, 1, 1], \"value\": [[[5]]]"),
    ]
    for (quantity, text) in cases { #expect(json(DOTSample.single(value: quantity)).contains(text)) }
  }

  @Test("a hostile text comes back as it was, and sends no control through a terminal") func hostile() throws {
    let text = "<>&\"{}|\\\n\t\r\u{8}\u{c}\u{0}\u{1b}[31m\u{7f}\u{9b}🙂\u{202e}\u{2028}\u{fffe}ŷ\\"
    let diagram = DOTSample.single(id: text, note: text)
    let nodes = try #require(try read(diagram)["nodes"] as? [[String: Any]])
    #expect(nodes[0]["id"] as? String == text)
    #expect(nodes[0]["note"] as? String == text)
    let hidden = json(diagram).unicodeScalars.filter {
      ($0.properties.generalCategory == .control && $0 != "\n") || $0.properties.generalCategory == .format
    }
    #expect(hidden.isEmpty)
    #expect(json(diagram).contains("\\u001b[31m"))
  }
}
