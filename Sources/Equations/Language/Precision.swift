package import Tensors

/// The roundings of a program's floating-point format.
package struct Precision: Sendable, Equatable {
  /// u, half the distance from 1 to the next number.
  package let unitRoundoff: Double
  /// τ, the smallest positive (denormal) number.
  package let smallest: Double

  package init(_ format: NumberFormat) { self = format == .single ? .single : .double }

  private init(unitRoundoff: Double, smallest: Double) {
    (self.unitRoundoff, self.smallest) = (unitRoundoff, smallest)
  }

  package static let double = Precision(unitRoundoff: 0x1p-53, smallest: 0x1p-1074)
  package static let single = Precision(unitRoundoff: 0x1p-24, smallest: 0x1p-149)
}
