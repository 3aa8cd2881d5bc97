import Autodiff
import Pictures

extension Model {
  /// The title as it is set.
  var heading: Formula? { title.map { Formula(title: $0) { node(named: $0) != nil } } }
}
