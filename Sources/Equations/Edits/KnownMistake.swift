/// A mistake that no single change of a formula makes and that is known to be made: what is computed instead, and why it
/// is wrong.
package struct KnownMistake: Sendable {
  /// The quantity in whose equation it stands.
  package let quantity: String
  /// The words that follow “In the equation of …:”, without a full stop.
  package let sentence: String
  package let origin: Origin
  package let formula: Expression
  /// Quantities that the formula mentions and the recipe does not have.
  package let states: [Equation]

  /// - Parameters:
  ///   - quantity: whose equation it stands in.
  ///   - states: what the program keeps beside the recipe's quantities.
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
    /// It is the rule of another component of the catalogue, by name, or of another of its own conventions.
    case rule(of: String)
    /// It is in a note, a paper or a library that the component's `sources` tell of, in these words.
    case source(String)
    /// A sample of an assignment makes it: `<assignment>/<program>`, from the folder `Mistakes`.
    case sample(String)
    /// A program among the tests' fixtures makes it.
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

  /// Those whose program keeps something that the recipe does not have.
  package var mistakesWithStates: [KnownMistake] { ownMistakes.filter { !$0.states.isEmpty } }

  /// Those that can be made here: in an equation of this convention, by a formula of its quantities that is not the right one.
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
