internal import Equations
internal import Judging
internal import Reference

/// A reason that a program's numbers have less precision than Double, though its formula is right.
package enum Rounding: Hashable {
  /// It computes in Float: every number that it publishes is one, and is off by no more than Float's roundings.
  case single
  /// It rounds to so many decimals.
  case decimals(Int)
}

extension Diagnoser {
  /// Suppositions that the formula is right and its numbers have fewer digits. The numbers themselves must show it:
  /// another fault that is as small does not count.
  func rounded(_ quantity: String, _ formula: Expression) -> [Supposition] {
    let asWritten = Edit(quantity: quantity, formula: formula, changes: [])
    return [decimals(quantity), singlePrecision(quantity, formula)].compactMap { rounding in
      rounding.map { Supposition(edits: [asWritten], rounding: $0) }
    }
  }

  private func singlePrecision(_ quantity: String, _ formula: Expression) -> Rounding? {
    var numbers: [Double] = []
    for examination in examinations {
      guard let single = examination.inSinglePrecision, let judgement = single.judge(quantity), judgement.holds else {
        return nil
      }
      numbers += examination.numbers(quantity)
    }
    return numbers.count >= 8 && numbers.allSatisfy { Double(Float($0)) == $0 } ? .single : nil
  }

  /// The most decimals that count as a habit of printing. With more, an honest number has no digits to lose.
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
    // Truncation is a rounding as well, by up to a whole unit. A number whose right value has no more decimals cannot
    // have lost any.
    let hasMore = off.filter { ($0.expected / (2 * half)).rounded() * (2 * half) != $0.expected }
    let isSo = off.allSatisfy { $0.distance <= 2 * half + $0.allowed } && 2 * hasMore.count > off.count
    return isSo ? .decimals(places) : nil
  }
}

extension Examination {
  /// The same run, judged as a program in Float.
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

  /// The distance of a published number from its own equation's, and the allowed distance.
  struct Distance {
    let distance: Double
    let allowed: Double
    let expected: Double
  }

  /// The distance of each published number of a quantity from its own equation's; nil if one of them cannot be
  /// compared.
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
}
