internal import Judging

/// Numbers that are all the same in a case, and should change within it.
enum OneNumber {
  /// The fewest numbers that show it, in the fewest cases.
  private static let fewest = (numbers: 6, cases: 2)

  /// The evidence for such a quantity; nil if its numbers change in some case, or if the asked ones change in too few.
  static func evidence(for quantity: WrongQuantity) -> Evidence? {
    var (numbers, cases) = (0, 0)
    var evidence = Evidence()
    for examination in quantity.examinations {
      let own = quantity.equations.flatMap { equation in
        examination.recipe.value(of: equation.target, in: examination.trace, examination.inputs.names).blocks
          .flatMap(\.values)
      }
      guard let first = own.first, first.isFinite, own.allSatisfy({ $0 == first }) else { return nil }
      let asked = quantity.equations.flatMap { equation in
        examination.evaluate(equation)?.blocks.flatMap(\.values) ?? []
      }
      guard Set(asked.filter(\.isFinite)).count > 1 else { continue }
      numbers += own.count
      cases += 1
      evidence.count(steps: examination.inputs.steps)
    }
    return numbers >= fewest.numbers && cases >= fewest.cases ? evidence : nil
  }
}
