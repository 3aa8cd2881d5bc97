import Depiction
import Pictures

extension FigureOptions {
  /// As the engine of pages is asked: `detail=operations`.
  var settings: [String] {
    var settings: [String] = []
    if detail != .named { settings.append("detail=\(detail.rawValue)") }
    if precision != 4 { settings.append("precision=\(precision)") }
    if direction != .leftToRight { settings.append("direction=\(direction.rawValue)") }
    if theme != .light { settings.append("theme=\(theme.rawValue)") }
    for (name, value) in [("of", output), ("wrt", withRespectTo), ("run", run)] {
      if let value { settings.append("\(name)=\(value)") }
    }
    if let step { settings.append("at=\(step)") }
    return settings
  }
}
