internal import Equations
internal import Judging

/// Choices from a list that a program has written down, in the place of the given one.
enum ForeignChoices {
  /// The fewest steps that show a habit, and the most numbers that a program writes down, of so many digits.
  private static let (fewest, most, digits) = (3, 6, 3.0)

  static func finding(_ quantity: WrongQuantity) -> Diagnoser.Finding? {
    let named = quantity.formula.node.quantities
    guard
      let list = quantity.recipe.inputs.first(where: { $0.axes.count == 1 && !$0.isPerStep && named.contains($0.name) })
    else { return nil }
    var foreign: [Double] = []
    for examination in quantity.examinations {
      guard let given = examination.evaluate(Expression(.quantity(Reference(list.name))))?.blocks[0].values,
        let chosen = examination.evaluate(Expression(.quantity(Reference(quantity.name))))?.blocks[0].values
      else { return nil }
      foreign += chosen.filter { !given.contains($0) }
    }
    let numbers = Set(foreign)
    guard foreign.count >= fewest, 2...most ~= numbers.count, numbers.allSatisfy({ Literals.digits($0) <= digits })
    else { return nil }
    var evidence = quantity.columns?.evidence { $0 != nil } ?? Evidence()
    evidence.count(steps: foreign.count)
    let asWritten = Edit(quantity: quantity.name, formula: quantity.formula, changes: [])
    return Diagnoser.Finding(
      supposition: Diagnoser.Supposition(
        edits: [asWritten], manner: .chooses(.foreign(numbers.sorted(), to: list.name))), alternatives: [],
      evidence: evidence)
  }
}
