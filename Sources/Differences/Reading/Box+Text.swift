import Autodiff
import Depiction
import Pictures

extension Box {
  /// Puts into a box that was read what a picture shows of its facts.
  /// - Parameter showsGradient: nil: of parameters, where one flows.
  mutating func write(isBare: Bool, showsGradient: Bool? = nil) {
    guard !isBare else { return }
    let format = NumberFormat()
    text.value = format.lines(Tensor(value))
    text.note = note
    guard let gradient, showsGradient ?? (role == .parameter) else { return }
    text.gradientName = .words("∂/∂") + .name(id)
    text.gradient = format.lines(Tensor(gradient))
  }
}

extension Arrow {
  /// The same for an arrow.
  mutating func write() {
    text.formula = formula
    guard case .number(let number)? = derivative else { return }
    let written = NumberFormat().text(number)
    if formula?.text == written { text.formula = nil }
    text.number = written
  }
}
