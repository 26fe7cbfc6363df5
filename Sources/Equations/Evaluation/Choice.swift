extension Evaluator {
  /// Evaluates each branch for the parameters that it applies to, and puts the results together.
  func choose(
    rank: Int, of subject: Value, _ first: Node, _ second: Node, _ environment: some Environment
  ) throws(EvaluationError) -> Value {
    let applies = subject.blocks.map { $0.axes.filter(\.isOfParameter).count == rank }
    guard subject.isPerParameter else { return try evaluate(applies[0] ? first : second, environment) }
    var blocks = [Block](repeating: .absent, count: applies.count)
    for (branch, isFirst) in [(first, true), (second, false)] {
      let chosen = applies.indices.filter { applies[$0] == isFirst }
      if chosen.isEmpty { continue }
      let value = try evaluate(branch, Selection(base: environment, parameters: chosen))
      for (position, parameter) in chosen.enumerated() { blocks[parameter] = value.block(position) }
    }
    return Value(perParameter: blocks)
  }
}

/// An environment as a few of its parameters see it.
private struct Selection: Environment {
  // A box, so that choices within choices need no ever longer generic types.
  let base: any Environment
  let parameters: [Int]

  var step: Value { base.step }

  func value(of reference: Reference) throws(EvaluationError) -> Value { narrowed(try base.value(of: reference)) }
  func previous(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    narrowed(try base.previous(reference, along: axis))
  }
  func next(_ reference: Reference, along axis: Axis) throws(EvaluationError) -> Value {
    narrowed(try base.next(reference, along: axis))
  }
  func recent(_ reference: Reference, count: Int) throws(EvaluationError) -> Value {
    narrowed(try base.recent(reference, count: count))
  }
  func setting(_ name: String) throws(EvaluationError) -> Value { try base.setting(name) }

  private func narrowed(_ value: Value) -> Value {
    value.isPerParameter ? Value(perParameter: parameters.map { value.blocks[$0] }) : value
  }
}

extension Block {
  /// No value: what a parameter has of a quantity that it does not have.
  package static let absent = Block(axes: [.elements], shape: [0], values: [])

  package var isAbsent: Bool { values.isEmpty }
}
