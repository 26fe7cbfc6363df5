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

  package init(in quantity: String, _ sentence: String, only conventions: [String] = [], _ formula: Expression) {
    self.quantity = quantity
    self.sentence = sentence
    self.formula = formula
    self.conventions = conventions
  }
}

extension Recipe {
  /// What the component's own file knows of mistakes in this convention.
  package var knownMistakes: [Edit] {
    component.mistakes.filter { mistake in
      quantities.contains(mistake.quantity)
        && (mistake.conventions.isEmpty || mistake.conventions.contains(convention))
    }.map { Edit(quantity: $0.quantity, formula: $0.formula, changes: [.named($0.sentence)]) }
  }
}
