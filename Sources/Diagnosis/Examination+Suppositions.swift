package import Equations
package import Judging
internal import Reference
internal import Traces

extension Examination {
  /// Judges the published numbers of a quantity by a formula on the program's own values.
  ///
  /// - Parameters:
  ///   - formula: the quantity's own, or another that the program is supposed to use.
  ///   - supposing: formulas that it is supposed to use for quantities that it does not publish.
  /// - Returns: nil if the formula cannot be evaluated on these values.
  func judge(
    _ formula: Expression, for quantity: String, supposing replaced: [String: Expression], habit: Habit = .none
  ) -> Judgement? {
    guard let run = try? run(supposing: replaced, habit: habit) else { return nil }
    if case .scales(let scale) = habit {
      let multiples = recipe.equations(of: quantity).compactMap { equation in
        scale.multiple(of: equation.formula, in: recipe).map { Equation(equation.target, $0) }
      }
      return multiples.isEmpty ? nil : judge(multiples, on: run)
    }
    return judge(equations(of: quantity, as: formula), on: run) { habit == .transposes ? $0.readByColumns : $0 }
  }

  /// The numbers of an equation with some unpublished quantities computed otherwise; nil if it cannot be evaluated.
  func computed(_ equation: Equation, supposing replaced: [String: Expression]) -> Value? {
    guard let run = try? run(supposing: replaced, habit: .none) else { return nil }
    return try? run.evaluate(equation.formula)
  }

  /// One element of the run, over its first steps; nil for a network, which has hardly an elementwise equation.
  func chain(_ whole: WholeValues, parameter: Int, position: Int, steps: Int) -> ElementChain? {
    guard let recording = run as? Recording else { return nil }
    return ElementChain(
      recipe, recording: recording, names: recipe.quantities + recipe.inputs.map(\.name), whole: whole,
      parameter: parameter, position: position, steps: steps, precision: precision)
  }

  /// Evaluates a state's formula as if all parameters shared one state.
  package func sharing(_ quantity: String, _ formula: Expression) -> Value? {
    try? run(supposing: [:], habit: .sharesState(of: quantity)).evaluate(formula)
  }

  private func run(supposing replaced: [String: Expression], habit: Habit) throws -> any RecordedRun {
    if case .sharesState(let quantity) = habit {
      guard let recording = run as? Recording else { throw EvaluationError.unknownQuantity(Reference(quantity)) }
      let own = recipe.value(of: quantity, in: trace, inputs.names)
      return recording.looking(backOn: quantity, as: own.sharedInTurn(precision))
    }
    let countsPerParameter = habit == .countsPerParameter
    let looksAhead = habit == .looksAhead
    if replaced.isEmpty && !countsPerParameter && !looksAhead { return run }
    var supposed = recipe
    for (quantity, formula) in replaced { supposed = supposed.replacing(quantity, by: formula) }
    let counter = countsPerParameter ? Counters.perParameter(inputs) : nil
    // Another counter reaches every quantity that was worked out with it, and so do other weights.
    let touched = counter == nil && !looksAhead ? supposed.dependents(of: Set(replaced.keys)) : Set(recipe.quantities)
    if let replay = run as? Replay {
      return try supposed.replay(
        of: trace, inputs: inputs, precision: precision, base: replay, touched: touched,
        looksAhead: looksAhead, step: counter)
    }
    let known = bridged.filter { !touched.contains($0.key) }
    let again = try supposed.bridge(
      over: trace, inputs: inputs, precision: precision, known: known, counter: counter)
    return try supposed.recording(
      of: trace, inputs: inputs, precision: precision, bridged: known.merging(again) { $1 }, step: counter)
  }
}

extension Value {
  /// The same with each matrix read column by column: the transposed one, if rows are as many as columns.
  fileprivate var readByColumns: Value {
    map { block in
      guard block.isMatrixSeries else { return block }
      let (rows, columns) = (block.shape[1], block.shape[2])
      var values = block.values
      for step in 0..<block.shape[0] {
        for row in 0..<rows {
          for column in 0..<columns {
            let start = step * rows * columns
            values[start + row * columns + column] = block.values[start + column * rows + row]
          }
        }
      }
      return Block(axes: block.axes, shape: block.shape, values: values)
    }
  }

  /// Simulates one state buffer shared by all parameters, element by element. Each parameter, in their order, finds the
  /// number that the last one with such an element has left there; zero at the start.
  fileprivate func sharedInTurn(_ precision: Precision) -> Value {
    let strides = blocks.map { $0.isAbsent || $0.shape.isEmpty ? 0 : $0.count / Swift.max($0.shape[0], 1) }
    var left = [Double](repeating: 0, count: strides.max() ?? 0)
    var found = blocks.map { [Double](repeating: 0, count: $0.count) }
    for step in 0..<(blocks.first { !$0.isAbsent }?.shape.first ?? 0) {
      for (parameter, stride) in strides.enumerated() where (step + 1) * stride <= blocks[parameter].count {
        for place in 0..<stride {
          found[parameter][step * stride + place] = left[place]
          left[place] = blocks[parameter].values[step * stride + place]
        }
      }
    }
    return Value(
      perParameter: zip(blocks, found).map { block, values in
        block.isAbsent
          ? block : Block(axes: block.axes, shape: block.shape, values: values).rounded(in: precision)
      })
  }
}
