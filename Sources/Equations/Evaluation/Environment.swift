/// The source of the values of an expression's leaves: the running state of a reference, or a student's reported
/// values.
package protocol Environment<Tensor> {
  associatedtype Tensor

  /// A quantity's value at this step (and time).
  func value(of reference: Reference) throws(EvaluationError) -> Values<Tensor>
  /// A quantity's value one position earlier along an axis.
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor>
  /// A quantity's value one position later along an axis.
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor>
  /// A quantity's last values along `.lag`, this step's first, zero before the first step.
  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Values<Tensor>
  /// A hyperparameter's value.
  func setting(_ name: String) throws(EvaluationError) -> Values<Tensor>
  /// t, counted from 1.
  var step: Values<Tensor> { get }
}

extension Environment {
  package func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Values<Tensor> {
    throw .unknownQuantity(reference)
  }
}

/// An environment restricted to some of its parameters: those that one branch of a formula applies to.
struct Selection<Tensor>: Environment {
  // The box keeps nested choices from needing ever longer generic types.
  let base: any Environment<Tensor>
  let parameters: [Int]

  var step: Values<Tensor> { base.step }

  func value(of reference: Reference) throws(EvaluationError) -> Values<Tensor> {
    narrowed(try base.value(of: reference))
  }
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor> {
    narrowed(try base.previous(reference, along: axis))
  }
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Values<Tensor> {
    narrowed(try base.next(reference, along: axis))
  }
  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Values<Tensor> {
    narrowed(try base.recent(reference, count: count))
  }
  func setting(_ name: String) throws(EvaluationError) -> Values<Tensor> { try base.setting(name) }

  private func narrowed(_ value: Values<Tensor>) -> Values<Tensor> {
    value.isPerParameter ? Values(perParameter: parameters.map { value.blocks[$0] }) : value
  }
}
