import Autodiff
import Depiction
import FlowLanguage
import Pictures

/// ```
/// x1 ─┐
/// w1 ─┴ · ─┐
/// w2 ─┬ · ─┴ + ─ ŷ ─┐
/// x2 ─┘            ├ − ─ e ── ² ── L
///               y ─┘
/// ```
let deliveryTime = """
  title "Delivery time: one training example"

  input  x1 = 2     "distance, hundreds of km"
  input  x2 = 3     "weight, kg"
  target y  = 5     "hours"
  param  w1 = 1.0
  param  w2 = 2.0

  ŷ = w1·x1 + w2·x2
  e = ŷ - y
  loss L = e²
  """

/// The lesson's five deliveries at once.
let fiveDeliveries = """
  input  X = [[2,3],[1.5,1],[4,5],[0.8,0.5],[3.2,2.5]]
  target y = [5,3.2,9.5,2.1,6.8]
  param  w = [0.8,1.5]
  e = X@w - y
  loss L = mean(e²)
  """

func model(_ text: String) throws -> Model {
  try FlowFile.read(FlowSource(name: "test.flow", text: text)).model
}

func diagram(_ text: String, _ depiction: Depiction = Depiction()) throws -> Diagram {
  depiction.diagram(of: try model(text))
}

extension Diagram {
  func box(_ id: String) -> Box? { boxes.first { $0.id == id } }

  /// The first arrow between two boxes.
  func arrow(_ from: String, _ to: String) -> Arrow? {
    arrows.first { boxes[$0.from].id == from && boxes[$0.to].id == to }
  }
}

extension Quantity {
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .tensor(_, let values): Array(values)
    }
  }
}
