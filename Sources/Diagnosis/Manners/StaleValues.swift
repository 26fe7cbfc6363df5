internal import Equations
internal import Judging

/// Values that are computed at the first step and kept.
enum StaleValues {
  static func runs(_ asked: WrongQuantity) -> [SupposedRun] {
    guard asked.equations.count == 1, asked.examinations.contains(where: { $0.inputs.steps > 1 }) else { return [] }
    return ofSettings(asked)
      + asked.sources.map { name in
        let kept = quantity("the first \(name)")
        let formula = asked.formula.taking(name) { _ in kept }
        let first = kept ← select(equal(t, 1), quantity(name), previous(kept))
        let other = asked.recipe.replacing(asked.name, by: formula, keeping: [first])
        return SupposedRun(.keepsFirst(name), of: asked, formula: formula) {
          $0.trial(of: asked.name, as: formula, following: other)
        }
      }
  }

  /// Settings that change from step to step.
  private static func ofSettings(_ asked: WrongQuantity) -> [SupposedRun] {
    let changing = Set(asked.examinations.flatMap(\.inputs.schedules.keys))
    return asked.formula.node.settings.intersection(changing).sorted().map { name in
      let kept = quantity("the first \(name)")
      let formula = Expression(asked.formula.node.replacing(.setting(name), by: kept.node))
      let first = kept ← select(equal(t, 1), setting(name), previous(kept))
      let other = asked.recipe.replacing(asked.name, by: formula, keeping: [first])
      return SupposedRun(.keepsFirst(name), of: asked, formula: formula) {
        $0.trial(of: asked.name, as: formula, following: other)
      }
    }
  }
}
