/// A formula that carries its own quantity on from step to step: x = c·previous(x) + r, where neither c nor r takes the
/// previous value.
package struct Recurrence: Hashable, Sendable {
  /// c.
  package let factor: Node
  /// r.
  package let rest: Node

  /// - Returns: nil if the formula does not take the previous value, or takes it in another way.
  package init?(_ formula: Node, of target: Reference) {
    let before = Node.previous(target, along: .step)
    guard let parts = Self.parts(formula, before), let factor = parts.factor else { return nil }
    self.factor = factor
    rest = parts.rest ?? .number(0)
  }

  /// Returns c and r of a part of the formula, each nil if it is zero. Returns nil for the whole if the part is not
  /// linear.
  private static func parts(_ node: Node, _ before: Node) -> (factor: Node?, rest: Node?)? {
    if node == before { return (.number(1), nil) }
    guard node.contains(before) else { return (nil, node) }
    switch node {
    case .unary(.negate, let a):
      guard let a = parts(a, before) else { return nil }
      return (a.factor.map { .unary(.negate, $0) }, a.rest.map { .unary(.negate, $0) })
    case .binary(.add, let a, let b):
      guard let a = parts(a, before), let b = parts(b, before) else { return nil }
      func sum(_ a: Node?, _ b: Node?) -> Node? {
        guard let a, let b else { return a ?? b }
        return .binary(.add, a, b)
      }
      return (sum(a.factor, b.factor), sum(a.rest, b.rest))
    case .binary(.subtract, let a, let b):
      guard let a = parts(a, before), let b = parts(b, before) else { return nil }
      func difference(_ a: Node?, _ b: Node?) -> Node? {
        guard let b else { return a }
        return a.map { .binary(.subtract, $0, b) } ?? .unary(.negate, b)
      }
      return (difference(a.factor, b.factor), difference(a.rest, b.rest))
    case .binary(.multiply, let a, let b):
      if a.contains(before) && b.contains(before) { return nil }
      let (linear, other) = a.contains(before) ? (a, b) : (b, a)
      guard let own = parts(linear, before) else { return nil }
      return (own.factor.map { .binary(.multiply, $0, other) }, own.rest.map { .binary(.multiply, $0, other) })
    case .binary(.divide, let a, let b):
      guard !b.contains(before), let own = parts(a, before) else { return nil }
      return (own.factor.map { .binary(.divide, $0, b) }, own.rest.map { .binary(.divide, $0, b) })
    default: return nil
    }
  }
}

extension Node {
  /// Asked of every equation at every judgement, so it makes no list of the parts.
  fileprivate func contains(_ other: Node) -> Bool {
    if self == other { return true }
    switch self {
    case .quantity, .previous, .next, .setting, .step, .number, .absent: return false
    case .unary(_, let a), .reduce(_, let a, _): return a.contains(other)
    case .binary(_, let a, let b), .contract(let a, let b, _): return a.contains(other) || b.contains(other)
    default: return operands.contains { $0.contains(other) }
    }
  }
}

/// The additional error of a program that adds up the terms of all steps, for one element: x_t = c·x_{t−1} + r_t is
/// also x_0·Πc + Σ r_s·Πc, in any order. docs/residuals.md derives it.
struct UnrolledSum: Sendable {
  /// |x_0·Πc| + Σ|r_s·Πc|: the roundings of such a sum are relative to this, however much of it cancels.
  private var size: Double
  /// The sum of the errors of all c and r.
  private var error = 0.0
  private var terms = 0.0
  /// The bound at the step before.
  private var last = 0.0
  private var isBroken = false

  init(start: Double) { size = abs(start) }

  /// Advances by a step.
  ///
  /// - Parameters:
  ///   - before: the quantity at the step before.
  ///   - plain: the bound of c·before + r, evaluated as it is written.
  /// - Returns: the amount that the bound grows by.
  mutating func widening(
    factor c: Double, _ factorError: Double, rest r: Double, _ restError: Double, before: Double, plain: Double,
    _ precision: Precision
  ) -> Double {
    if isBroken { self = UnrolledSum(start: before) }
    terms += 1
    error = abs(c) * error + factorError * size + restError
    size = abs(c) * size + abs(r)
    let own = error + (2 * terms + 3) * precision.unitRoundoff * size
    // A value that is not finite, or is in doubt, is so at this step only: the sum begins anew with the published
    // value.
    guard own.isFinite else {
      isBroken = true
      return 0
    }
    let widening = own + abs(c) * last
    last = own
    return Swift.min(widening, Bound.mostWidening * plain)
  }
}

extension RecordedRun {
  /// Evaluates a quantity's formula on the program's own values. The bound also holds for a program that adds up the
  /// terms of all steps instead of carrying their sum on.
  package func evaluate(_ formula: Expression, for target: Reference) throws(EvaluationError) -> Value {
    let value = try evaluate(formula)
    guard let recurrence = Recurrence(formula.node, of: target),
      let factor = try? evaluate(Expression(recurrence.factor)), let rest = try? evaluate(Expression(recurrence.rest)),
      let before = try? evaluate(Expression(.previous(target, along: .step)))
    else { return value }
    let widened = value.blocks.indices.map { index in
      value.blocks[index].widened(factor.block(index), rest.block(index), before.block(index), precision)
    }
    return value.isPerParameter ? Value(perParameter: widened) : Value(widened[0])
  }
}

extension Block {
  /// The same series with its bound widened; unchanged if the parts do not have its layout.
  fileprivate func widened(_ factor: Block, _ rest: Block, _ before: Block, _ precision: Precision) -> Block {
    guard axes.first == .step, !isAbsent, let plain = error, [factor, rest, before].allSatisfy({ $0.fits(self) }) else {
      return self
    }
    let (c, r, x) = (
      factor.aligned(to: axes, shape: shape), rest.aligned(to: axes, shape: shape),
      before.aligned(to: axes, shape: shape)
    )
    let stride = count / Swift.max(shape[0], 1)
    var result = self
    var widened = plain
    for place in 0..<stride {
      var sum = UnrolledSum(start: x.values[place])
      for index in Swift.stride(from: place, to: count, by: stride) {
        widened[index] += sum.widening(
          factor: c.values[index], c.error?[index] ?? 0, rest: r.values[index], r.error?[index] ?? 0,
          before: x.values[index], plain: plain[index], precision)
      }
    }
    result.error = widened
    return result
  }
}

/// A quantity that is evaluated step by step, and the sums that a program may keep in its place.
struct Carried: Sendable {
  /// The value with the bound of its equation alone.
  private(set) var plain: Value
  private var sums: [[UnrolledSum]]

  /// - Parameter before: the value before the first evaluated step.
  init(plain: Value, from before: Value) {
    self.plain = plain
    sums = plain.blocks.indices.map { index in
      let (own, start) = (plain.blocks[index], before.block(index))
      guard start.fits(own) else { return [] }
      return start.aligned(to: own.axes, shape: own.shape).values.map(UnrolledSum.init)
    }
  }

  /// Advances by a step, and returns its value with the wider bound.
  mutating func widen(
    _ value: Value, _ factor: Value, _ rest: Value, _ before: Value, _ precision: Precision
  ) -> Value {
    plain = value
    var widened = value.blocks
    for (index, block) in value.blocks.enumerated() {
      let parts = [factor.block(index), rest.block(index), before.block(index)]
      guard index < sums.count, sums[index].count == block.count, let error = block.error,
        parts.allSatisfy({ $0.fits(block) })
      else {
        continue
      }
      let own = parts.map { $0.aligned(to: block.axes, shape: block.shape) }
      widened[index].error = error.indices.map { place in
        error[place]
          + sums[index][place].widening(
            factor: own[0].values[place], own[0].error?[place] ?? 0, rest: own[1].values[place],
            own[1].error?[place] ?? 0, before: own[2].values[place], plain: error[place], precision)
      }
    }
    return value.isPerParameter ? Value(perParameter: widened) : Value(widened[0])
  }
}
