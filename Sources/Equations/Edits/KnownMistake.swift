/// A mistake that markers have seen and that no single change of a formula makes: what is computed instead, and why it
/// is wrong.
package struct KnownMistake: Sendable {
  /// Whose equation it stands in.
  package let quantity: String
  /// What follows “In the equation of …:”, as a sentence without its full stop.
  package let sentence: String
  package let formula: Expression
  /// The conventions in which it is a mistake; all that define the quantity where the list is empty.
  package let conventions: [String]
  /// What the program keeps beside the recipe's quantities, and the formula mentions.
  package let states: [Equation]

  /// - Parameter states: what the program keeps beside the recipe's quantities.
  package init(
    in quantity: String, _ sentence: String, only conventions: [String] = [], keeping states: [Equation] = [],
    _ formula: Expression
  ) {
    self.quantity = quantity
    self.sentence = sentence
    self.formula = formula
    self.conventions = conventions
    self.states = states
  }

  /// A list that is written one below the other, each type-checked on its own.
  package static func list(@KnownMistakesBuilder _ mistakes: () -> [KnownMistake]) -> [KnownMistake] { mistakes() }
}

/// Collects known mistakes.
@resultBuilder
package enum KnownMistakesBuilder {
  package static func buildExpression(_ mistake: KnownMistake) -> [KnownMistake] { [mistake] }
  package static func buildExpression(_ mistakes: [KnownMistake]) -> [KnownMistake] { mistakes }
  package static func buildBlock(_ parts: [KnownMistake]...) -> [KnownMistake] { parts.flatMap(\.self) }
}

extension Recipe {
  /// What the component's own file knows of mistakes in this convention, as changes of a formula.
  package var knownMistakes: [Edit] {
    ownMistakes.filter(\.states.isEmpty).map {
      Edit(quantity: $0.quantity, formula: $0.formula, changes: [.named($0.sentence)])
    }
  }

  /// Those whose program keeps something that the recipe does not have.
  package var mistakesWithStates: [KnownMistake] { ownMistakes.filter { !$0.states.isEmpty } }

  /// What is named and can be: a formula that mentions what this convention does not have is of another one.
  private var ownMistakes: [KnownMistake] {
    let known = Set(quantities).union(inputs.map(\.name)).union(["weights"])
    return component.mistakes.filter { mistake in
      guard quantities.contains(mistake.quantity) else { return false }
      guard mistake.conventions.isEmpty else { return mistake.conventions.contains(convention) }
      let own = Set(mistake.states.map(\.target.name))
      return ([mistake.formula] + mistake.states.map(\.formula))
        .allSatisfy { $0.node.quantities.isSubset(of: known.union(own)) }
        && mistake.formula != formula(of: mistake.quantity)
    }
  }
}
