import CTapes
import Edgewise

/// 100,000 lines of flow, read into a graph.
func measureReading(_ report: inout Report) throws {
  var text = "input x0 = 0.5\nparam w = 0.999\n"
  for i in 1..<99_998 {
    text += "x\(i) = \(i % 3 == 0 ? "tanh(w·x\(i - 1)) + x\(i / 2)" : "w·x\(i - 1) - 0.25·x\(i / 2)")\n"
  }
  text += "loss L = x99997²\n"
  let source = FlowSource(name: "long.flow", text: text)
  let time = try seconds(5) { _ = try FlowFile.read(source) }
  report.figure("100,000 lines of flow read and lowered", milliseconds(time), "< 500 ms", time < 0.5)
}

/// The annotated `dag` of 10^5 nodes as DOT.
func measureDOT(_ report: inout Report) throws {
  let graph = tape_dag(100_000, 1)
  defer { tape_graph_free(graph) }
  let recorded = try graph.recorded()
  var definitions: [Definition] = []
  for i in 0..<graph.nodeCount {
    definitions.append(
      Definition(
        node: i, firstNode: i, name: "n\(i)", role: i < Int(graph.leaves) ? .parameter : .operation))
  }
  let diagram = Depiction(detail: .operations)
    .diagram(of: Model(title: "dag", graph: recorded, definitions: definitions, output: graph.nodeCount - 1))
  var bytes: [UInt8] = []
  let time = seconds {
    bytes.removeAll(keepingCapacity: true)
    DOTWriter().append(diagram, to: &bytes)
  }
  let speed = Double(bytes.count) / time / 1e6
  report.figure(
    "DOT, dag 10^5, \(bytes.count / 1_000_000) MB", fixed(speed, 0) + " MB/s", "≥ 500 MB/s", speed >= 500)
}

/// A figure of 20 nodes in the terminal, and the delivery-time figure as SVG.
func measurePictures(_ report: inout Report) throws {
  var text = "title \"Twenty nodes\"\n"
  for i in 1...5 { text += "input x\(i) = \(i)\nparam w\(i) = 0.\(i)\n" }
  for i in 1...5 { text += "p\(i) = w\(i)·x\(i)\n" }
  text += "s1 = p1 + p2\ns2 = p3 + p4\ns3 = s1 + s2 + p5\nh = tanh(s3)\nloss L = (h - 1)²\n"
  let twenty = Depiction().diagram(of: try FlowFile.read(FlowSource(name: "twenty.flow", text: text)).model)
  precondition(twenty.boxes.count == 20)
  let picture = TerminalPicture(width: 120)
  let drawing = seconds(51) { _ = picture.bytes(of: twenty) }
  report.figure("terminal picture of 20 nodes", milliseconds(drawing), "< 2 ms", drawing < 0.002)
  let svg = SVGPicture()
  let time = try seconds(51) { _ = try svg.bytes(of: twenty) }
  report.figure("SVG of 20 nodes", milliseconds(time), "", true)
}
