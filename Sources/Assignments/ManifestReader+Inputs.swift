// Cases of what is given its inputs by name: a layer, a loss, a schedule.
extension ManifestReader {
  private static let ofOptimizers = ["parameters", "weights", "gradients", "learningRates", "objective", "grants"]

  /// Every field is read before any is missed, so that all that is wrong with a case is said at once.
  mutating func steppedCase(
    _ mapping: ManifestMapping, id: String?, recipe: RecipeSignature?, convention: String
  ) -> Assignment.Case? {
    let title = required("title", in: mapping, .text).flatMap { text($0) }
    let steps = required("steps", in: mapping, .wholeNumber(atLeast: 1)).flatMap { wholeNumber($0, atLeast: 1) }
    let seed = required("seed", in: mapping, .wholeNumber(atLeast: 0)).flatMap { wholeNumber($0, atLeast: 0) }
    let settings = self.settings(mapping["settings"], recipe: recipe)
    for name in Self.ofOptimizers {
      guard let place = mapping[name] else { continue }
      note(
        .unknownKey(name, nearest: nil, known: ["id", "title", "steps", "seed", "settings", "inputs", "share"]),
        at: place)
    }
    let wanted = recipe?.inputs[convention] ?? [:]
    var inputs: [InputDraw]? = []
    if let place = mapping["inputs"] {
      inputs = self.inputs(place, wanted: wanted, recipe: recipe?.name ?? "", convention: convention, steps: steps ?? 1)
    } else if !wanted.isEmpty {
      note(.missingKey("inputs", .mapping(of: "how each input is drawn")), at: mapping.place)
      inputs = nil
    }
    let share = mapping["share"].flatMap { number($0, .numberAbove(0)) { $0 > 0 } } ?? 1
    guard let id, let title, let steps, let seed, let settings, let inputs else { return nil }
    var made = Assignment.Case(id, steps: steps, seed: UInt64(seed), settings: settings, inputs: inputs)
    made.title = title
    made.share = share
    return made
  }

  /// - Parameters:
  ///   - wanted: what the recipe is given, and whether it is new at each step.
  ///   - choosable: which of that a program may choose for itself; nil where none can be.
  mutating func inputs(
    _ place: ManifestNode, wanted: [String: Bool], choosable: [String]? = nil, recipe: String, convention: String,
    steps: Int
  ) -> [InputDraw]? {
    guard let mapping = mapping(place, of: "how each input is drawn") else { return nil }
    let known = wanted.keys.sorted()
    var draws: [InputDraw] = []
    var total = 0
    for (name, value) in mapping.fields {
      guard check(name, .input(recipe: recipe, convention: convention), known: known, at: value) else { continue }
      guard let draw = draw(value, name, isPerStep: wanted[name] ?? false, choosable) else { continue }
      total = min(total + count(draw, steps: steps), Self.limit + 1)
      draws.append(draw)
    }
    for name in known where mapping[name] == nil { note(.missingKey(name, .mapping(of: "a draw")), at: place) }
    if total > Self.limit { note(.tooManyNumbers(limit: Self.limit), at: place) }
    return draws.sorted { $0.name < $1.name }
  }

  private static let limit = 50_000_000

  /// A slip of the keyboard in a shape must not end in an overflow or in all of a machine's memory.
  private func count(_ draw: InputDraw, steps: Int) -> Int {
    var count = draw.isPerStep ? steps : 1
    for extent in draw.shape where count <= Self.limit {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      count = overflow ? .max : product
    }
    return min(count, Self.limit + 1)
  }

  private enum Distribution: String, CaseIterable { case normal, uniform, whole, shuffle }

  private mutating func draw(
    _ place: ManifestNode, _ name: String, isPerStep: Bool, _ choosable: [String]?
  ) -> InputDraw? {
    let keys = ["shape", "distribution", "range", "below"] + (choosable == nil ? [] : ["chosen"])
    guard let mapping = mapping(place, of: "a draw", keys: keys) else { return nil }
    let shape = required("shape", in: mapping, .list(of: "extents")).flatMap { place in
      list(place, of: "extents, such as [4, 3], or [] for a scalar")?.compactMap { wholeNumber($0, atLeast: 1) }
    }
    let kind =
      mapping["distribution"].map { choice($0, .inputDistribution, as: Distribution.self) } ?? .normal
    var distribution = InputDraw.Distribution.normal
    switch kind {
    case nil: return nil
    case .normal: break
    case .uniform:
      guard let place = required("range", in: mapping, .interval(.range)),
        let range = interval(place, .range, where: { $0 < $1 })
      else { return nil }
      distribution = .uniform(range)
    case .whole:
      guard let place = required("below", in: mapping, .wholeNumber(atLeast: 1)),
        let bound = wholeNumber(place, atLeast: 1)
      else { return nil }
      distribution = .whole(below: bound)
    case .shuffle:
      // A batch is drawn from so many, without any twice.
      let least = count(InputDraw(name, shape ?? [], .normal), steps: 1)
      guard let place = required("below", in: mapping, .wholeNumber(atLeast: least)),
        let extent = wholeNumber(place, atLeast: least)
      else { return nil }
      distribution = .shuffle(of: extent)
    }
    let isChosen = mapping["chosen"].map { choice($0, of: name, choosable ?? []) } ?? false
    guard let shape else { return nil }
    return InputDraw(name, shape, distribution, perStep: isPerStep, chosen: isChosen)
  }

  private mutating func choice(_ place: ManifestNode, of name: String, _ choosable: [String]) -> Bool {
    guard case .boolean(let text) = place.found else {
      note(.expected(.single("true or false"), found: place.found), at: place)
      return false
    }
    if text == "true", !choosable.contains(name) { note(.notToBeChosen(name, choosable: choosable), at: place) }
    return text == "true"
  }
}
