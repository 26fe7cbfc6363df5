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
