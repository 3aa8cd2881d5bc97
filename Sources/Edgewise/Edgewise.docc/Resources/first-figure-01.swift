import Edgewise

let g = GraphBuilder("Delivery time: one training example")
let x1 = g.input("x1", 2), x2 = g.input("x2", 3), y = g.target("y", 5)
let w1 = g.parameter("w1", 1), w2 = g.parameter("w2", 2)
