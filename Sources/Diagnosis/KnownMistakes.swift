package import Equations
internal import Judging

extension Recipe {
  /// The likely mistakes of students in this recipe, a sentence each: the known ones of its own file first, then the
  /// everyday slips.
  ///
  /// - Parameter count: the most sentences that are returned.
  package func likelyMistakes(atMost count: Int = 30) -> [String] {
    let named = namedMistakes
    return Array((named + everydaySlips.filter { !named.contains($0) }).prefix(count))
  }

  /// The known mistakes of this convention from the component's own file, a sentence each.
  package var namedMistakes: [String] {
    let wording = DiagnosisWording(self)
    return knownMistakes.map { wording.sentence(for: $0) }
      + mistakesWithStates.map { wording.sentence(.keeps($0.sentence), of: $0.quantity) }
  }

  /// The everyday slips that diagnosis tries, a sentence each. Likelier ones come first, and the equations take turns.
  ///
  /// Only equations that someone writes are changed: not those derived from a network, nor repetitions past the
  /// default's.
  package var everydaySlips: [String] {
    let wording = DiagnosisWording(self)
    let operators = EditOperators(self)
    let everyday = 2
    let written = Set(writtenOut.map(\.target.name))
    let equations = equations.filter { written.contains($0.target.name) && !component.derived.contains($0.target.name) }
    var sentences: [String] = []
    var known: Set<String> = []
    for surprise in 1...everyday {
      var rows = equations.map { equation in
        let edits = operators.edits(of: equation.formula, for: equation.target.name)
          .filter { $0.surprise == surprise && !$0.isNamed && isSeen($0) }
          .map { (edit: $0, place: $0.changes[0].placeInList) }
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
    return sentences
  }

  /// True if an equation takes the quantity's value from the step before.
  func carries(_ quantity: String) -> Bool {
    equations.contains { equation in
      equation.formula.node.places.contains {
        if case .previous(let reference, along: .step) = $0.node { reference.name == quantity } else { false }
      }
    }
  }

  /// True if a change is worth a warning: an overwritten value harms only if something still reads it.
  private func isSeen(_ edit: Edit) -> Bool {
    guard case .overwritten = edit.changes[0] else { return true }
    return carries(edit.quantity)
  }
}

extension Edit {
  fileprivate var isNamed: Bool { if case .named = changes[0] { true } else { false } }
}

extension Change {
  /// The place of a change among equally usual ones: those that say most about the recipe come first. Parts left out
  /// come before parts exchanged, and those before changes that might happen to any formula.
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
