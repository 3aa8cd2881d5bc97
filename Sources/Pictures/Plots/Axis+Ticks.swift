import Platform

extension Axis {
  package struct Tick: Sendable, Equatable {
    package let number: Double
    /// Nil for the small ticks between two powers of ten.
    package let text: Formula?
  }

  /// At most `count` ticks with texts (2 at least are allowed), at 1, 2 or 5 times a power of ten apart; on a logarithmic axis at powers of ten, with
  /// small ticks between them where none is left out.
  package func ticks(atMost count: Int) -> [Tick] {
    let count = max(count, 2)
    switch scale {
    case .linear: return linearTicks(atMost: count)
    case .logarithmic: return logarithmicTicks(atMost: count)
    }
  }

  private func linearTicks(atMost count: Int) -> [Tick] {
    var exponent = Int(floor(log10(high - low))) - 3
    if isWhole { exponent = max(exponent, 0) }
    while true {
      for mantissa in [1, 2, 5] {
        let step = Decimal(whole: mantissa, exponent: exponent).number
        let first = (low / step - 1e-6).rounded(.up)
        let last = (high / step + 1e-6).rounded(.down)
        guard last - first < Double(count) else { continue }
        guard first <= last else { return [] }
        return (Int(first)...Int(last)).map {
          let decimal = Decimal(whole: $0 * mantissa, exponent: exponent)
          return Tick(number: decimal.number, text: .number(decimal.text))
        }
      }
      exponent += 1
    }
  }

  private func logarithmicTicks(atMost count: Int) -> [Tick] {
    let first = Int((log10(low) - 1e-9).rounded(.up))
    let last = Int((log10(high) + 1e-9).rounded(.down))
    guard last > first else { return fineTicks(atMost: count) }
    var stride = 1
    func multiples() -> Int { Self.floorDivide(last, stride) - Self.floorDivide(first - 1, stride) }
    while multiples() > count { stride += 1 }
    let isPlain = first >= -3 && last <= 4
    var ticks: [Tick] = []
    for power in first - 1...last {
      let isLabelled = power >= first && power - Self.floorDivide(power, stride) * stride == 0
      if isLabelled {
        let decimal = Decimal(whole: 1, exponent: power)
        let text = isPlain ? .number(decimal.text) : .number("10") + Formula([.raised(power)])
        ticks.append(Tick(number: decimal.number, text: text))
      }
      guard stride == 1, last - first < 9 else { continue }
      for digit in 2...9 {
        let number = Decimal(whole: digit, exponent: power).number
        if number >= low, number <= high { ticks.append(Tick(number: number, text: nil)) }
      }
    }
    return ticks
  }

  /// Of an axis with less than two powers of ten: at 1, 2 and 5 times them, or as on a linear axis.
  private func fineTicks(atMost count: Int) -> [Tick] {
    var ticks: [Tick] = []
    for power in Int(floor(log10(low)))...Int(floor(log10(high))) {
      for mantissa in [1, 2, 5] {
        let decimal = Decimal(whole: mantissa, exponent: power)
        let number = decimal.number
        if number >= low * (1 - 1e-9), number <= high * (1 + 1e-9) {
          ticks.append(Tick(number: number, text: .number(decimal.text)))
        }
      }
    }
    return ticks.count >= 2 && ticks.count <= count ? ticks : linearTicks(atMost: count).filter { $0.number > 0 }
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  /// whole · 10^exponent, exactly as it is written.
  struct Decimal {
    let whole: Int
    let exponent: Int

    /// Correctly rounded.
    var number: Double { Double("\(whole)e\(exponent)") ?? 0 }

    /// As pictures write numbers: plain from 10^−4 to 10^6, else `2e−5`.
    var text: String {
      guard whole != 0 else { return "0" }
      var digits = String(whole.magnitude)
      var exponent = exponent
      while digits.last == "0" {
        digits.removeLast()
        exponent += 1
      }
      let sign = whole < 0 ? "−" : ""
      // Of the first digit.
      let power = exponent + digits.count - 1
      guard power >= -4, power < 7 else {
        let rest = digits.dropFirst()
        return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + (power < 0 ? "−" : "")
          + String(power.magnitude)
      }
      if exponent >= 0 { return sign + digits + String(repeating: "0", count: exponent) }
      if power < 0 { return sign + "0." + String(repeating: "0", count: -power - 1) + digits }
      return sign + digits.prefix(power + 1) + "." + digits.dropFirst(power + 1)
    }
  }
}

extension Axis {
  /// An axis that holds `low ... high` and ends at ticks; from 0 where that is not far.
  package static func rounded(_ label: Formula, from low: Double, to high: Double, scale: Scale) -> Axis {
    switch scale {
    case .logarithmic:
      let axis = Axis(label, from: low, to: high, scale: .logarithmic)
      guard axis.scale == .logarithmic else { return rounded(label, from: low, to: high, scale: .linear) }
      func power(_ exponent: Double) -> Double { Decimal(whole: 1, exponent: Int(exponent)).number }
      let (first, last) = (log10(axis.low), log10(axis.high))
      return Axis(
        label, from: power(max((first + 1e-9).rounded(.down), -300)), to: power(min((last - 1e-9).rounded(.up), 300)),
        scale: .logarithmic)
    case .linear:
      let low = low >= 0 && low < 0.75 * high ? 0 : low
      let axis = Axis(label, from: low, to: high)
      let ticks = axis.ticks(atMost: 7)
      guard ticks.count > 1 else { return axis }
      let step = ticks[1].number - ticks[0].number
      func end(_ tick: Double, _ bound: Double, _ step: Double) -> Double {
        (bound - tick) * (step < 0 ? -1 : 1) > 1e-9 * step.magnitude ? tick + step : tick
      }
      return Axis(
        label, from: end(ticks[0].number, axis.low, -step), to: end(ticks[ticks.count - 1].number, axis.high, step))
    }
  }
}
