internal import Equations
internal import Judging
internal import Reference

/// How a program may have less in its numbers than Double holds, though its formula is right.
package enum Rounding: Hashable {
  /// It computes in Float: every number that it publishes is one, or it is off by as much as Float's roundings.
  case single(areFloats: Bool)
  /// It rounds to so many decimals.
  case decimals(Int)
}

extension Diagnoser {
  /// The right formula in fewer digits, where the numbers themselves show it; nothing where another fault merely is as small.
  func rounded(_ quantity: String, _ formula: Expression) -> [Supposition] {
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    return [decimals(quantity), singlePrecision(quantity, formula)].compactMap { rounding in
      rounding.map { Supposition(edits: [asWritten], rounding: $0) }
    }
  }

  /// How far off a program in Float typically is, in units of Float's bound: a smaller median shows something else, which
  /// such a bound would let pass as well.
  private static let leastMedian = 0.02

  private func singlePrecision(_ quantity: String, _ formula: Expression) -> Rounding? {
    var ratios: [Double] = []
    var numbers: [Double] = []
    for examination in examinations {
      guard let single = examination.inSinglePrecision, let judgement = single.judge(quantity), judgement.holds else {
        return nil
      }
      ratios += single.ratios(quantity)
      numbers += examination.numbers(quantity)
    }
    guard numbers.count >= 8 else { return nil }
    if numbers.allSatisfy({ Double(Float($0)) == $0 }) { return .single(areFloats: true) }
    ratios.sort()
    guard ratios.count >= 8, ratios[ratios.count / 2] >= Self.leastMedian else { return nil }
    return .single(areFloats: false)
  }

  /// Few enough to be a habit of printing; with more, no number has so many to spare.
  private static let mostDecimals = 10

  private func decimals(_ quantity: String) -> Rounding? {
    let numbers = examinations.flatMap { $0.numbers(quantity) }
    guard numbers.count >= 8,
      let places = (0...Self.mostDecimals).first(where: { places in
        let scale = Binary.power.value(10, Double(places))
        return numbers.allSatisfy { ($0 * scale).rounded() / scale == $0 }
      })
    else { return nil }
    let half = 0.5 / Binary.power.value(10, Double(places))
    var off: [Examination.Distance] = []
    for examination in examinations {
      guard let own = examination.distances(quantity) else { return nil }
      off += own
    }
    // Cutting off is a rounding as well, by up to a whole unit. What has no more decimals by right cannot have lost any.
    let hasMore = off.filter { ($0.expected / (2 * half)).rounded() * (2 * half) != $0.expected }
    let isSo = off.allSatisfy { $0.distance <= 2 * half + $0.allowed } && 2 * hasMore.count > off.count
    return isSo ? .decimals(places) : nil
  }
}

extension Examination {
  /// The same run as a program in Float would be judged.
  var inSinglePrecision: Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: .single)
  }

  /// The finite numbers of a quantity other than zero.
  func numbers(_ quantity: String) -> [Double] {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.flatMap { block in
      block.isAbsent ? [] : block.values.filter { $0.isFinite && $0 != 0 }
    }
  }

  /// How far a published number is from what its own equation gives, and how far it may be.
  struct Distance {
    let distance: Double
    let allowed: Double
    let expected: Double
  }

  /// How far each published number of a quantity is from what its own equation gives; nil where one cannot be held
  /// against it.
  func distances(_ quantity: String) -> [Distance]? {
    var found: [Distance] = []
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let pairs = Pairs(block, computed.block(index), precision) else { return nil }
        for position in pairs.indices {
          guard pairs.areFinite(position) else { return nil }
          found.append(
            Distance(
              distance: pairs.distance(position), allowed: pairs.allowed(position),
              expected: pairs.computed.values[position]))
        }
      }
    }
    return found
  }

  /// The distances other than zero in units of the bound.
  fileprivate func ratios(_ quantity: String) -> [Double] {
    (distances(quantity) ?? []).filter { $0.distance > 0 && $0.allowed.isFinite }
      .map { Bound.allowance * $0.distance / $0.allowed }
  }
}
