/// A known mistake that no single change of a formula makes: the formula computed instead, and the reason that it is
/// wrong.
package struct KnownMistake: Sendable {
  /// The quantity whose equation has the mistake.
  package let quantity: String
  /// The words that follow “In the equation of …:”, without a full stop.
  package let sentence: String
  package let origin: Origin
  package let formula: Expression
  /// Quantities that the formula mentions and the recipe does not have.
  package let states: [Equation]

  /// - Parameters:
  ///   - quantity: the quantity whose equation has the mistake.
  ///   - states: the quantities that the program keeps beside the recipe's.
  package init(
    in quantity: Expression, _ sentence: String, _ origin: Origin, keeping states: [Equation] = [],
    _ formula: Expression
  ) {
    self.quantity = quantity.reference.name
    self.sentence = sentence
    self.origin = origin
    self.states = states
    self.formula = formula
  }

  /// The maker of a mistake; a test looks each of them up.
  package enum Origin: Sendable, Hashable {
    /// The rule of another component of the catalogue, by name, or of another of its own conventions.
    case rule(of: String)
    /// A note, a paper or a library that the component's `sources` describe in these words.
    case source(String)
    /// A sample of an assignment: `<assignment>/<program>`, from the folder `Mistakes`.
    case sample(String)
    /// A program among the tests' fixtures.
    case program
  }
}

/// The known mistakes of a component.
package typealias KnownMistakesBuilder = LinesBuilder<KnownMistake>

extension Recipe {
  /// The known mistakes of this convention that are formulas of its own quantities.
  package var knownMistakes: [Edit] {
    ownMistakes.filter(\.states.isEmpty).map {
      Edit(quantity: $0.quantity, formula: $0.formula, changes: [.named($0.sentence)])
    }
  }

  /// The known mistakes whose program keeps quantities that the recipe lacks.
  package var mistakesWithStates: [KnownMistake] { ownMistakes.filter { !$0.states.isEmpty } }

  /// The known mistakes that can be made here: in an equation of this convention, by a formula of its quantities that
  /// differs from the right one.
  package var ownMistakes: [KnownMistake] {
    let known = Set(quantities).union(inputs.map(\.name)).union(["weights"])
    return component.mistakes(in: convention).filter { mistake in
      let own = Set(mistake.states.map(\.target.name))
      return quantities.contains(mistake.quantity) && mistake.formula != formula(of: mistake.quantity)
        && ([mistake.formula] + mistake.states.map(\.formula))
          .allSatisfy { $0.node.quantities.isSubset(of: known.union(own)) }
    }
  }
}
