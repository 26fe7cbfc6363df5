internal import Equations
internal import Judging

/// States that add up a function of a source, in programs that add up the source and take the function of the sum.
enum LateFunctions {
  static func runs(_ asked: WrongQuantity) -> [SupposedRun] {
    guard asked.equations.count == 1, asked.isState, asked.recipe.component.initial[asked.name] == nil else {
      return []
    }
    let own = asked.equations[0].target
    var seen: Set<Node> = []
    return asked.formula.node.subformulas.filter { seen.insert($0).inserted }.compactMap { node in
      guard case .unary(let function, let inner) = node, [.square, .absolute].contains(function), !inner.looksBack
      else {
        return nil
      }
      let kept = quantity("the sum before its function")
      let formula = Expression(.unary(function, kept.node))
      let before = Node.previous(own, along: .step)
      let sum = asked.formula.node.replacing(node, by: inner).replacing(before, by: previous(kept).node)
      let other = asked.recipe.replacing(asked.name, by: formula, keeping: [kept ← Expression(sum)])
      return SupposedRun(.takesLate(function, of: inner), of: asked, formula: formula) {
        $0.trial(of: asked.name, as: formula, following: other)
      }
    }
  }
}
