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
    var stretched = self
    stretched.lengthen(by: longer, of: recipe)
    let before = generator
    var sound: [Assignment.Case] = []
    for attempt in 0..<Self.attempts {
      var (other, own) = (stretched, before)
      // The later an axis, the more it grows, so that what follows from the lengths of two changes as well.
      if recipe.parameters.isEmpty { other.rename(larger) }
      other.resize(recipe, by: larger.enumerated().map { $1 + attempt * $0 })
      other.tieExtents(of: recipe)
      other.vary(recipe, from: &own)
      other.fitGradients(of: recipe)
      if attempt == 0 { generator = own }
      guard other.isSound(for: recipe) else { continue }
      if zip(other.inputs, inputs).allSatisfy({ $0.differs(from: $1, in: recipe) }) { return other }
      sound.append(other)
    }
    return (sound + [stretched]).first { $0.isSound(for: recipe) } ?? self
  }

  private static let attempts = 6

  /// Gives the gradient at each computed quantity the shape that the quantity comes to: a convolution's output has the
  /// extents that its image, kernel, stride and rim lead to.
  private mutating func fitGradients(of recipe: Recipe) {
    guard !recipe.upstream.isEmpty else { return }
    let there = recipe.given(Set(recipe.backward.map(\.target.name)))
    var forward = self
    forward.inputs.removeAll { input in !there.inputs.contains { $0.name == input.name } }
    guard let trace = try? there.trace(RunInputs(forward)) else { return }
    for index in inputs.indices where recipe.upstream.contains(inputs[index].name) {
      guard let quantity = recipe.gradients[inputs[index].name], let computed = trace[quantity, ""] else { continue }
      inputs[index].shape = computed.shape
    }
  }

  private func isSound(for recipe: Recipe) -> Bool {
    let inputs = RunInputs(self)
    guard (try? inputs.validate(for: recipe)) != nil, let trace = try? recipe.trace(inputs) else { return false }
    // A border of −∞ lies in what nobody reports.
    return trace.series.allSatisfy { key, series in
      recipe.component.hidden.contains(key.quantity) || series.values.allSatisfy(\.isFinite)
    }
  }

  /// Gives axes that a requirement ties to others the extent that these lead to: as many rows as gates for each unit.
  private mutating func tieExtents(of recipe: Recipe) {
    for requirement in recipe.component.requirements {
      guard let tie = RunInputs(self).tie(requirement, in: recipe) else { continue }
      for index in inputs.indices {
        guard let own = recipe.inputs.first(where: { $0.name == inputs[index].name }) else { continue }
        for (place, axis) in own.axes.enumerated() where axis == tie.axis { inputs[index].shape[place] = tie.extent }
      }
    }
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
      if domain?.counted != nil { continue }
      let others = numbers.map { $0 * generator.uniform(in: 0.9...1.1) }
      inputs[index].distribution = .listed(domain == .ascendingFromZero ? others.sorted() : others)
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
      let name = inputs[index].name
      let own = recipe.inputs.first { $0.name == name }
      if case .listed(let numbers) = inputs[index].distribution {
        // More numbers only where it is known which ones belong between two.
        guard own?.domain == .ascendingFromZero, let axis = own?.axes.first else { continue }
        let longer = numbers.filled(to: resized(numbers.count, axis.name))
        (inputs[index].distribution, inputs[index].shape) = (.listed(longer), [longer.count])
        continue
      }
      // The gradient at a quantity has the quantity's axes.
      let axes = own.flatMap { $0.axes.isEmpty ? recipe.axes[String(name.dropFirst())] : $0.axes }
      if case .shuffle(let extent) = inputs[index].distribution, case .shuffle(let axis)? = own?.chance {
        inputs[index].distribution = .shuffle(of: resized(extent, axis.name))
      }
      inputs[index].shape = resized(inputs[index].shape, of: name, axes)
    }
  }
}

extension InputDraw {
  /// True unless an extent of a gradient is that of another draw. All other extents have been made longer.
  fileprivate func differs(from other: InputDraw, in recipe: Recipe) -> Bool {
    guard recipe.upstream.contains(name) else { return true }
    return zip(shape, other.shape).allSatisfy { $0 != $1 || $1 == 1 }
  }
}

extension [Double] {
  /// Ascending numbers with others in the middle of the widest gaps.
  fileprivate func filled(to count: Int) -> [Double] {
    var numbers = self
    while numbers.count < count, numbers.count > 1 {
      let gaps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
      guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }) else { break }
      numbers.insert(numbers[widest] + gaps[widest] / 2, at: widest + 1)
    }
    return numbers
  }
}
