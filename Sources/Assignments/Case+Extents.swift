internal import Equations
internal import Reference
internal import Tensors
internal import Traces

extension Assignment {
  /// The names of the public cases' parameters that hidden cases give other names.
  package var changingNames: Set<String> {
    guard let recipe = try? Catalogue.component(recipe).recipe(convention), recipe.parameters.isEmpty else { return [] }
    return Set(cases.filter { !$0.isHidden }.flatMap { $0.parameters.map(\.name) })
  }
}

extension Assignment.Case {
  /// The case with other extents, another number of steps and, where they are free, other names. What cannot be changed
  /// stays: an extent of one, and one that the recipe ties to something else.
  func redrawingExtents(of recipe: Recipe, from generator: inout SeededGenerator) -> Assignment.Case {
    // The draw is as long for every recipe, so that what fails here does not move what comes after.
    let (longer, larger) = (1 + generator.index(below: 6), (0..<8).map { _ in generator.index(below: 3) })
    var other = self
    other.lengthen(by: longer, of: recipe)
    let stretched = other
    if recipe.parameters.isEmpty { other.rename(larger) }
    other.resize(recipe, by: larger)
    other.vary(recipe, from: &generator)
    return [other, stretched].first { $0.isSound(for: recipe) } ?? self
  }

  private func isSound(for recipe: Recipe) -> Bool {
    let inputs = RunInputs(self)
    guard (try? inputs.validate(for: recipe)) != nil, let trace = try? recipe.trace(inputs) else { return false }
    return trace.series.values.allSatisfy { $0.values.allSatisfy(\.isFinite) }
  }

  /// Adds steps, and the questions that these may ask.
  private mutating func lengthen(by longer: Int, of recipe: Recipe) {
    guard recipe.hasSteps || steps > 1 else { return }
    if case .list? = learningRates { return }
    grants = grants.mapValues { ($0 * (steps + longer) + steps - 1) / steps }
    steps += longer
  }

  /// Other numbers near those that the author has written down, unless they count something.
  private mutating func vary(_ recipe: Recipe, from generator: inout SeededGenerator) {
    for index in inputs.indices {
      guard case .listed(let numbers) = inputs[index].distribution else { continue }
      let domain = recipe.inputs.first { $0.name == inputs[index].name }?.domain
      if case .classes? = domain { continue }
      inputs[index].distribution = .listed(numbers.map { $0 * generator.uniform(in: 0.9...1.1) })
    }
  }

  /// Other names for parameters that the recipe does not name.
  private mutating func rename(_ draws: [Int]) {
    for index in parameters.indices {
      parameters[index].name = "p\(Character(UnicodeScalar(UInt8(97 + 8 * draws[index % 8] + index % 8))))\(index)"
    }
    parameters.sort { $0.name < $1.name }
  }

  /// Other extents: each axis has one in all that has it.
  private mutating func resize(_ recipe: Recipe, by larger: [Int]) {
    // As many as an input counts: classes, words, examples to shuffle.
    let counted = Set(
      inputs.compactMap { if case .whole(_, let bound) = $0.distribution, bound > 2 { bound } else { nil } })
    var order: [String] = []
    func resized(_ extent: Int, _ axis: String) -> Int {
      guard extent > 1, !counted.contains(extent) else { return extent }
      if !order.contains(axis) { order.append(axis) }
      return extent + 1 + larger[(order.firstIndex(of: axis) ?? 0) % larger.count]
    }
    func resized(_ shape: [Int], of name: String, _ axes: [Axis]?) -> [Int] {
      shape.enumerated().map { place, extent in
        // An axis without a name is told by its extent: equal ones stay equal.
        resized(extent, axes.map { $0.count == shape.count ? $0[place].name : "\(extent)" } ?? "\(extent)")
      }
    }
    for index in parameters.indices {
      let shape = parameters[index].shape
      let axes = recipe.axes[parameters[index].name]
      parameters[index].shape = resized(shape, of: parameters[index].name, axes)
    }
    for index in inputs.indices {
      if case .listed = inputs[index].distribution { continue }
      let name = inputs[index].name
      let own = recipe.inputs.first { $0.name == name }
      // The gradient at a quantity has the quantity's axes.
      let axes = own.flatMap { $0.axes.isEmpty ? recipe.axes[String(name.dropFirst())] : $0.axes }
      if case .shuffle(let extent) = inputs[index].distribution, case .shuffle(let axis)? = own?.chance {
        inputs[index].distribution = .shuffle(of: resized(extent, axis.name))
      }
      inputs[index].shape = resized(inputs[index].shape, of: name, axes)
    }
  }
}
