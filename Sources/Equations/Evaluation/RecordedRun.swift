/// A run as a program published it, on which any formula can be evaluated.
package protocol RecordedRun {
  /// Returns a formula's value on the program's own values, with its error bound, for all steps; `.step` comes first.
  func evaluate(_ formula: Expression) throws(EvaluationError) -> Value
  /// The assumed number format of the program.
  var precision: Precision { get }
}
