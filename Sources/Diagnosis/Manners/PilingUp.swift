internal import Equations
internal import Judging

/// Sums that are never set back to zero.
enum PilingUp {
  /// The values of all steps in the place of one: those of a source, or the quantity's own.
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    let changing = quantity.sources.filter { name in
      quantity.recipe.inputs.first { $0.name == name }?.isPerStep ?? (name != "weights")
    }
    let own =
      quantity.isState
      ? nil
      : SupposedRun(.pilesUp(nil), of: quantity) { examination in
        let summed = quantity.equations.map {
          Equation($0.target, Expression(.previous($0.target, along: .step)) + $0.formula)
        }
        return SupposedRun.Trial(examination, summed)
      }
    guard quantity.equations.count == 1 else { return own.map { [$0] } ?? [] }
    return (own.map { [$0] } ?? []) + changing.map { of(source: $0, quantity) }
      + quantity.sums.map { of(sum: $0, quantity) }
  }

  /// Sums between, which are not published: all of them, or one.
  static func runsUnseen(_ asked: WrongQuantity) -> [SupposedRun] {
    let recipe = asked.recipe
    let steps = asked.examinations.map(\.inputs.steps).max() ?? 0
    guard recipe.isNetwork, steps > 1, steps <= mostSteps else { return [] }
    let sums = asked.hidden.filter { name in
      recipe.equations(of: name).count == 1 && recipe.formula(of: name)?.node.isSum == true
    }
    return ((sums.count > 1 ? [sums] : []) + sums.map { [$0] }).map { names in
      var other = recipe
      for name in names {
        guard let formula = recipe.formula(of: name) else { continue }
        let own = quantity("\(name) of this step")
        other = other.replacing(name, by: sum(recent(own, number(Double(steps))), over: .lag), keeping: [own ← formula])
      }
      let supposed = other
      return SupposedRun(.pilesUpUnseen, of: asked) {
        $0.trial(of: asked.name, as: asked.formula, following: supposed)
      }
    }
  }

  /// The most steps whose sums are kept side by side.
  private static let mostSteps = 60

  private static func of(sum node: Node, _ asked: WrongQuantity) -> SupposedRun {
    let pile = quantity("all sums so far")
    let formula = Expression(asked.formula.node.replacing(node, by: pile.node))
    let other = asked.recipe.replacing(asked.name, by: formula, keeping: [pile ← previous(pile) + Expression(node)])
    return SupposedRun(.pilesUpSum(node), of: asked, formula: formula) {
      $0.trial(of: asked.name, as: formula, following: other)
    }
  }

  private static func of(source name: String, _ asked: WrongQuantity) -> SupposedRun {
    let pile = quantity("all \(name) so far")
    let formula = asked.formula.taking(name) { _ in pile }
    let sum = pile ← previous(pile) + quantity(name)
    let other = asked.recipe.replacing(asked.name, by: formula, keeping: [sum])
    return SupposedRun(.pilesUp(name), of: asked, formula: formula) {
      $0.trial(of: asked.name, as: formula, following: other)
    }
  }

  /// Sums of one entry that still hold those of the entries before.
  static func runsAlongAxes(_ quantity: WrongQuantity) -> [SupposedRun] {
    quantity.sourcesAlongAxes.compactMap { name, axis in
      SupposedRun(.pilesUpAlong(axis.name, of: name), of: quantity) { formula in
        formula.taking(name) { Expression(.quantity($0)).addedUp(along: axis) }
      }
    } + upstream(quantity)
  }

  /// The same of a quantity between, which is not published.
  private static func upstream(_ quantity: WrongQuantity) -> [SupposedRun] {
    let recipe = quantity.recipe
    return quantity.hidden.flatMap { name -> [SupposedRun] in
      guard recipe.isNetwork, recipe.equations(of: name).count == 1, let formula = recipe.formula(of: name) else {
        return []
      }
      return recipe.declaredAxes(of: name).filter { $0 != .step }.map { axis in
        SupposedRun(
          .pilesUpAlong(axis.name, of: name), of: quantity, supposing: formula.addedUp(along: axis), for: name)
      }
    }
  }
}

extension Expression {
  /// The sum of the entries up to each one along an axis.
  fileprivate func addedUp(along axis: Axis) -> Expression {
    let earlier = Axis("earlier")
    let others = renamed(axis, to: earlier)
    let isEarlier = atLeast(positions(of: self, axis), positions(of: others, earlier))
    return sum(select(isEarlier, others, 0), over: earlier)
  }
}

extension Node {
  fileprivate var isSum: Bool {
    switch self {
    case .reduce(.sum, _, _), .contract: true
    default: false
    }
  }
}

extension WrongQuantity {
  /// The sums that stand inside its formula.
  fileprivate var sums: [Node] {
    formula.node.operands.flatMap(\.subformulas).reduce(into: []) { found, node in
      switch node {
      case .reduce(.sum, _, _), .contract: if !found.contains(node) { found.append(node) }
      default: break
      }
    }
  }
}
