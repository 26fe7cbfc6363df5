#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One axis of a chart: numbers onto a length, and the numbers that are written beside it.
struct Scale {
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool
  private let length: Double
  /// True if larger numbers stand higher up, where coordinates are smaller.
  private let isUpright: Bool
  let ticks: [(position: Double, label: String)]

  /// An axis that runs evenly over some numbers.
  init(of values: [Double], length: Double, upright isUpright: Bool, whole isWhole: Bool = false) {
    var (low, high) = (values.min() ?? 0, values.max() ?? 1)
    if !(high > low) { (low, high) = (low - max(abs(low) * 0.1, 0.5), high + max(abs(high) * 0.1, 0.5)) }
    if !isWhole {
      // Room, so that no line runs along the edge.
      let margin = (high - low) * 0.06
      (low, high) = (low - margin, high + margin)
    }
    var step = Self.niceStep((high - low) / 4.5)
    if isWhole { step = max(1, step.rounded(.up)) }
    let first = (low / step).rounded(.up)
    let count = min(max(Int(((high / step).rounded(.down) - first).clamped(to: -1...12)), -1), 12)
    let numbers = count < 0 ? [] : (0...count).map { (first + Double($0)) * step }
    (self.low, self.high, self.length, self.isUpright, isLogarithmic) = (low, high, length, isUpright, false)
    ticks = numbers.map { number in
      let share = (number - low) / (high - low)
      // 0.1 + 0.2 would be written with all its digits.
      let label = number == 0 || abs(number) < step / 1e6 ? "0" : Numerals.short(number)
      return (isUpright ? length * (1 - share) : length * share, label)
    }
  }

  /// An axis of powers of ten over some positive numbers.
  init(ofPowersIn values: [Double], length: Double) {
    let finite = values.filter { $0 > 0 && $0.isFinite }
    var low = floor(log10(finite.min() ?? 1))
    var high = ceil(log10(finite.max() ?? 10))
    if high - low < 2 { (low, high) = (low - 1, high + 1) }
    let every = max(1, Int(((high - low) / 5).rounded(.up)))
    (self.low, self.high, self.length, isUpright, isLogarithmic) = (low, high, length, true, true)
    ticks = stride(from: Int(low), through: Int(high), by: every).map { power in
      (length * (1 - (Double(power) - low) / (high - low)), "10\(Numerals.superscript(power))")
    }
  }

  /// The place of a number, kept within the axis; of zero on an axis of powers, its foot.
  func position(_ value: Double) -> Double {
    let number = isLogarithmic ? (value > 0 ? log10(value) : low) : value
    let share = ((number - low) / (high - low)).clamped(to: 0...1)
    return isUpright ? length * (1 - share) : length * share
  }

  /// The length of a distance along the axis.
  func extent(_ distance: Double) -> Double { min(distance / (high - low) * length, 1e5) }

  private static func niceStep(_ rough: Double) -> Double {
    guard rough > 0, rough.isFinite else { return 1 }
    let power = pow(10, floor(log10(rough)))
    let lead = rough / power
    return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : min(max(self, range.lowerBound), range.upperBound)
  }
}
