internal import Equations
package import GradeModel
internal import Reference
package import Traces

extension Examination {
  /// True if a quantity stays as it was at the second step, though most of its right numbers change.
  package func isFrozen(_ quantity: String) -> Bool {
    guard inputs.steps >= 4 else { return false }
    var (changing, total) = (0, 0)
    for owner in trace.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let yours = trace[key], let right = golden[key], yours.steps >= inputs.steps, right.steps == yours.steps
      else {
        return false
      }
      let first = yours.steps - inputs.steps + 1
      for step in first + 1..<yours.steps where !yours.step(step).elementsEqual(yours.step(first)) { return false }
      total += right.stride
      changing += zip(right.step(first), right.step(right.steps - 1)).count { $0 != $1 }
    }
    return total > 0 && 2 * changing > total
  }

  /// True if another run of the program, on other inputs, gave the same numbers, though the right ones differ.
  ///
  /// - Parameters:
  ///   - other: the numbers that the program published on other inputs.
  ///   - otherGolden: the right numbers there.
  package func isIndependent(_ quantity: String, other: Trace, otherGolden: Trace) -> Bool {
    // The first steps may still show the start.
    let skipped = inputs.steps >= 4 ? 2 : 0
    var (differing, total) = (0, 0)
    for owner in trace.parameters(of: quantity) {
      let key = Trace.Key(quantity, owner)
      guard let yours = trace[key], let again = other[key], let right = golden[key], let rightThere = otherGolden[key],
        [again, right, rightThere].allSatisfy({ $0.shape == yours.shape && $0.steps == yours.steps })
      else { return false }
      for index in yours.values.indices.dropFirst(skipped * yours.stride) {
        if !Self.isNearly(yours.values[index], again.values[index]) { return false }
        total += 1
        differing += Self.isNearly(right.values[index], rightThere.values[index]) ? 0 : 1
      }
    }
    return total > 0 && 2 * differing > total
  }

  /// True if two numbers are equal but for rounding, however much the rounding has grown.
  private static func isNearly(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }

  /// The quantity that a wrong one was worked out from, against the direction of its equation; nil if there is none.
  ///
  /// A program that computes forwards rounds its result, and solving the equation for the wrong quantity finds that
  /// rounding, enlarged. If the solution is the wrong quantity to the last digits instead, the result was there first.
  package func backSolved(_ quantity: String) -> String? {
    recipe.quantities.first { result in
      guard result != quantity, isPublished(result), let formula = recipe.formula(of: result),
        recipe.equations(of: result).count == 1, recipe.equations(of: quantity).count == 1,
        let solved = formula.node.solved(for: Reference(quantity), result: Reference(result)),
        let found = evaluate(Expression(solved)), let own = computed(quantity)
      else { return false }
      return isSolution(quantity, found, own.values)
    }
  }

  /// The least count of numbers that have to be met, because one in four is met by chance.
  private static let leastMet = 40

  private func isSolution(_ quantity: String, _ found: Value, _ right: Trace) -> Bool {
    let u = precision.unitRoundoff
    let published = recipe.value(of: Reference(quantity), in: trace, inputs.names)
    var (met, wrong) = (0, 0)
    for (index, block) in published.blocks.enumerated() where !block.isAbsent {
      let owner = published.isPerParameter ? inputs.names[index] : ""
      let solution = found.block(index)
      guard solution.fits(block), let right = right[quantity, owner], right.values.count == block.count else {
        return false
      }
      let own = solution.aligned(to: block.axes, shape: block.shape)
      for position in block.values.indices where block.values[position] != 0 {
        let yours = block.values[position]
        let spread = own.error?[position] ?? 0
        guard yours.isFinite, own.values[position].isFinite, spread.isFinite else { continue }
        // Skips numbers for which the result's rounding leaves little room.
        guard spread >= 128 * u * abs(yours) else { continue }
        if abs(yours - own.values[position]) > 8 * u * abs(yours) { return false }
        met += 1
        // A number that is right but for the rounding was computed, not made up.
        wrong += abs(yours - right.values[position]) > Bound.allowance * spread ? 1 : 0
      }
    }
    return met >= Self.leastMet && 2 * wrong > met
  }

  /// The quantities that agree with their sources, although all of those sources are uninformative.
  ///
  /// - Parameters:
  ///   - uninformative: the wrong quantities whose values prove nothing, and the reasons.
  ///   - written: inputs that prove nothing either, since they are the same on other inputs.
  /// - Returns: each such quantity with the uninformative one that it comes from.
  package func unproven(
    by uninformative: [String: Finding.Uninformative], among following: Set<String>, besides written: Set<String> = []
  ) -> [String: String] {
    let living = recipe.dependents(of: Set(recipe.inputs.map(\.name)))
    let constants = recipe.inputs.filter { !$0.isPerStep }.map(\.name)
    var found: [String: String] = [:]
    for (quantity, why) in uninformative.sorted(by: { $0.key < $1.key }) {
      if case .backSolved(let result) = why, following.contains(result) { found[result] = found[result] ?? quantity }
    }
    var grew = true
    while grew {
      grew = false
      for quantity in recipe.quantities where following.contains(quantity) && found[quantity] == nil {
        let sources = publishedSources(of: quantity)
        let dead = sources.filter { uninformative[$0] != nil || found[$0] != nil }.sorted()
        // Beside frozen quantities, an input that is given once for a run does not move the result either.
        let isStill = dead.allSatisfy { (uninformative[$0] ?? found[$0].flatMap { uninformative[$0] }) == .frozen }
        let fixed = isStill ? written.union(constants) : written
        func isDead(_ source: String) -> Bool {
          dead.contains(source) || fixed.contains(source) || !living.contains(source)
        }
        guard let first = dead.first, sources.allSatisfy(isDead) else { continue }
        found[quantity] = uninformative[first] != nil ? first : found[first]
        grew = true
      }
    }
    return found
  }
}

extension Node {
  /// Solves the formula of a quantity for one of its operands, with the result known. nil if the operand does not occur
  /// exactly once, or an operation on the way has no inverse.
  func solved(for operand: Reference, result: Reference) -> Node? {
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
