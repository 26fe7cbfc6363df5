internal import Equations

extension DiagnosisWording {
  /// The formula that a program computes, beside the one that is asked; nil if they are too long to be compared.
  func fact(_ supposition: Diagnoser.Supposition) -> String? {
    guard supposition.manner == nil, supposition.edits.count == 1 else { return nil }
    let edit = supposition.edits[0]
    guard let asked = equation(of: edit), case let formula = written(asked.formula.node) else { return nil }
    // A sum that another quantity is too says more than its name.
    let found = if case .reduce = written(edit.formula.node) { written(edit.formula.node) } else { edit.formula.node }
    let (yours, theirs) = (whole(found.simplified.cancelled), whole(formula.simplified))
    let isReadable = edit.formula.node.subformulas.allSatisfy {
      switch $0 {
      case .merge, .split, .choose, .fold, .window: false
      default: true
      }
    }
    guard isReadable, yours != theirs, max(yours.count, theirs.count) <= Self.longestFormula else { return nil }
    let fact = "Your \(text(.quantity(asked.target))) is \(yours), and \(theirs) is asked."
    return isSecret(fact) ? nil : fact
  }

  /// True for a text with the numbers that an objective is made of: a program may ask it, and not look inside.
  func isSecret(_ text: String) -> Bool {
    recipe.inputs.contains { $0.name == "curvature" } && ["curvature", "center"].contains(where: text.contains)
  }

  /// The sentence for something that is put beside a part of an objective, without that part.
  func openly(_ change: Change, of edit: Edit) -> String? {
    guard case .replaced(let asked, .binary(let operation, let a, let b)) = change, a == asked || b == asked else {
      return nil
    }
    let other = text((a == asked ? b : a).simplified)
    let words: String? =
      switch operation {
      case .add: "\(other) is added"
      case .subtract where a == asked: "\(other) is subtracted"
      case .multiply: "\(other) is multiplied in"
      case .divide where a == asked: "\(other) is divided by"
      default: nil
      }
    return isSecret(other) ? nil : words.map { "In the equation of \(edit.quantity), \($0), and should not be." }
  }

  private static let longestFormula = 90

  /// The formula itself in the place of a name that stands for it alone.
  func written(_ node: Node) -> Node {
    guard case .quantity(let reference) = node, let own = recipe.equations.first(where: { $0.target == reference })
    else { return node }
    return own.formula.node.withSumsOfProducts
  }
}

extension Node {
  /// The formula without factors that it divides by again.
  fileprivate var cancelled: Node {
    rewritten { node in
      switch node {
      case .binary(.divide, .binary(.multiply, let a, let b), let c) where b == c: a
      case .binary(.multiply, let a, .binary(.divide, let b, let c)) where b == c: a
      default: node
      }
    }
  }
}
