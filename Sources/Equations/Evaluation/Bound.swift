/// The allowed distance of a published number from the one that its formula gives on the program's own values: the rule by
/// which equations are graded. (An author's tolerance, where a manifest has one, is applied in `Comparator`.)
///
/// |published − computed| ≤ 4·(e + u·|published| + τ), where e is the formula's running error bound and u·|x| + τ is
/// rounded away when a number is published. See docs/residuals.md.
package enum Bound {
  /// The largest ratio of a difference to its bound that is allowed; measured, see docs/residuals.md.
  package static let allowance = 4.0

  /// e + u·|x| + τ.
  package static func on(_ number: Double, error: Double, _ precision: Precision) -> Double {
    error + precision.unitRoundoff * abs(number) + precision.smallest
  }

  /// The largest widening of a bound for the sake of another form: one absurd number must not hide all that comes after
  /// it. It still allows no more than some 10⁻⁹ of the number.
  static let mostWidening = 0x1p20

  /// Bounds that may be as wide as those of another form, up to the largest widening of each, or of the middle one of all.
  ///
  /// - Parameters:
  ///   - bounds: the own bounds, or sizes that they are relative to.
  ///   - wider: those of the form; one that is no number counts for nothing.
  static func widened(_ bounds: [Double], to wider: [Double]) -> [Double] {
    guard zip(bounds, wider).contains(where: { $1 > mostWidening * $0 }) else {
      return zip(bounds, wider).map { $1 > $0 ? $1 : $0 }
    }
    // One number in a row may be next to zero, and one may be absurd: neither is the middle one.
    let others = bounds.filter { $0 > 0 && $0.isFinite }.sorted()
    let middle = others.isEmpty ? 0 : others[(others.count - 1) / 2]
    return zip(bounds, wider).map { own, other in
      other > own ? max(own, min(other, mostWidening * max(own, middle))) : own
    }
  }

  /// The difference of two numbers in units of its bound.
  ///
  /// A finite number on one side only is a contradiction: the program cannot have followed the formula. Two numbers
  /// that are not finite cannot be told apart.
  ///
  /// - Returns: infinity if only one of the two is finite; nil if the difference cannot be checked.
  package static func ratio(_ published: Double, _ computed: Double, error: Double, _ precision: Precision) -> Double? {
    // This check precedes the bound: u·∞ would hide a number that is not finite.
    guard published.isFinite, computed.isFinite else {
      return published.isFinite == computed.isFinite ? nil : .infinity
    }
    let bound = on(published, error: error, precision)
    return bound.isFinite ? abs(published - computed) / bound : nil
  }
}
