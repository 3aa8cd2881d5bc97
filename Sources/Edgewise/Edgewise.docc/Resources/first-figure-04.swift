import Edgewise

let g = GraphBuilder("Delivery time: one training example")
let x1 = g.input("x1", 2), x2 = g.input("x2", 3), y = g.target("y", 5)
let w1 = g.parameter("w1", 1), w2 = g.parameter("w2", 2)

let ŷ = g.define("ŷ", w1 * x1 + w2 * x2)
let e = g.define("e", ŷ - y)
let loss = g.loss("L", e ** 2)

let figure = try g.figure()
let value = figure.value(of: loss)  // 9
let gradient = figure.gradient(of: w1)  // 12
let local = figure.derivative(of: loss, by: e)  // 6, in words: 2e
let picture = figure.terminalText(width: 80)  // the picture above
let dot = figure.dot()  // for Graphviz
