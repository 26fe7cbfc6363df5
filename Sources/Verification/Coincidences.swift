package import Assignments
internal import Equations
internal import Reference

/// Numbers that all cases of an assignment have alike: a program that has them written in is not found out.
package enum Coincidence: Hashable, Sendable {
  case steps(Int)
  case setting(String, Double)
  case extent(of: String, axis: String, Int)
  case listed(String, count: Int)

  /// The coincidences of an assignment, in the order of a manifest's keys.
  package static func all(in assignment: Assignment) -> [Coincidence] {
    guard let recipe = try? Catalogue.component(assignment.recipe).recipe(assignment.convention) else { return [] }
    let known = assignment.cases.filter { !$0.isHidden }.map { facts(of: $0, recipe) }
    guard let first = known.first else { return [] }
    return first.filter { fact in known.allSatisfy { $0.contains(fact) } }
  }

  private static func facts(of one: Assignment.Case, _ recipe: Recipe) -> [Coincidence] {
    var facts: [Coincidence] = recipe.component.kind.isOneDraw ? [] : [.steps(one.steps)]
    for name in one.settings.keys.sorted() where recipe.usedSettings.contains(name) {
      facts.append(.setting(name, one.settings[name] ?? 0))
    }
    func add(_ name: String, _ shape: [Int], _ axes: [Axis]?) {
      for (place, extent) in shape.enumerated() where extent > 1 {
        let axis = axes.flatMap { $0.count == shape.count ? $0[place].name : nil }
        let fact = Coincidence.extent(of: axis == nil ? name : "", axis: axis ?? "\(place + 1)", extent)
        if !facts.contains(fact) { facts.append(fact) }
      }
    }
    for parameter in one.parameters { add(parameter.name, parameter.shape, recipe.axes[parameter.name]) }
    for input in one.inputs {
      if case .listed(let numbers) = input.distribution {
        facts.append(.listed(input.name, count: numbers.count))
        continue
      }
      let axes = recipe.inputs.first { $0.name == input.name }?.axes ?? []
      add(input.name, input.shape, axes.isEmpty ? recipe.axes[String(input.name.dropFirst())] : axes)
    }
    return facts
  }
}
