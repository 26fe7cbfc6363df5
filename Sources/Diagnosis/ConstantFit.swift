internal import Equations
internal import Reference

/// Looks for the constant that a program has in place of a setting or of a number of a formula. The one unknown is
/// found by bisection at single numbers, and rounded to the shortest decimal that gives all of them.
struct ConstantFit {
  let recipe: Recipe
  let screen: QuickFilter

  /// A formula with one constant taken out, and the change that puts another in.
  private struct Holed {
    let formula: Expression
    let change: (Double) -> Change
  }

  /// Formulas with other constants that the screen lets pass.
  ///
  /// - Parameters:
  ///   - quantity: the quantity whose formula is changed.
  ///   - judged: the published quantity that it is judged by, `quantity` itself or one that depends on it.
  func edits(of quantity: String, judgedBy judged: String) -> [Edit] {
    guard let formula = recipe.formula(of: quantity), let own = recipe.formula(of: judged) else { return [] }
    return holes(in: formula).compactMap { holed in
      func candidate(_ value: Double) -> Edit {
        let filled = Expression(holed.formula.node.replacing(ElementChain.unknownConstant, by: .number(value)))
        return Edit(quantity: quantity, formula: filled, changes: [holed.change(value)])
      }
      let isOwn = quantity == judged
      let roots = screen.roots(
        of: isOwn ? holed.formula : own, for: judged, asWritten: own,
        supposing: isOwn ? [:] : [quantity: holed.formula])
      for root in roots {
        for digits in 1...15 {
          guard let rounded = Double(root.decimal(digits)) else { continue }
          let edit = candidate(rounded)
          let isRefuted =
            isOwn
            ? screen.refutes(edit.formula, for: judged)
            : screen.refutes(own, for: judged, supposing: [quantity: edit.formula])
          if !isRefuted { return edit }
        }
      }
      return nil
    }
  }

  /// The formulas with a hole: each setting at all its places, each of its places alone, and each number.
  private func holes(in formula: Expression) -> [Holed] {
    let hole = ElementChain.unknownConstant
    var found: [Holed] = []
    for name in formula.node.settings.sorted() {
      found.append(
        Holed(formula: Expression(formula.node.replacing(.setting(name), by: hole))) { .constantForSetting(name, $0) })
    }
    for (path, node) in formula.node.places {
      let holed = Expression(formula.node.replacing(at: path[...], with: hole))
      switch node {
      case .setting(let name):
        if !found.contains(where: { $0.formula == holed }) {
          found.append(Holed(formula: holed) { .constantForSetting(name, $0) })
        }
      case .number(let number): found.append(Holed(formula: holed) { .constantForNumber(number, $0) })
      default: break
      }
    }
    return found
  }
}
