package import Equations
internal import Reference
internal import Traces

extension Examination {
  /// The quantity that a wrong one was worked out from, against the direction of its equation; nil if there is none.
  ///
  /// A program that computes forwards rounds its result, and solving the equation for the wrong quantity finds that
  /// rounding, enlarged. If the solution is the wrong quantity to the last digits instead, the result was there first.
  package func backSolved(_ quantity: String) -> String? {
    recipe.quantities.first { result in
      guard result != quantity, isPublished(result), let formula = recipe.formula(of: result),
        recipe.equations(of: result).count == 1, recipe.equations(of: quantity).count == 1,
        let solved = formula.node.solved(for: Reference(quantity), result: Reference(result)),
        let found = evaluate(Expression(solved)), let moved = moving(result)?.evaluate(Expression(solved)),
        let own = computed(quantity)
      else { return false }
      return isSolution(quantity, found, moved, own.values)
    }
  }

  /// The least count of numbers that have to be met, because one in four is met by chance.
  private static let leastMet = 40

  /// The rounding of the result, in roundings of the solution, from which numbers are looked at. Where it is larger, a
  /// solution that was moved by more roundings still stands out.
  private static let spreads = [128.0, 1024, 8192]

  /// A part that is small, and far above rounding.
  private static let part = 0x1p-20

  /// The same run with a quantity moved by a small part, up at one step and down at the next: the solution moves by as
  /// much as a rounding of the quantity moves it, times the part in roundings.
  private func moving(_ quantity: String) -> Examination? {
    var trace = trace
    for owner in trace.parameters(of: quantity) {
      guard let series = trace[quantity, owner], series.stride > 0 else { continue }
      trace[quantity, owner] = .init(
        shape: series.shape, steps: series.steps,
        values: series.values.enumerated().map { $1 * (1 + ($0 / series.stride % 2 == 0 ? Self.part : -Self.part)) })
    }
    return try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: precision)
  }

  private func isSolution(_ quantity: String, _ found: Value, _ moved: Value, _ right: Trace) -> Bool {
    let u = precision.unitRoundoff
    let published = recipe.value(of: Reference(quantity), in: trace, inputs.names)
    var (met, missed, wrong) = (Self.spreads.map { _ in 0 }, Self.spreads.map { _ in 0 }, Self.spreads.map { _ in 0 })
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      let owner = published.isPerParameter ? inputs.names[index] : ""
      let solution = found.block(index)
      guard solution.fits(block), let right = right[quantity, owner], right.values.count == block.count else {
        return false
      }
      let own = solution.aligned(to: block.axes, shape: block.shape)
      let other = moved.block(index).aligned(to: block.axes, shape: block.shape)
      for position in block.values.indices where block.values[position] != 0 {
        let yours = block.values[position]
        let spread = abs(other.values[position] - own.values[position]) * u / Self.part
        guard yours.isFinite, own.values[position].isFinite, spread.isFinite else { continue }
        let isMet = abs(yours - own.values[position]) <= spread / 16
        // A number that is right but for the rounding was computed, not made up.
        let isWrong = abs(yours - right.values[position]) > Bound.allowance * spread
        // Skips numbers for which the result's rounding leaves little room.
        for (row, least) in Self.spreads.enumerated() where spread >= least * u * abs(yours) {
          met[row] += isMet ? 1 : 0
          missed[row] += isMet ? 0 : 1
          wrong[row] += isWrong ? 1 : 0
        }
      }
    }
    // A program that computes forwards has nine in ten of 40 so near less than once in 10¹⁶.
    return Self.spreads.indices.contains {
      met[$0] >= Self.leastMet && 9 * missed[$0] <= met[$0] && 2 * wrong[$0] > met[$0]
    }
  }
}

extension Node {
  /// Solves the formula of a quantity for one of its operands, with the result known. nil if the operand does not occur
  /// exactly once, or an operation on the way has no inverse.
  package func solved(for operand: Reference, result: Reference) -> Node? {
    guard count(of: operand) == 1 else { return nil }
    return solved(for: operand, equals: .quantity(result))
  }

  private func solved(for operand: Reference, equals result: Node) -> Node? {
    switch self {
    case .quantity(operand): return result
    case .unary(.negate, let a): return a.solved(for: operand, equals: .unary(.negate, result))
    case .unary(.squareRoot, let a): return a.solved(for: operand, equals: .unary(.square, result))
    case .binary(let operation, let a, let b):
      let isLeft = a.count(of: operand) == 1
      let (inner, other) = isLeft ? (a, b) : (b, a)
      let turned: Node
      switch operation {
      case .add: turned = .binary(.subtract, result, other)
      case .subtract: turned = isLeft ? .binary(.add, result, other) : .binary(.subtract, other, result)
      case .multiply: turned = .binary(.divide, result, other)
      case .divide: turned = isLeft ? .binary(.multiply, result, other) : .binary(.divide, other, result)
      default: return nil
      }
      return inner.solved(for: operand, equals: turned)
    default: return nil
    }
  }

  private func count(of operand: Reference) -> Int {
    self == .quantity(operand) ? 1 : operands.reduce(0) { $0 + $1.count(of: operand) }
  }
}
