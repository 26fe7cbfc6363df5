internal import Equations

/// The leaves' values at some points: an environment in which elementwise formulas are evaluated, with the bounds that
/// equations are judged by.
struct LeafRun: Environment {
  typealias Tensor = Block

  /// The axis of the points.
  static let axis = Axis("point")

  let count: Int
  private(set) var leaves: [Node: Block] = [:]
  private let evaluator: Evaluator

  /// - Parameter precision: that of the program whose numbers the formulas are held to.
  init(count: Int, _ precision: Precision = .double) {
    self.count = count
    evaluator = Evaluator(precision: precision, isBounded: true)
  }

  subscript(leaf: Node) -> Points.Series? {
    get { leaves[leaf].map { Points.Series(values: $0.values, errors: $0.error ?? $0.values.map { _ in 0 }) } }
    set {
      leaves[leaf] = newValue.map { Block(axes: [Self.axis], shape: [count], values: $0.values, error: $0.errors) }
    }
  }

  /// A formula's value at each point; nil if a leaf is missing.
  func evaluate(_ node: Node) -> Points.Series? {
    guard let value = try? evaluator.evaluate(Expression(node), in: self) else { return nil }
    let block = value.blocks[0].aligned(to: [Self.axis], shape: [count])
    return Points.Series(values: block.values, errors: block.error ?? [Double](repeating: 0, count: count))
  }

  var step: Value { Value(leaves[.step] ?? Block(.nan)) }

  func value(of reference: Reference) throws(EvaluationError) -> Value { try leaf(.quantity(reference), reference) }

  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    try leaf(.previous(reference, along: axis), reference)
  }

  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    try leaf(.next(reference, along: axis), reference)
  }

  func setting(_ name: String) throws(EvaluationError) -> Value { try leaf(.setting(name), Reference(name)) }

  private func leaf(_ node: Node, _ reference: Reference) throws(EvaluationError) -> Value {
    guard let block = leaves[node] else { throw .unknownQuantity(reference) }
    return Value(block)
  }
}
