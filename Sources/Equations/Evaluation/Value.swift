/// What an expression evaluates to in a network: one block for all, or one for each parameter.
package struct Value: Sendable, Equatable {
  package let blocks: [Block]
  /// Whether `blocks` holds one block for each parameter, in the parameters' order.
  package let isPerParameter: Bool

  package init(_ block: Block) {
    blocks = [block]
    isPerParameter = false
  }

  package init(perParameter blocks: [Block]) {
    self.blocks = blocks
    isPerParameter = true
  }

  /// The block that belongs to a parameter; an absent one where there is no such parameter.
  package func block(_ parameter: Int) -> Block {
    if !isPerParameter { return blocks[0] }
    return blocks.indices.contains(parameter) ? blocks[parameter] : .absent
  }

  package func map<E: Error>(_ transform: (Block) throws(E) -> Block) throws(E) -> Value {
    var results: [Block] = []
    for block in blocks { results.append(try transform(block)) }
    return isPerParameter ? Value(perParameter: results) : Value(results[0])
  }

  func combined(
    with other: Value, _ transform: (Block, Block) throws(EvaluationError) -> Block
  ) throws(EvaluationError) -> Value {
    if !isPerParameter && !other.isPerParameter { return Value(try transform(blocks[0], other.blocks[0])) }
    if isPerParameter && other.isPerParameter && blocks.count != other.blocks.count {
      throw EvaluationError.parametersMixed(blocks.count, other.blocks.count)
    }
    var results: [Block] = []
    for parameter in 0..<(isPerParameter ? blocks.count : other.blocks.count) {
      results.append(try transform(block(parameter), other.block(parameter)))
    }
    return Value(perParameter: results)
  }

  /// Values of consecutive steps as one, with `.step` as the first axis.
  ///
  /// - Throws: `EvaluationError` where their layouts differ.
  package init(stackingSteps values: [Value]) throws(EvaluationError) {
    guard let first = values.first else {
      self.init(Block(0))
      return
    }
    var blocks: [Block] = []
    for index in first.blocks.indices {
      blocks.append(
        first.blocks[index].isAbsent
          ? .absent : try Block.stacked(values.map { $0.block(index) }, along: .step))
    }
    if first.isPerParameter { self.init(perParameter: blocks) } else { self.init(blocks[0]) }
  }
}
