/// A run as a program published it: something on which any formula can be evaluated.
package protocol RecordedRun {
  /// What a formula gives on the program's own values, with its error bound, for all steps; `.step` comes first.
  func evaluate(_ formula: Expression) throws(EvaluationError) -> Value
  /// The format that the program is taken to compute in.
  var precision: Precision { get }
}
