import Yams

extension ManifestReader {
  private static let caseKeys = [
    "id", "title", "steps", "seed", "settings", "parameters", "weights", "gradients", "learningRates", "inputs",
    "objective", "grants", "share",
  ]

  mutating func cases(
    _ place: ManifestNode, recipe: RecipeSignature?, convention: String?, of conformance: Assignment.Conformance?
  ) -> [Assignment.Case]? {
    guard let elements = list(place, of: "cases") else { return nil }
    if elements.isEmpty { note(.expected(.single("at least one case"), found: .list), at: place) }
    var firstLines: [String: Int] = [:]
    return elements.compactMap { element in
      guard let mapping = mapping(element, of: "a case", keys: Self.caseKeys) else { return nil }
      let id = required("id", in: mapping, .identifier).flatMap { identifier($0) }
      if let id, let place = mapping["id"] {
        if let first = firstLines[id] {
          note(.duplicateCase(id, firstLine: first), at: place)
        } else {
          firstLines[id] = place.line
        }
      }
      switch conformance {
      case nil, .optimizer: return self.case(mapping, id: id, recipe: recipe)
      case .trainer: return trainingCase(mapping, id: id, recipe: recipe, convention: convention ?? "")
      case .layer, .loss, .schedule:
        return steppedCase(mapping, id: id, recipe: recipe, convention: convention ?? "")
      }
    }
  }

  /// Every field is read before any is missed, so that all that is wrong with a case is said at once.
  private mutating func `case`(_ mapping: ManifestMapping, id: String?, recipe: RecipeSignature?) -> Assignment.Case? {
    let title = required("title", in: mapping, .text).flatMap { text($0) }
    let steps = required("steps", in: mapping, .wholeNumber(atLeast: 1)).flatMap { wholeNumber($0, atLeast: 1) }
    let seed = required("seed", in: mapping, .wholeNumber(atLeast: 0)).flatMap { wholeNumber($0, atLeast: 0) }
    let settings = self.settings(mapping["settings"], recipe: recipe)
    let parameters = required("parameters", in: mapping, .mapping(of: "a shape for each parameter")).flatMap {
      self.parameters($0)
    }
    if let steps, let parameters, let place = mapping["parameters"] { checkSize(parameters, steps: steps, at: place) }
    let weights = mapping["weights"].flatMap { weightDraw($0) } ?? WeightDraw()
    let objective = mapping["objective"].flatMap { objectiveDraw($0) }
    let grants = mapping["grants"].flatMap { self.grants($0, hasObjective: mapping["objective"] != nil) } ?? [:]
    // Where there is an objective, its gradients are handed out.
    let gradients =
      mapping["gradients"] == nil && mapping["objective"] != nil
      ? GradientDraw()
      : required("gradients", in: mapping, .mapping(of: "how gradients are drawn")).flatMap { gradientDraw($0) }
    let learningRates = mapping["learningRates"].flatMap { self.learningRates($0, steps: steps, recipe: recipe) }
    let share = mapping["share"].flatMap { number($0, .numberAbove(0)) { $0 > 0 } } ?? 1
    guard let id, let title, let steps, let seed, let settings, let parameters, let gradients else { return nil }
    return Assignment.Case(
      id: id, title: title, steps: steps, seed: UInt64(seed), settings: settings, parameters: parameters,
      weights: weights, gradients: gradients, learningRates: learningRates, objective: objective,
      grants: grants, share: share)
  }

  mutating func settings(_ place: ManifestNode?, recipe: RecipeSignature?) -> [String: Double]? {
    var settings = recipe?.settings ?? [:]
    guard let place else { return settings }
    guard let mapping = mapping(place, of: "a value for each setting") else { return nil }
    for (name, value) in mapping.fields {
      let number = number(value)
      if let recipe {
        let isKnown = check(name, .setting(recipe: recipe.name), known: recipe.settings.keys.sorted(), at: value)
        if isKnown, let number { settings[name] = number }
      }
    }
    return settings
  }

  mutating func parameters(_ place: ManifestNode) -> [ParameterShape]? {
    guard let mapping = mapping(place, of: "a shape for each parameter") else { return nil }
    if mapping.fields.isEmpty { note(.expected(.single("at least one parameter"), found: .nothing), at: place) }
    let shapes: [ParameterShape] = mapping.fields.compactMap { name, value in
      if !isIdentifier(name) { note(.expected(.identifier, found: .text(name)), at: value) }
      guard let extents = list(value, of: "extents, such as [4, 3], or [] for a scalar") else { return nil }
      return ParameterShape(name: name, shape: extents.compactMap { wholeNumber($0, atLeast: 1) })
    }
    return shapes.sorted { $0.name < $1.name }
  }

  /// A slip of the keyboard in a shape must not end in an overflow or in all of a machine's memory.
  mutating func checkSize(_ parameters: [ParameterShape], steps: Int, at place: ManifestNode) {
    let limit = 50_000_000
    var total = 0
    for parameter in parameters {
      var count = steps
      for extent in parameter.shape where count <= limit {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        count = overflow ? .max : product
      }
      total = min(total + min(count, limit + 1), limit + 1)
    }
    if total > limit { note(.tooManyNumbers(limit: limit), at: place) }
  }

  mutating func weightDraw(_ place: ManifestNode) -> WeightDraw? {
    let keys = ["distribution", "magnitudes"]
    guard let mapping = mapping(place, of: "how weights are drawn", keys: keys) else { return nil }
    var draw = WeightDraw()
    if let distribution = mapping["distribution"].flatMap({
      choice($0, .weightDistribution, as: WeightDraw.Distribution.self)
    }) {
      draw.distribution = distribution
    }
    if let magnitudes = mapping["magnitudes"].flatMap({ interval($0, .magnitudes) { $0 > 0 && $0 < $1 } }) {
      draw.magnitudes = magnitudes
    }
    return draw
  }

  private mutating func gradientDraw(_ place: ManifestNode) -> GradientDraw? {
    let keys = ["distribution", "exponents", "zeros"]
    guard let mapping = mapping(place, of: "how gradients are drawn", keys: keys) else { return nil }
    var draw = GradientDraw()
    if let distribution = mapping["distribution"].flatMap({
      choice($0, .gradientDistribution, as: GradientDraw.Distribution.self)
    }) {
      draw.distribution = distribution
    }
    if let exponents = mapping["exponents"].flatMap({ interval($0, .exponents) { $0 >= -100 && $1 <= 100 } }) {
      draw.exponents = exponents
    }
    if let zeros = mapping["zeros"].flatMap({ number($0, .fraction) { $0 >= 0 && $0 < 1 } }) { draw.zeros = zeros }
    return draw
  }

  private mutating func learningRates(
    _ place: ManifestNode, steps: Int?, recipe: RecipeSignature?
  ) -> LearningRates? {
    if let recipe, recipe.settings["learningRate"] == nil {
      note(
        .unknownName(.setting(recipe: recipe.name), "learningRate", nearest: nil, known: recipe.settings.keys.sorted()),
        at: place)
    }
    switch place.node {
    case .sequence(let sequence):
      let rates = sequence.compactMap { number(ManifestNode(node: $0, path: place.path)) }
      if let steps, sequence.count != steps {
        note(.wrongCount(of: .learningRates, expected: steps, found: sequence.count), at: place)
      }
      return .list(rates)
    case .mapping:
      guard let schedule = mapping(place, of: "a schedule", keys: ["drop"]),
        let drop = required("drop", in: schedule, .learningRates),
        let mapping = mapping(drop, of: "a drop", keys: ["at", "factor"])
      else { return nil }
      let at = required("at", in: mapping, .wholeNumber(atLeast: 1)).flatMap { wholeNumber($0, atLeast: 1) }
      let factor = required("factor", in: mapping, .numberAbove(0)).flatMap { number($0, .numberAbove(0)) { $0 > 0 } }
      guard let at, let factor else { return nil }
      return .drop(at: at, factor: factor)
    default:
      note(.expected(.learningRates, found: place.found), at: place)
      return nil
    }
  }
}
