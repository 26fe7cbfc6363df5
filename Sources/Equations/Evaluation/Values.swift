/// The value of an expression in a network: one block for all, or one for each parameter.
///
/// A block is a `Block` of numbers, or its node while a step is compiled.
package struct Values<Tensor> {
  package let blocks: [Tensor]
  /// True if `blocks` holds one block for each parameter, in the parameters' order.
  package let isPerParameter: Bool

  package init(_ block: Tensor) {
    blocks = [block]
    isPerParameter = false
  }

  package init(perParameter blocks: [Tensor]) {
    self.blocks = blocks
    isPerParameter = true
  }

  package func map<Other, E: Error>(_ transform: (Tensor) throws(E) -> Other) throws(E) -> Values<Other> {
    if !isPerParameter { return Values<Other>(try transform(blocks[0])) }
    var results: [Other] = []
    results.reserveCapacity(blocks.count)
    for block in blocks { results.append(try transform(block)) }
    return Values<Other>(perParameter: results)
  }

  func combined<Other, Result>(
    with other: Values<Other>, _ transform: (Tensor, Other) throws(EvaluationError) -> Result
  ) throws(EvaluationError) -> Values<Result> {
    if !isPerParameter && !other.isPerParameter { return Values<Result>(try transform(blocks[0], other.blocks[0])) }
    if isPerParameter && other.isPerParameter && blocks.count != other.blocks.count {
      throw .parametersMixed(blocks.count, other.blocks.count)
    }
    var results: [Result] = []
    for parameter in 0..<(isPerParameter ? blocks.count : other.blocks.count) {
      let own = blocks[isPerParameter ? parameter : 0]
      results.append(try transform(own, other.blocks[other.isPerParameter ? parameter : 0]))
    }
    return Values<Result>(perParameter: results)
  }
}

extension Values: Sendable where Tensor: Sendable {}
extension Values: Equatable where Tensor: Equatable {}

/// The value of an expression in numbers.
package typealias Value = Values<Block>

extension Value {
  /// The block that belongs to a parameter; an absent one if there is no such parameter.
  package func block(_ parameter: Int) -> Block {
    if !isPerParameter { return blocks[0] }
    return blocks.indices.contains(parameter) ? blocks[parameter] : .absent
  }

  /// Values of consecutive steps as one, with `.step` as the first axis.
  ///
  /// - Throws: `EvaluationError` if their layouts differ.
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
