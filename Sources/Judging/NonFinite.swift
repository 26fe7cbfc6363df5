package import Equations
package import GradeModel
package import Traces
internal import Reference

extension Examination {
  /// Describes a quantity's first number that is not finite; nil if all are finite.
  ///
  /// Its source is named only as far as a formula shows it. That is the formula the program is supposed to use, or the
  /// quantity's own equation if no finite number contradicts that.
  ///
  /// - Parameter supposed: the formula that the program uses instead, if it is known.
  package func nonFinite(_ quantity: String, in published: Trace, supposing supposed: Expression? = nil) -> Finding
    .NonFinite?
  {
    guard var found = Structure.firstNonFinite(quantity, in: published) else { return nil }
    let own = judge(quantity)?.agrees ?? false ? recipe.formula(of: quantity) : nil
    if let formula = supposed ?? own, isNonFinite(formula, found) {
      let named = recipe.sources(of: formula)
      // In the order of the equations: the first is the place to look.
      found.source = recipe.quantities.first { name in
        guard named.contains(name), name != quantity, let own = Structure.firstNonFinite(name, in: published) else {
          return false
        }
        return own.step <= found.step
      }
      found.cause = cause(of: formula, parameter: found.parameter, step: found.step)
    }
    return found
  }

  /// True if a quantity's finite numbers are those of its equation, and at least half of all are finite.
  package func holdsWhereFinite(_ quantity: String) -> Bool {
    var (finite, total) = (0, 0)
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return false }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        total += block.count
        guard let pairs = Pairs(block, computed.block(index), precision) else { return false }
        for position in pairs.indices where block.values[position].isFinite {
          guard let ratio = pairs.ratio(position), ratio <= Bound.allowance else { return false }
          finite += 1
        }
      }
    }
    return 2 * finite >= total && finite > 0
  }

  /// True if a quantity that is not finite is infinite where its equation is, with the same signs, at so many places and
  /// of both signs that the equation was computed.
  package func hasTellingInfinities(_ quantity: String) -> Bool {
    var (positive, negative) = (0, 0)
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return false }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let pairs = Pairs(block, computed.block(index), precision) else { return false }
        // Later steps repeat what the first has shown.
        var told: Set<Int> = []
        for position in pairs.indices where !block.values[position].isFinite {
          let (own, asked) = (block.values[position], pairs.computed.values[position])
          guard own == asked || own.isNaN && asked.isNaN else { return false }
          guard !own.isNaN, told.insert(position % pairs.stride).inserted else { continue }
          if own > 0 { positive += 1 } else { negative += 1 }
        }
      }
    }
    return positive + negative >= Self.enoughSigns && min(positive, negative) > 0
  }

  private static let enoughSigns = 8

  /// The finite numbers of a quantity that show that its equation was computed: they agree with it on the program's own values,
  /// and not with the expected ones. Zero if any number disagrees, or is not finite where its equation is.
  package func tellingNumbers(of quantity: String) -> Int {
    var telling = 0
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return 0 }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      let expected = recipe.value(of: equation.target, in: golden, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let own = Pairs(block, computed.block(index), precision),
          let asked = Pairs(block, expected.block(index), precision)
        else { return 0 }
        for position in own.indices {
          guard block.values[position].isFinite else {
            guard !own.computed.values[position].isFinite else { return 0 }
            continue
          }
          guard let ratio = own.ratio(position), ratio <= Bound.allowance else { return 0 }
          if let distance = asked.ratio(position), distance > Bound.allowance { telling += 1 }
        }
      }
    }
    return telling
  }

  /// True if a formula gives a number that is not finite at the program's first such step.
  private func isNonFinite(_ formula: Expression, _ found: Finding.NonFinite) -> Bool {
    guard found.step >= 1, let index = found.parameter.isEmpty ? 0 : inputs.names.firstIndex(of: found.parameter),
      let block = evaluate(formula)?.block(index)
    else { return false }
    return block.slice(.step, at: found.step - 1).values.contains { !$0.isFinite }
  }

  /// The first operation of a formula whose operands are finite and whose result is not, for the first such element of
  /// a step. nil if the equation does not show it.
  private func cause(of formula: Expression, parameter: String, step: Int) -> Finding.NonFinite.Cause? {
    guard step >= 1, let index = parameter.isEmpty ? 0 : inputs.names.firstIndex(of: parameter)
    else { return nil }
    return cause(formula.node, parameter: index, step: step - 1)
  }

  private func cause(_ node: Node, parameter: Int, step: Int) -> Finding.NonFinite.Cause? {
    for operand in node.operands {
      if let deeper = cause(operand, parameter: parameter, step: step) { return deeper }
    }
    guard let result = evaluate(Expression(node))?.block(parameter).slice(.step, at: step),
      let position = result.values.firstIndex(where: { !$0.isFinite })
    else { return nil }
    var operands: [Double] = []
    for operand in node.operands {
      guard let block = evaluate(Expression(operand))?.block(parameter).slice(.step, at: step),
        block.fits(result)
      else { return nil }
      let value = block.aligned(to: result.axes, shape: result.shape).values[position]
      guard value.isFinite else { return nil }
      operands.append(value)
    }
    switch node {
    case .binary(.divide, _, _):
      return operands[1] != 0 ? .overflow : operands[0] == 0 ? .zeroOverZero : .divisionByZero
    case .unary(.squareRoot, _): return .negativeRoot
    case .unary(.logarithm, _): return .logarithm
    case .binary, .unary: return .overflow
    default: return nil
    }
  }
}
