internal import Equations
internal import Reference

/// The multiples of every number that a slip makes.
package enum Multiple: Hashable, Sendable, CaseIterable {
  case sumForMean, meanForSum, twice, half, negated
}

/// Numbers that are all the same multiple of the right ones, in a network.
enum Multiples {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    // Skip accumulated quantities: scaling one step does not scale the sum.
    guard quantity.recipe.isNetwork, !quantity.isState else { return [] }
    return Multiple.allCases.compactMap { multiple in
      SupposedRun(.scales(multiple), of: quantity) { multiple.multiple(of: $0, in: quantity.recipe) ?? $0 }
    }
  }
}

extension Multiple {
  /// A formula's multiple; nil if the multiple is by the batch's size and there is no batch.
  fileprivate func multiple(of formula: Expression, in recipe: Recipe) -> Expression? {
    switch self {
    case .twice: 2 * formula
    case .half: formula / 2
    case .negated: -formula
    case .sumForMean: batch(recipe).map { formula * $0 }
    case .meanForSum: batch(recipe).map { formula / $0 }
    }
  }

  /// The count of examples that a step works on.
  private func batch(_ recipe: Recipe) -> Expression? {
    let inputs = recipe.inputs.filter { $0.axes.contains(.batch) }.map(\.name)
    let computed = recipe.quantities.filter { recipe.axes[$0]?.contains(.batch) ?? false }
    return (inputs + computed).first.map { extent(of: quantity($0), .batch) }
  }
}
