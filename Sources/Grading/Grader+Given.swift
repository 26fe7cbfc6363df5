internal import Assignments
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference
internal import Traces

extension Grader {
  /// Inputs that are written into a program's own properties before its first call, to be read only.
  var stored: [String] {
    let handed = Component.Kind.handed
    return recipe.isNetwork
      ? recipe.inputs.filter { !$0.isPerStep && !$0.isPerParameter && !handed.contains($0.name) }.map(\.name) : []
  }

  /// Inputs that the program has overwritten.
  func changed(_ trace: Trace, _ inputs: RunInputs) -> [String] {
    stored.filter { name in
      let key = Trace.Key(name)
      guard !inputs.chosen.contains(name), let given = inputs.constants[key], let own = trace[key] else { return false }
      return (0..<own.steps).contains { step in
        own.shape != given.shape || own.step(step).map(\.bitPattern) != given.values.map(\.bitPattern)
      }
    }
  }

  /// Quantities that are not taken as the program's own: a network's intermediate quantities, and those that nobody
  /// grades. So nothing follows through from a mistake that costs nothing. A choice stays the program's.
  package var ungraded: Set<String> {
    let graded = Set(assignment.quantities.map(\.name)).union(recipe.component.choices.keys)
    return recipe.component.hidden.union(Set(recipe.quantities).subtracting(graded))
  }
}
