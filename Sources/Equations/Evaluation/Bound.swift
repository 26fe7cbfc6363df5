/// How far a published number may be from the one that a formula gives: the only place that says so.
///
/// |published − computed| ≤ 4·(e + u·|published| + τ), where e is the formula's running error bound and u·|x| + τ is what
/// publishing a number rounds away. See docs/residuals.md.
package enum Bound {
  /// The largest ratio of a difference to its bound that is allowed; measured, see docs/residuals.md.
  package static let allowance = 4.0

  /// e + u·|x| + τ.
  package static func on(_ number: Double, error: Double, _ precision: Precision) -> Double {
    error + precision.unitRoundoff * abs(number) + precision.smallest
  }

  /// The difference of two numbers in units of its bound.
  ///
  /// A formula that gives no finite number where the program has one contradicts it, and so does the reverse: the program
  /// cannot have followed the formula. Where neither is finite there is nothing to tell apart.
  ///
  /// - Returns: infinity where only one of the two is finite; nil where the difference cannot be checked.
  package static func ratio(_ published: Double, _ computed: Double, error: Double, _ precision: Precision) -> Double? {
    // Before the bound is formed: u·∞ would hide a number that is not finite.
    guard published.isFinite, computed.isFinite else {
      return published.isFinite == computed.isFinite ? nil : .infinity
    }
    let bound = on(published, error: error, precision)
    return bound.isFinite ? abs(published - computed) / bound : nil
  }
}
