import Autodiff
import Letters
import Platform

/// The random numbers of `normal`, `uniform`, `xavier` and `he`.
///
/// SplitMix64 (Steele, Lea, Flood 2014). Its first state is the seed, as a 64-bit whole number, exclusive-or the
/// 64-bit FNV-1a hash of the leaf's name: of the UTF-8 bytes of its canonical form, so that all spellings of a
/// name draw the same. Each number in [0, 1) is the upper 53 bits of an output times 2^-53.
struct RandomNumbers {
  private var source: SplitMix64
  /// The second number of the last pair that the polar method gave.
  private var spare: Double?

  init(seed: Int, name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.canonicalName.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    source = SplitMix64(state: UInt64(bitPattern: Int64(seed)) ^ hash)
  }

  /// In [0, 1).
  mutating func uniform() -> Double { source.uniform() }

  /// Standard normal by the polar method (Marsaglia and Bray 1964), rounded to 12 significant digits, so that the
  /// last digits of a platform's `log` do not matter. Both numbers of a pair are used, in order.
  mutating func normal() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let factor = (-2 * log(s) / s).squareRoot()
      spare = RandomNumbers.rounded(v * factor)
      return RandomNumbers.rounded(u * factor)
    }
  }

  /// To 12 significant digits.
  static func rounded(_ number: Double) -> Double {
    let size = abs(number)
    guard size > 0, size.isFinite else { return number }
    var scale = 1.0
    while size * scale < 1e11 { scale *= 10 }
    if scale == 1 { return number }
    return (number * scale).rounded(.toNearestOrEven) / scale
  }
}
