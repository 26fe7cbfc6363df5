internal import Equations
internal import Judging

// Forms that a student writes throughout, or not at all.
extension Diagnoser {
  func rank(_ supposition: Supposition, _ quantity: String) -> [Int] {
    var rank = supposition.rank(in: recipe)
    if case .convention(let name)? = supposition.edits.first?.changes.first, isContradicted(name, by: quantity) {
      rank[1] += Self.contradicted
    }
    // Of equals, the one that takes nothing into the equation that is not there already.
    let own = recipe.equations(of: quantity).reduce(into: Set<String>()) { $0.formUnion($1.formula.node.quantities) }
    let taken = supposition.edits.filter { $0.quantity == quantity }
    return rank + [taken.reduce(0) { $0 + $1.formula.node.quantities.subtracting(own).count }]
  }

  /// A penalty for a convention that other quantities contradict. A student who writes another form writes it
  /// throughout. If other quantities follow the form that is asked for, any other explanation that fits is likelier.
  private static let contradicted = 10

  private func isContradicted(_ convention: String, by quantity: String) -> Bool {
    guard let other = try? recipe.component.recipe(convention) else { return false }
    return recipe.quantities.contains { name in
      guard name != quantity, let asked = recipe.formula(of: name), let theirs = other.formula(of: name),
        asked != theirs,
        examinations.allSatisfy({ $0.isPublished(name) })
      else { return false }
      return examinations.allSatisfy { $0.judge(name)?.holds ?? false }
        && !examinations.allSatisfy { $0.judge(theirs, for: name)?.holds ?? false }
    }
  }

  /// True if a supposition is another convention, and every published quantity for which that has another formula follows
  /// it: several of them are one mistake.
  func isWrittenThroughout(_ supposition: Supposition, besides quantity: String) -> Bool {
    guard case .convention(let name)? = supposition.edits.first?.changes.first,
      let other = try? recipe.component.recipe(name)
    else { return false }
    let others = recipe.quantities.unique.filter { own in
      own != quantity && examinations.allSatisfy { $0.isPublished(own) }
        && recipe.formula(of: own) != other.formula(of: own)
    }
    return !others.isEmpty
      && others.allSatisfy { own in
        guard let theirs = other.formula(of: own) else { return false }
        return !isInnocent(own) && examinations.allSatisfy { $0.judge(theirs, for: own)?.holds ?? false }
      }
  }
}

// Counters that other quantities show to be right.
extension Diagnoser {
  /// True for a fault of the counter t, if another quantity shows that it counts rightly.
  func isRightCounter(_ change: Change?, _ quantity: String) -> Bool {
    switch change {
    case .stepFrozen, .stepShifted: break
    default: return false
    }
    return recipe.quantities.contains { other in
      other != quantity && examinations[0].isPublished(other)
        && recipe.formula(of: other)?.node.subformulas.contains(.step) == true && isInnocent(other)
    }
  }
}

// Formulas that say the same, as far as their quantities are what their equations say.
extension Diagnoser {
  /// An equal formula, by the quantities that it takes: worked out before those of the other, or not.
  enum Equal { case earlier, later }

  /// Compares two suppositions of one formula each; nil if they are not equal.
  func areEqual(_ a: Supposition, _ b: Supposition) -> Equal? {
    guard a.manner == nil, b.manner == nil, a.edits.count == 1, b.edits.count == 1,
      a.edits[0].quantity == b.edits[0].quantity, a.edits[0].parameter == b.edits[0].parameter,
      recipe.areEqual(a.edits[0].formula, b.edits[0].formula)
    else { return nil }
    return recipe.isEarlier(a.edits[0].formula, than: b.edits[0].formula) ? .earlier : .later
  }
}
