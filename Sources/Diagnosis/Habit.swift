internal import Equations

/// A mistake that a program makes in every formula alike.
package enum Habit: Hashable {
  case none
  /// Its counter is raised once for each parameter instead of once a step.
  case countsPerParameter
  /// The parameters have one state between them, element by element, and update it in turn.
  case sharesState(of: String)
  /// Its matrices have rows and columns exchanged.
  case transposes
  /// It works with the weights that it reports for the same step, not with those from before.
  case looksAhead
  /// Every number is the same multiple of the right one.
  case scales(Scale)

  /// The multiples that a slip makes.
  package enum Scale: Hashable, CaseIterable {
    case sumForMean, meanForSum, twice, half, negated
  }
}

extension Habit.Scale {
  /// A formula's multiple; nil if the multiple is by the batch's size and there is no batch.
  func multiple(of formula: Expression, in recipe: Recipe) -> Expression? {
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
