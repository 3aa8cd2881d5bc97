import Edgewise
import Foundation

func figure() throws {
  let g = GraphBuilder("One weight")
  let w = g.parameter("w", 3)
  let loss = g.loss("L", (w * 2 - 5) ** 2)
  let figure = try g.figure()
  // dL/dw = 2·(2w − 5)·2 = 4.
  precondition(figure.gradient(of: w) == 4 && figure.derivative(of: loss, by: w) == 4)
  precondition("\(figure)".contains("∂L/∂w 4"))
}

func tensors() throws {
  let g = GraphBuilder()
  let x = g.input("X", [[1, 2], [3, 4]]), w = g.parameter("w", [0.5, -1])
  g.loss("L", mean(square(matmul(x, w))))
  let figure = try g.figure()
  // X·w = (−1.5, −2.5), and ∂L/∂w = Xᵀ·(−1.5, −2.5).
  precondition(figure.value(of: "L") == 4.25 && figure.gradient(of: w) == [-9, -13])
  precondition("\(figure.gradient(of: w))" == "[-9, -13]" && figure.gradient(of: w)[0] == -9)
}

func loop() throws {
  let g = GraphBuilder()
  var h = g.parameter("h0", 1)
  g.loop("i", 1...3) { _ in h = g.define("h", g.call("double", h) { h * 2 }) }
  g.loss("L", h ** 2)
  let figure = try g.figure()
  // L = (8·h0)², dL/dh0 = 128.
  precondition(figure.gradient(of: "h0") == 128 && figure.value(of: "h[2]") == 4)
  precondition(figure.terminalText(Depiction(detail: .groups)).contains("i = 3"))
}

func training() throws {
  let g = GraphBuilder()
  let w = g.parameter("w", 3)
  g.loss("L", (w * 2 - 5) ** 2)
  let training = try g.figure().train(.gradientDescent, learningRate: 0.1, steps: 3)
  // The error 2w − 5 shrinks to a fifth with each step: 1, 0.2, 0.04.
  let after = training.figure(at: 2)
  let loss = after?.value(of: "L")?.scalar ?? .nan
  precondition(abs(loss - 0.0016) < 1e-12)
  print(training)
}

func file(in folder: URL) throws {
  try Data("x,y\n1,2\n3,5\n".utf8).write(to: folder.appendingPathComponent("points.csv"))
  let flow = "input X = csv(\"points.csv\")\nparam w = [1, 1]\nloss L = sum((X @ w)²)\nexpect L = 73\n"
  let path = folder.appendingPathComponent("lesson.flow").path
  try Data(flow.utf8).write(to: URL(fileURLWithPath: path))
  let file = try FlowFile.read(path)
  // (1 + 2)² + (3 + 5)².
  precondition(file.figure.value(of: "L") == 73 && file.report().passes)
}

func snapshot() throws {
  let dot = try FlowFile.read(text: "param w = 3; loss L = w²").figure.dot()
  precondition(dot.hasPrefix("digraph") && dot.contains("formula=\"2w\"") && dot.contains("contribution=\"6\""))
  let again = try FlowFile.read(text: "param w = 3; loss L = w²").figure.dot()
  precondition(dot == again)
}

// Names that Foundation has too, or might: nothing here is ambiguous.
let (operation, shape): (Operation.Type, Tensor.Shape) = (Operation.self, [2, 3])
precondition(shape.count == 6 && operation == Operation.self)

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("client-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

try figure()
try tensors()
try loop()
try training()
try file(in: folder)
try snapshot()
print("The client has what it asked for.")
// Nothing catches this.
if CommandLine.arguments.contains("slip") {
  print(try FlowFile.read(text: "param weight = 3\nloss L = wieght²\n", name: "slip.flow").figure)
}
