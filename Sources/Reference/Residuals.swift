package import Equations
internal import Tensors
package import Traces

extension Recipe {
  /// Judges every equation of a trace on the trace's own values: how far each number is from what its equation gives,
  /// in units of the running error bound.
  ///
  /// - Parameter trace: complete; see `trace(_:)` for its layout.
  package func residuals(
    of trace: Trace, inputs: RunInputs, precision: Precision = .double
  ) throws(RecipeError) -> [Residual] {
    let recording = try recording(of: trace, inputs: inputs, precision: precision)
    var residuals: [Residual] = []
    for equation in equations {
      let quantity = equation.target.name
      let expected: Value
      do {
        expected = try recording.evaluate(equation.formula)
      } catch {
        throw .evaluation(error, recipe: name, quantity: quantity)
      }
      for parameter in trace.parameters(of: quantity) {
        guard let index = expected.isPerParameter ? inputs.names.firstIndex(of: parameter) : 0 else { continue }
        let reported = Self.block(trace, quantity, parameter, isWeights: quantity == "weights")
        let computed = expected.blocks[index].aligned(to: reported.axes, shape: reported.shape)
        residuals.append(
          Residual(
            quantity: quantity, parameter: parameter, reported: reported, computed: computed, precision: precision))
      }
    }
    return residuals
  }

  private func recording(
    of trace: Trace, inputs: RunInputs, precision: Precision
  ) throws(RecipeError) -> Recording {
    let names = inputs.names
    let settings = try self.settings(inputs.settings).mapValues { [$0] }.merging(inputs.schedules) { $1 }
    func blocks(_ quantity: String, in trace: Trace) -> [Block] {
      let owners = trace.parameters(of: quantity)
      return (owners == [""] ? [""] : names).map {
        Self.block(trace, quantity, $0, isWeights: quantity == "weights")
      }
    }
    let reported = Dictionary(
      uniqueKeysWithValues: Set(quantities).filter { !trace.parameters(of: $0).isEmpty }
        .map { ($0, blocks($0, in: trace)) })
    var initial: [String: [Block]] = [:]
    for quantity in quantities where quantity != "weights" {
      initial[quantity] = names.map { name in
        let shape = inputs.parameters[name]?.shape ?? []
        return Block(parameter: Tensor(repeating: 0, shape: shape))
      }
    }
    initial["weights"] = names.map { inputs.parameters[$0].map(Block.init(parameter:)) ?? Block(0) }
    return Recording(
      steps: inputs.steps, settings: settings, given: given(inputs),
      reported: reported, initial: initial, precision: precision)
  }

  /// What the grader handed out, for all steps.
  private func given(_ inputs: RunInputs) -> [String: [Block]] {
    var given: [String: [Block]] = [:]
    for input in self.inputs {
      given[input.name] = (input.isPerParameter ? inputs.names : [""]).map { owner in
        guard input.isPerStep else { return inputs.value(input, at: 0).block(inputs.names.firstIndex(of: owner) ?? 0) }
        return Self.block(inputs.series, input.name, owner, isWeights: false)
      }
    }
    return given
  }

  /// A series as one block with `.step` first; the start of the weights is left out, as it is given.
  private static func block(_ trace: Trace, _ quantity: String, _ parameter: String, isWeights: Bool) -> Block {
    guard let series = trace[quantity, parameter] else { return Block(.nan) }
    let skipped = isWeights ? 1 : 0
    return Block(
      axes: [.step] + series.shape.indices.map(Axis.dimension), shape: [series.steps - skipped] + series.shape,
      values: Array(series.values.dropFirst(skipped * series.stride)))
  }
}

/// How one quantity of one parameter compares with its own equation.
package struct Residual: Sendable {
  /// What |reported − computed| may be in units of the bound; measured, see docs/residuals.md.
  package static let allowance = 4.0

  package let quantity: String
  package let parameter: String
  /// The largest |reported − computed| over bound; infinity where a number is not finite but should be.
  package let worstRatio: Double
  /// Which share of the numbers could be checked at all.
  package let checkable: Double

  package var holds: Bool { worstRatio <= Residual.allowance && checkable >= 0.5 }

  init(quantity: String, parameter: String, reported: Block, computed: Block, precision: Precision) {
    self.quantity = quantity
    self.parameter = parameter
    var worst = 0.0
    var checked = 0
    for index in reported.values.indices {
      let (yours, expected) = (reported.values[index], computed.values[index])
      // Before the bound is formed: u·∞ would hide a number that is not finite.
      guard expected.isFinite else { continue }
      guard yours.isFinite else {
        worst = .infinity
        checked += 1
        continue
      }
      let bound = (computed.error?[index] ?? 0) + precision.unitRoundoff * abs(yours) + precision.smallest
      guard bound.isFinite else { continue }
      checked += 1
      worst = max(worst, abs(yours - expected) / bound)
    }
    worstRatio = worst
    checkable = reported.count == 0 ? 0 : Double(checked) / Double(reported.count)
  }
}
