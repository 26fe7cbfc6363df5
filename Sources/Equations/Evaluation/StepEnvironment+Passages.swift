extension StepEnvironment {
  /// Defines the targets of some equations, position by position if they walk along a sequence.
  ///
  /// - Parameters:
  ///   - given: values that are taken as they are.
  ///   - length: the positions of the sequence; nil if they are to be read off what the passage takes.
  ///   - value: evaluates an equation, laid out as its target is.
  mutating func define(
    _ passage: Passage, given: [Reference: Values<Tensor>] = [:], length known: Int? = nil,
    by value: (Equation, Self) throws(RecipeError) -> Values<Tensor>
  ) throws(RecipeError) {
    let isGiven = passage.equations.allSatisfy { given[$0.target] != nil }
    guard let direction = passage.direction, !isGiven else {
      for equation in passage.equations {
        if let known = given[equation.target] {
          define(equation.target, known)
        } else {
          define(equation.target, try value(equation, self))
        }
      }
      return
    }
    let first = passage.equations[0].target
    let length =
      if let known { known } else {
        try recipe.naming(first) { () throws(EvaluationError) in try self.length(of: passage) }
      }
    sequence = Sequence(members: Set(passage.equations.map(\.target)))
    for index in 0..<length {
      let position = direction == .forward ? index : length - 1 - index
      sequence?.position = position
      for equation in passage.equations {
        let here =
          if let known = given[equation.target] {
            known.map { arithmetic.slice($0, .time, at: position) }
          } else {
            try value(equation, self)
          }
        sequence?.parts[equation.target, default: [:]][position] = here
      }
    }
    let parts = sequence?.parts ?? [:]
    sequence = nil
    for equation in passage.equations {
      if let known = given[equation.target] {
        define(equation.target, known)
        continue
      }
      let blocks = (0..<length).compactMap { parts[equation.target]?[$0]?.blocks.first }
      let whole = try recipe.naming(equation.target) { () throws(EvaluationError) in
        try arithmetic.stack(blocks, along: .time)
      }
      define(equation.target, Values(whole))
    }
  }

  /// An equation's value, laid out as its target is.
  func value(of equation: Equation) throws(RecipeError) -> Values<Tensor> {
    try recipe.naming(equation.target) { () throws(EvaluationError) in
      try laidOut(arithmetic.evaluate(equation.formula.node, self), for: equation.target)
    }
  }

  // MARK: Neighbours

  /// A quantity's value `offset` positions further, or a whole sequence moved by as many.
  func neighbour(_ reference: Reference, by offset: Int) throws(EvaluationError) -> Values<Tensor> {
    if let sequence { return try value(of: reference, at: sequence.position + offset) }
    guard let value = current[reference], let length = extent(of: value, .time) else {
      throw .unknownQuantity(reference)
    }
    var blocks: [Tensor] = []
    for position in 0..<length { blocks.append(try self.value(of: reference, at: position + offset).blocks[0]) }
    let stack = try arithmetic.stack(blocks, along: .time)
    let axes = arithmetic.layout(of: value.blocks[0]).axes
    return Values(try arithmetic.align(stack, to: arithmetic.layout(of: stack).ordered(axes)))
  }

  private func value(of reference: Reference, at position: Int) throws(EvaluationError) -> Values<Tensor> {
    if let value = sequence?.parts[reference]?[position] { return value }
    if sequence?.members.contains(reference) != true, let value = current[reference],
      let extent = extent(of: value, .time), (0..<extent).contains(position)
    {
      return value.map { arithmetic.slice($0, .time, at: position) }
    }
    return try boundary(reference)
  }

  // MARK: Layout of results

  /// A result with its axes in the declared order, repeated along those that the formula does not mention.
  private func laidOut(_ value: Values<Tensor>, for target: Reference) throws(EvaluationError) -> Values<Tensor> {
    let belongsToParameters = recipe.perParameter.contains(target.name) && target.parameter == nil && sequence == nil
    if value.isPerParameter || belongsToParameters { return try laidOutAsParameters(value, target.name) }
    guard var axes = recipe.axes[target.parameter ?? target.name] else { return value }
    if sequence != nil { axes.removeAll { $0 == .time } }
    let own = arithmetic.layout(of: value.blocks[0])
    if own.axes == axes { return value }
    guard own.axes.allSatisfy(axes.contains) else {
      throw .axesDiffer(target: target.name, declared: axes, given: own.axes)
    }
    return Values(try arithmetic.align(value.blocks[0], to: layout(axes, of: own)))
  }

  /// Blocks with their axes in the declared order, or in the parameter's own; a single block is repeated for all
  /// elements.
  private func laidOutAsParameters(
    _ value: Values<Tensor>, _ name: String
  ) throws(EvaluationError) -> Values<Tensor> {
    guard !start.isEmpty, !value.isPerParameter || value.blocks.count == start.count else { return value }
    var blocks: [Tensor] = []
    for (index, parameter) in start.enumerated() {
      let block = value.blocks[value.isPerParameter ? index : 0]
      let own = arithmetic.layout(of: block)
      let order = recipe.axes[name] ?? parameter.axes
      if order == own.axes {
        blocks.append(block)
        continue
      }
      let shape = order.compactMap { own.extent($0) ?? (value.isPerParameter ? nil : parameter.extent($0)) }
      let isComplete = shape.count == order.count && Set(own.axes).isSubset(of: order)
      let isThere = value.isPerParameter || own.count > 0
      blocks.append(
        isComplete && isThere ? try arithmetic.align(block, to: Layout(axes: order, shape: shape)) : block)
    }
    return Values(perParameter: blocks)
  }
}

extension Recipe {
  /// Adds the quantity's name to an error.
  func naming<Result>(
    _ quantity: Reference, _ work: () throws(EvaluationError) -> Result
  ) throws(RecipeError) -> Result {
    do { return try work() } catch { throw .evaluation(error, recipe: name, quantity: quantity.name) }
  }
}
