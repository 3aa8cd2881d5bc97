import Testing

@testable import Pictures

/// SplitMix64, so that a failure can be repeated.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Every decimal digit of a positive double, found by doubling and halving in decimal on paper, as a child would.
private func expansion(of number: Double) -> (digits: [UInt8], exponent: Int) {
  var whole = number.significandBitPattern
  var power = -1074
  if number.exponentBitPattern > 0 {
    whole |= 1 << 52
    power = Int(number.exponentBitPattern) - 1075
  }
  // Lowest digit first.
  var digits: [UInt8] = []
  while whole > 0 {
    digits.append(UInt8(whole % 10))
    whole /= 10
  }
  var point = 0
  while power > 0 {
    var carry: UInt8 = 0
    for i in digits.indices {
      let doubled = digits[i] * 2 + carry
      digits[i] = doubled % 10
      carry = doubled / 10
    }
    if carry > 0 { digits.append(carry) }
    power -= 1
  }
  while power < 0 {
    // Half of a number is a tenth of five of it.
    var carry: UInt8 = 0
    for i in digits.indices {
      let product = digits[i] * 5 + carry
      digits[i] = product % 10
      carry = product / 10
    }
    if carry > 0 { digits.append(carry) }
    point += 1
    power += 1
  }
  return (digits.reversed(), digits.count - 1 - point)
}

private func roundedOnPaper(
  _ expansion: (digits: [UInt8], exponent: Int), to wanted: Int
) -> (digits: [UInt8], exponent: Int) {
  var (digits, exponent) = expansion
  if digits.count > wanted {
    let next = digits[wanted]
    let isTie = next == 5 && digits[(wanted + 1)...].allSatisfy { $0 == 0 }
    let up = isTie ? digits[wanted - 1] % 2 == 1 : next >= 5
    digits.removeSubrange(wanted...)
    if up {
      var i = wanted - 1
      while i >= 0, digits[i] == 9 {
        digits[i] = 0
        i -= 1
      }
      if i >= 0 {
        digits[i] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
  }
  while digits.count > 1, digits.last == 0 { digits.removeLast() }
  return (digits, exponent)
}

private func agrees(_ number: Double, to lengths: Int...) -> Bool {
  let exact = expansion(of: number)
  return lengths.allSatisfy { wanted in
    guard let ours = DecimalDigits(rounding: number, to: wanted) else { return false }
    let paper = roundedOnPaper(exact, to: wanted)
    let digits = String(ours.digits).utf8.map { $0 - UInt8(ascii: "0") }
    return digits == paper.digits && ours.exponent == paper.exponent && ours.count == digits.count
  }
}

@Suite struct DecimalDigitsTests {
  @Test("textbook numbers") func textbook() throws {
    let cases: [(Double, Int, UInt64, Int)] = [
      (12, 4, 12, 1), (0.05, 4, 5, -2), (2.5, 1, 2, 0), (3.5, 1, 4, 0), (0.125, 2, 12, -1), (0.375, 2, 38, -1),
      (12345, 4, 1234, 4), (12355, 4, 1236, 4), (99999, 4, 1, 5), (0.1, 17, 10_000_000_000_000_001, -1),
      (1.0 / 3, 12, 333_333_333_333, -1), (2.675, 3, 267, 0), (1.005, 3, 1, 0), (9.5, 1, 1, 1), (8.5, 1, 8, 0),
      (1e23, 17, 99_999_999_999_999_992, 22), (.leastNonzeroMagnitude, 4, 4941, -324),
      (1.7976931348623157e308, 5, 17977, 308),
      (21.633307652783937, 12, 216_333_076_528, 1),
    ]
    for (number, wanted, digits, exponent) in cases {
      let ours = try #require(DecimalDigits(rounding: number, to: wanted))
      #expect(ours.digits == digits, "\(number) to \(wanted)")
      #expect(ours.exponent == exponent, "\(number) to \(wanted)")
    }
  }

  @Test("zero has no sign, and what is not finite no digits") func zeroAndInfinity() {
    #expect(DecimalDigits(rounding: -0.0, to: 4) == DecimalDigits(rounding: 0, to: 4))
    #expect(DecimalDigits(rounding: -0.0, to: 4)?.isNegative == false)
    #expect(DecimalDigits(shortest: -0.0)?.isNegative == false)
    #expect(DecimalDigits(rounding: -1.5, to: 4)?.isNegative == true)
    for number in [Double.nan, .infinity, -.infinity] {
      #expect(DecimalDigits(rounding: number, to: 4) == nil)
      #expect(DecimalDigits(shortest: number) == nil)
    }
  }

  @Test("any number, any digits: as on paper") func anyNumber() {
    var random = Seeded(state: 1)
    for round in 0..<400 {
      let number = Double(bitPattern: random.next() & (1 << 63 - 1))
      guard number.isFinite, number > 0 else { continue }
      let wanted = 1 + round % 17
      #expect(agrees(number, to: wanted), "\(number) to \(wanted)")
    }
  }

  @Test("numbers of everyday size, and short ones where ties happen") func everydayAndTies() {
    var random = Seeded(state: 2)
    for round in 0..<3_000 {
      let wanted = 1 + round % 17
      let everyday = Double.random(in: 1e-6...1e6, using: &random)
      #expect(agrees(everyday, to: wanted), "\(everyday) to \(wanted)")
      // A few bits before and after the point: every other one is a tie somewhere.
      let short = Double(random.next() % 4096 + 1) / Double(1 << (random.next() % 12))
      let few = 1 + round % 5
      #expect(agrees(short, to: few), "\(short) to \(few)")
    }
  }

  @Test("powers of two and of ten, and their neighbours") func powers() {
    for power in stride(from: -1074, through: 1023, by: 9) {
      let number = Double(sign: .plus, exponent: power, significand: 1)
      #expect(agrees(number, to: 1, 4, 12, 17), "2^\(power)")
    }
    for power in stride(from: -323, through: 308, by: 7) + Array(-30...30) {
      guard let number = Double("1e\(power)") else { continue }
      for near in [number, number.nextUp, number.nextDown] where near > 0 {
        #expect(agrees(near, to: 1, 4, 12, 17), "\(near)")
      }
    }
  }

  @Test("the shortest digits read back") func shortest() throws {
    var random = Seeded(state: 3)
    for _ in 0..<2_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let ours = try #require(DecimalDigits(shortest: number))
      let text = "\(ours.isNegative ? "-" : "")\(ours.digits)e\(ours.exponent - ours.count + 1)"
      #expect(Double(text) == number)
      #expect(ours.count <= 17)
    }
    #expect(DecimalDigits(shortest: 0.1)?.digits == 1)
    #expect(DecimalDigits(shortest: 21.633307652783937)?.digits == 21_633_307_652_783_937)
    #expect(DecimalDigits(shortest: 1e21)?.exponent == 21)
    #expect(DecimalDigits(shortest: .leastNonzeroMagnitude)?.exponent == -324)
    #expect(DecimalDigits(shortest: 9_007_199_254_740_992)?.digits == 9_007_199_254_740_992)
  }
}
