/// The operations of formulas, on tensors of one kind: blocks of numbers with their error bounds, or the nodes of a
/// graph for a compiled step.
///
/// A formula's meaning stands in `evaluate`, once for all kinds; see `Arithmetic+Evaluation.swift`.
protocol Arithmetic {
  associatedtype Tensor

  func layout(of a: Tensor) -> Layout
  /// The number that a tensor of one number holds; NaN if it holds none.
  ///
  /// - Throws: `EvaluationError` if the number is known only when a step runs.
  func constant(_ a: Tensor) throws(EvaluationError) -> Double

  // MARK: Leaves

  func number(_ value: Double) -> Tensor
  func filled(with value: Double, _ layout: Layout) -> Tensor
  /// 0, 1, 2, … along an axis.
  func positions(_ count: Int, along axis: Axis) -> Tensor

  // MARK: Computing

  func apply(_ operation: Unary, _ a: Tensor) -> Tensor
  func apply(_ operation: Binary, _ a: Tensor, _ b: Tensor) throws(EvaluationError) -> Tensor
  func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws(EvaluationError) -> Tensor
  func reduce(_ reduction: Reduction, _ a: Tensor, over axes: [Axis]) throws(EvaluationError) -> Tensor
  func contract(_ a: Tensor, _ b: Tensor, over axes: [Axis]) throws(EvaluationError) -> Tensor
  func solve(_ a: Tensor, _ b: Tensor, rows: Axis, columns: Axis) throws(EvaluationError) -> Tensor

  /// True if a·b + c is rounded once.
  var fuses: Bool { get }
  func fused(_ a: Tensor, _ b: Tensor, plus c: Tensor) throws(EvaluationError) -> Tensor

  // MARK: Moving

  /// The same numbers in the same order under another layout.
  func view(_ a: Tensor, as layout: Layout) -> Tensor
  /// The same numbers with the axes in another order, repeated along those that the tensor lacks.
  func align(_ a: Tensor, to layout: Layout) throws(EvaluationError) -> Tensor
  /// The entries at one position of an axis, without that axis; NaN if there is no such position.
  func slice(_ a: Tensor, _ axis: Axis, at position: Int) -> Tensor
  /// Tensors of one layout one after the other along a new first axis.
  func stack(_ tensors: [Tensor], along axis: Axis) throws(EvaluationError) -> Tensor
  func gather(_ table: Tensor, at index: Tensor, along axis: Axis) throws(EvaluationError) -> Tensor
  func window(_ a: Tensor, _ window: Window, _ geometry: WindowGeometry) throws(EvaluationError) -> Tensor
  func fold(
    _ a: Tensor, _ window: Window, _ geometry: WindowGeometry, like original: Tensor
  ) throws(EvaluationError) -> Tensor

  // MARK: Bounds

  /// True if the tensors carry error bounds, which must hold for every usual way of writing a formula.
  var isBounded: Bool { get }
  /// A power e^(c·t). Its bound holds also if the power is multiplied out over the steps.
  func widened(_ power: Tensor, over steps: Tensor) throws(EvaluationError) -> Tensor
  /// A sum c·X + (1 − c)·Y. Its bound holds also if the sum is written Y + c·(X − Y).
  func widened(_ sum: Tensor, between terms: (Tensor, Tensor)) throws(EvaluationError) -> Tensor
  /// 1 at the largest entries along `axes`, 0 elsewhere; in doubt only if another entry may be the larger one.
  func isLargest(_ value: Values<Tensor>, over axes: [Axis]) throws(EvaluationError) -> Values<Tensor>
}

extension Arithmetic {
  var fuses: Bool { false }
  func fused(_ a: Tensor, _ b: Tensor, plus c: Tensor) throws(EvaluationError) -> Tensor {
    try apply(.add, apply(.multiply, a, b), c)
  }
}

// Tensors without bounds have nothing to widen, and no doubt.
extension Arithmetic {
  var isBounded: Bool { false }
  func widened(_ power: Tensor, over steps: Tensor) -> Tensor { power }
  func widened(_ sum: Tensor, between terms: (Tensor, Tensor)) -> Tensor { sum }
  func isLargest(_ value: Values<Tensor>, over axes: [Axis]) throws(EvaluationError) -> Values<Tensor> {
    try value.combined(with: reduce(.maximum, value, over: axes)) { (a, largest) throws(EvaluationError) in
      try apply(.equal, a, largest)
    }
  }
}
