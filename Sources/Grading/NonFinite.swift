internal import Equations

extension Examination {
  /// The operation of a quantity's equation that makes a number out of none: the first whose operands are finite and whose
  /// result is not, for the first such element of a step. nil where the equation does not show it.
  func cause(of quantity: String, parameter: String, step: Int) -> String? {
    guard let formula = recipe.formula(of: quantity), step >= 1,
      let index = parameter.isEmpty ? 0 : inputs.names.firstIndex(of: parameter)
    else { return nil }
    return cause(formula.node, parameter: index, step: step - 1)
  }

  private func cause(_ node: Node, parameter: Int, step: Int) -> String? {
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
      return operands[1] != 0 ? Wording.overflow : operands[0] == 0 ? Wording.zeroOverZero : Wording.divisionByZero
    case .unary(.squareRoot, _): return Wording.negativeRoot
    case .unary(.logarithm, _): return Wording.logarithm
    case .binary, .unary: return Wording.overflow
    default: return nil
    }
  }
}
