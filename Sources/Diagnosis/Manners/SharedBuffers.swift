package import Equations
package import Judging
internal import Reference

/// One buffer of state for all parameters: each goes on from what the one before it has left there.
enum SharedBuffers {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    let isShared = quantity.examinations.contains { $0.inputs.names.count > 1 }
    let formulas = [quantity.formula] + quantity.hidden.compactMap(quantity.recipe.formula)
    let states = quantity.recipe.quantities.unique.filter { name in
      name != "weights" && quantity.examinations[0].isPublished(name)
        && formulas.contains { $0.node.looksBack(on: name) }
    }
    guard isShared, quantity.name != "weights" else { return [] }
    return states.map { name in
      SupposedRun(.sharesState(of: name), of: quantity) { examination in
        // A quantity that comes before the state's own turn finds what the step before has left.
        examination.sharing(name, isInTurn: name == quantity.name).map {
          SupposedRun.Trial(examination, quantity.equations, on: $0)
        }
      }
    }
  }
}

extension Examination {
  /// Evaluates a state's formula as if all parameters shared one state.
  package func sharing(_ quantity: String, _ formula: Expression) -> Value? {
    sharing(quantity).flatMap { try? $0.evaluate(formula) }
  }

  /// The run as if all parameters shared one state; nil for a network, whose parameters have equations of their own.
  fileprivate func sharing(_ quantity: String, isInTurn: Bool = true) -> (any RecordedRun)? {
    guard let recording = run as? Recording else { return nil }
    let own = recipe.value(of: quantity, in: trace, inputs.names)
    guard let before = evaluate(previous(Expression(.quantity(Reference(quantity))))) else { return nil }
    return recording.looking(backOn: quantity, as: own.shared(isInTurn, from: before, precision))
  }
}

extension Value {
  /// Simulates one state buffer shared by all parameters, element by element. Each parameter, in their order, finds the
  /// number that the last one with such an element has left there. At the start it is that of the first parameter with
  /// such an element.
  ///
  /// - Parameters:
  ///   - isInTurn: false if all of them look there before any leaves something at the step.
  ///   - start: the state's values of the step before.
  fileprivate func shared(_ isInTurn: Bool, from start: Value, _ precision: Precision) -> Value {
    let strides = blocks.map { $0.isAbsent || $0.shape.isEmpty ? 0 : $0.count / Swift.max($0.shape[0], 1) }
    var left: [Double] = []
    for (parameter, stride) in strides.enumerated() where stride > left.count && parameter < start.blocks.count {
      left += start.blocks[parameter].values.prefix(stride).dropFirst(left.count)
      left += [Double](repeating: 0, count: stride - left.count)
    }
    var found = blocks.map { [Double](repeating: 0, count: $0.count) }
    for step in 0..<(blocks.first { !$0.isAbsent }?.shape.first ?? 0) {
      let before = left
      for (parameter, stride) in strides.enumerated() where (step + 1) * stride <= blocks[parameter].count {
        for place in 0..<stride {
          found[parameter][step * stride + place] = isInTurn ? left[place] : before[place]
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
