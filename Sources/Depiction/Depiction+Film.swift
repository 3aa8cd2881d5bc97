import Autodiff
import Diagrams
import Training

extension Depiction {
  /// The story of a model: its values, how its gradient flows back and, with a descent, how its parameters move, step after step.
  public func film(of model: Model, descent: Descent? = nil) -> Film {
    fatalError("contract")
  }
}
