package import Equations
internal import Judging

extension Recipe {
  /// What students get wrong in this recipe, a sentence each: what its own file knows first, then the everyday slips.
  ///
  /// - Parameter count: how many at most.
  package func likelyMistakes(atMost count: Int = 30) -> [String] {
    let named = namedMistakes
    return Array((named + everydaySlips.filter { !named.contains($0) }).prefix(count))
  }

  /// What the component's own file knows of this convention, a sentence each.
  package var namedMistakes: [String] {
    let wording = DiagnosisWording(self)
    return knownMistakes.map { wording.sentence(for: $0) }
      + mistakesWithStates.map { wording.sentence(.keeps($0.sentence), of: $0.quantity) }
  }

  /// The everyday slips that diagnosis tries, a sentence each, likelier ones before others and each equation in its turn.
  ///
  /// Only in equations that someone writes: not in what is derived from a network, nor in repetitions past the default's.
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

  /// Whether what a step leaves in a quantity is looked at in the next.
  func carries(_ quantity: String) -> Bool {
    equations.contains { equation in
      equation.formula.node.places.contains {
        if case .previous(let reference, along: .step) = $0.node { reference.name == quantity } else { false }
      }
    }
  }

  /// Whether a change is one to warn of: a value written over harms only where something still looks for it.
  private func isSeen(_ edit: Edit) -> Bool {
    guard case .overwritten = edit.changes[0] else { return true }
    return carries(edit.quantity)
  }
}

extension Edit {
  fileprivate var isNamed: Bool { if case .named = changes[0] { true } else { false } }
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
