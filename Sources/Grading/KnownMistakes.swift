package import Equations

extension Recipe {
  /// What students get wrong in this recipe, a sentence each: what its own file knows first, then the everyday slips
  /// that diagnosis tries, likelier ones before others and each equation in its turn.
  ///
  /// - Parameter count: how many at most.
  package func likelyMistakes(atMost count: Int = 30) -> [String] {
    let wording = DiagnosisWording(self)
    let operators = EditOperators(self)
    let everyday = 2
    var sentences =
      knownMistakes.map { wording.sentence(for: $0) }
      + mistakesWithStates.map { wording.sentence(.keeps($0.sentence), of: $0.quantity) }
    var known = Set(sentences)
    for surprise in 1...everyday {
      var rows = equations.map { equation in
        let edits = operators.edits(of: equation.formula, for: equation.target.name)
          .filter { $0.surprise == surprise }.map { (edit: $0, place: $0.changes[0].placeInList) }
        // The sort is stable only with the position beside.
        return edits.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
          .map { wording.sentence(for: $0.element.edit) }
      }
      // One of each equation, then a second of each: a long formula must not crowd out the others.
      while rows.contains(where: { !$0.isEmpty }) {
        for index in rows.indices where !rows[index].isEmpty {
          let sentence = rows[index].removeFirst()
          if known.insert(sentence).inserted { sentences.append(sentence) }
        }
      }
    }
    return Array(sentences.prefix(count))
  }
}

extension Change {
  /// Of equally usual changes those first that say most about the recipe: what is left out of it before what is
  /// exchanged in it, and that before what might happen to any formula.
  fileprivate var placeInList: Int {
    switch self {
    case .dropped, .squareMissing, .rootMissing, .movedIntoRoot, .powerMissing, .absoluteMissing: 0
    case .meanForSum, .sumForMean, .extremeExchanged, .settingsExchanged, .stepShifted, .currentForPrevious: 1
    case .stepFrozen, .forgotten, .overwritten, .complementDropped: 2
    case .signFlipped, .complementOfBase: 3
    default: 4
    }
  }
}
