package import Equations
internal import Reference

// The names that a manifest is checked against.
extension Recipe {
  /// The quantities that can have points.
  var gradable: [String] {
    let given = inputs.filter(\.isPerStep).map(\.name)
    var seen: Set<String> = []
    let published = (given + reported).filter { seen.insert($0).inserted }
    guard component.kind.calling == .optimizing else { return published }
    // Every optimizer is given gradients and changes weights, even if its recipe does not list them.
    return ["gradients"] + published.filter { $0 != "gradients" && $0 != "weights" } + ["weights"]
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
