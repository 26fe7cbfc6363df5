package import Equations
internal import Reference

// The names that a manifest is checked against.
extension Recipe {
  /// The quantities that can have points: what a submission can publish.
  package var gradable: [String] {
    let given = inputs.filter(\.isPerStep).map(\.name)
    var seen: Set<String> = []
    switch component.kind.calling {
    case .stepwise: return reported.filter(isReturned)
    case .training: return (given + reported).filter { seen.insert($0).inserted }
    case .optimizing:
      // Every optimizer is given gradients and changes weights, even if its recipe does not list them.
      let published = (given + reported).filter { $0 != "gradients" && $0 != "weights" && seen.insert($0).inserted }
      return ["gradients"] + published + ["weights"]
    }
  }

  /// The reason why no submission can implement the recipe; nil if one can.
  package var obstacle: ManifestProblem.Obstacle? {
    let kind = component.kind
    for taken in kind.taken where taken.isDisjoint(with: inputs.map(\.name)) {
      return .notGiven(kind: kind.rawValue, taken.sorted())
    }
    return gradable.isEmpty ? .nothingReturned(kind: kind.rawValue, (kind.returned ?? []).sorted()) : nil
  }

  /// True if a method of the kit's protocol returns a quantity, or a property is read for it.
  private func isReturned(_ quantity: String) -> Bool {
    // A layer's way back is called where the outputs' gradient is given, and nothing else gives dx.
    if component.kind == .layer, quantity == "dx" { return inputs.contains { $0.name == "dy" } }
    return component.kind.returned?.contains(quantity) ?? true
  }

  /// The inputs that a case draws by name.
  var named: [Input] { inputs.filter { !$0.isPerParameter } }

  /// The inputs that a program may draw or pick itself.
  var choosable: [String] { inputs.filter { $0.chance != nil }.map(\.name) }

  /// The quantities whose equations are the objective's own: only the objective knows its minimum.
  var answers: Set<String> {
    guard inputs.contains(.center) else { return [] }
    return Set(equations.filter { $0.formula.node.quantities.contains(Input.center.name) }.map(\.target.name))
  }
}

extension Input {
  /// True if a program that is called several times is given another one each time: what it is handed, and a draw, such as
  /// a mask.
  package var isNewAtEachCall: Bool { Component.Kind.handed.contains(name) || chance != nil }
}
