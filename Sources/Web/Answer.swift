import Letters
import Renderers

/// What the page's script is told: JSON.
indirect enum Answer {
  case null
  case text(String)
  /// What is not finite becomes `null`.
  case number(Double)
  case list([Answer])
  case record([(name: String, value: Answer)])

  static func whole(_ number: Int) -> Answer { .number(Double(number)) }

  init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  /// Linear in what it holds.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): bytes += jsonString(text)
    case .number(let number) where number.isFinite: bytes += Array(number.spelled.utf8)
    case .null, .number: bytes += Array("null".utf8)
    case .list(let answers):
      bytes.append(UInt8(ascii: "["))
      for (place, answer) in answers.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        answer.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .record(let fields):
      bytes.append(UInt8(ascii: "{"))
      for (place, field) in fields.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += jsonString(field.name)
        bytes.append(UInt8(ascii: ":"))
        field.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
