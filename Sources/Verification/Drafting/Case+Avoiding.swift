internal import Assignments
internal import Equations
internal import Reference

extension Assignment.Case {
  /// The case with other steps, settings and extents than those that all cases of an assignment have alike. What cannot be
  /// changed stays.
  func avoiding(_ alike: [Coincidence], _ recipe: Recipe) -> Assignment.Case {
    var other = self
    for coincidence in alike {
      switch coincidence {
      case .steps(let count):
        guard other.steps == count, recipe.hasSteps || recipe.component.kind.isCalledAgain else { continue }
        if case .list? = other.learningRates { continue }
        other.takeSteps(count + 1, recipe)
      case .setting(let name, let value):
        guard other.settings[name] == value, let setting = recipe.component.settings.first(where: { $0.name == name })
        else { continue }
        let others = [setting.general ?? value, 0.83 * value, value + 1]
        if let changed = others.first(where: { $0 != value && setting.domain.contains($0) }) {
          other.settings[name] = changed
        }
      case .extent(of: let name, let axis, let extent): other.lengthen(name, axis, extent, recipe)
      case .listed: continue
      }
    }
    return other
  }

  /// A layer that is called again is given new inputs.
  private mutating func takeSteps(_ count: Int, _ recipe: Recipe) {
    steps = count
    guard recipe.component.kind.isCalledAgain, count > 1 else { return }
    for index in inputs.indices {
      let isNew = recipe.inputs.contains { $0.name == inputs[index].name && $0.isNewAtEachCall }
      if isNew { inputs[index].isPerStep = true }
    }
  }

  /// Adds an entry to an axis in all that has it. An axis without a name is that of every tensor of the same shape.
  private mutating func lengthen(_ name: String, _ axis: String, _ extent: Int, _ recipe: Recipe) {
    let whole = inputs.first { $0.name == name }?.shape ?? parameters.first { $0.name == name }?.shape
    func longer(_ own: String, _ shape: [Int], _ axes: [Axis]) -> [Int] {
      shape.enumerated().map { place, count in
        guard count == extent else { return count }
        let isAsked =
          name.isEmpty
          ? axes.count == shape.count && axes[place].name == axis
          : shape == whole && "\(place + 1)" == axis
        return isAsked ? count + 1 : count
      }
    }
    for index in parameters.indices where name.isEmpty || parameters[index].name == name {
      let own = parameters[index].name
      parameters[index].shape = longer(own, parameters[index].shape, recipe.axes[own] ?? [])
    }
    for index in inputs.indices {
      let own = inputs[index].name
      if case .listed = inputs[index].distribution { continue }
      let given = recipe.inputs.first { $0.name == own }
      let axes = given?.axes ?? []
      inputs[index].shape = longer(
        own, inputs[index].shape, axes.isEmpty ? recipe.axes[String(own.dropFirst())] ?? [] : axes)
      // Class numbers count the entries of the axis.
      if name.isEmpty, given?.domain.counted?.name == axis,
        case .whole(let first, let bound) = inputs[index].distribution
      {
        inputs[index].distribution = .whole(from: first, below: bound + 1)
      }
    }
  }
}
