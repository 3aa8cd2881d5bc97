import Autodiff
import Pictures

extension Model {
  /// Words of the title that are names of nodes.
  var titleNames: Set<String> {
    var names: Set<String> = []
    _ = title.map { title in
      Formula(title: title) { word in
        let isName = node(named: word) != nil
        if isName { names.insert(word) }
        return isName
      }
    }
    return names
  }
}
