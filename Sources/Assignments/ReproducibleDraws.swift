import Tensors

// Draws use only comparisons and + − × ÷, each of which IEEE 754 rounds in one way: every machine draws the same bits.
// The C library's log, cos and pow are not rounded alike everywhere, which excludes Box–Muller and similar methods.

extension SeededGenerator {
  /// A number drawn uniformly between two bounds.
  mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// A whole number drawn from 0 ..< `count`.
  mutating func index(below count: Int) -> Int {
    min(Int(uniform() * Double(count)), count - 1)
  }

  /// True with probability e⁻ᵖ, for p in [0, 1].
  ///
  /// A run p > u₁ > u₂ > … of uniform numbers reaches length n with probability pⁿ/n!, so the alternating sum of those
  /// probabilities, e⁻ᵖ, is that of an even length.
  ///
  /// Source: von Neumann, *Various techniques used in connection with random digits*, 1951.
  mutating func survives(_ p: Double) -> Bool {
    var bound = p
    var isEven = true
    while true {
      let draw = uniform()
      if draw >= bound { return isEven }
      bound = draw
      isEven.toggle()
    }
  }

  /// A number drawn from the standard normal distribution.
  ///
  /// The magnitude is k + x: k is whole and kept with probability e^(−k²/2), x is uniform and kept with
  /// e^(−x(2k+x)/2); the product is the density e^(−(k+x)²/2).
  ///
  /// Source: Karney, *Sampling exactly from the normal distribution*, ACM Trans. Math. Softw. 42, 2016, algorithm N.
  mutating func normal() -> Double {
    while true {
      var whole = 0
      while survives(0.5) { whole += 1 }
      guard survivesAll(whole * (whole - 1), 0.5) else { continue }
      let fraction = uniform()
      // x(2k + x)/2 = k·x + x²/2, each part at most 1.
      guard survivesAll(whole, fraction), survives(fraction * fraction * 0.5) else { continue }
      let magnitude = Double(whole) + fraction
      return uniform() < 0.5 ? -magnitude : magnitude
    }
  }

  private mutating func survivesAll(_ trials: Int, _ p: Double) -> Bool {
    for _ in 0..<trials where !survives(p) { return false }
    return true
  }
}

/// Ten to the power `exponent`, bit for bit the same on every machine and within a few units in the last place.
///
/// 10ˣ = 10ⁿ · e^(f·ln 10) with n = ⌊x⌋: the second factor is Taylor's series to the 32nd term, whose remainder is below
/// 10⁻²² for f < 1; the first is repeated multiplication, exact up to 10²².
func powerOfTen(_ exponent: Double) -> Double {
  let whole = exponent.rounded(.down)
  let y = (exponent - whole) * 2.302585092994045684
  var sum = 1.0
  for term in stride(from: 32.0, through: 1.0, by: -1.0) { sum = 1 + sum * y / term }
  var scale = 1.0
  for _ in 0..<Int(whole.magnitude) { scale *= 10 }
  return whole < 0 ? sum / scale : sum * scale
}
