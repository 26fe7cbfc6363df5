internal import Equations
import Yams

// Inputs by name: those of a layer, a loss or a training loop, and the few that an optimizer has.
extension ManifestReader {
  /// The draws, sorted by name; empty for a recipe without inputs.
  mutating func inputs(of mapping: ManifestMapping, steps: Int?) -> [InputDraw]? {
    let wanted = recipe?.named ?? []
    guard let place = mapping["inputs"] else {
      if wanted.isEmpty { return [] }
      note(.missingKey("inputs", .mapping(of: "how each input is drawn")), at: mapping.place)
      return nil
    }
    guard let mapping = self.mapping(place, of: "how each input is drawn") else { return nil }
    let known = wanted.map(\.name).sorted()
    var draws: [InputDraw] = []
    for (name, value) in mapping.fields {
      if let recipe {
        let kind = ManifestProblem.NameKind.input(recipe: recipe.name, convention: recipe.convention)
        guard check(name, kind, known: known, at: value) else { continue }
      }
      // A layer or a loss that is called several times is given a new batch each time, and new draws.
      let isNew =
        recipe?.component.kind.isCalledAgain ?? false && steps ?? 1 > 1
        && wanted.contains { $0.name == name && $0.isNewAtEachCall }
      let isPerStep = isNew || wanted.contains { $0.name == name && $0.isPerStep }
      if var draw = draw(value, name, isPerStep: isPerStep) {
        draw.isChosen = draw.isChosen || recipe?.component.kind.isOneDraw ?? false
        draws.append(draw)
      }
    }
    for name in known where mapping[name] == nil { note(.missingKey(name, .mapping(of: "a draw")), at: place) }
    checkSize(draws.map { numbers(in: $0.shape, steps: $0.isPerStep ? steps ?? 1 : 1) }, at: place)
    return draws.sorted { $0.name < $1.name }
  }

  private enum Distribution: String, CaseIterable { case normal, uniform, whole, shuffle, sign, oneHot, probabilities }

  private mutating func draw(_ place: ManifestNode, _ name: String, isPerStep: Bool) -> InputDraw? {
    let drawn = ["shape", "distribution", "range", "from", "below"] + (mayHave(.choices) ? ["chosen"] : [])
    guard let mapping = mapping(place, of: "a draw", keys: drawn + ["values"]) else { return nil }
    if let values = mapping["values"] {
      for key in drawn {
        if let other = mapping[key] { note(.unknownKey(key, nearest: nil, known: ["values"]), at: other) }
      }
      return listed(values).map { InputDraw(name, [$0.count], .listed($0), perStep: isPerStep) }
    }
    let shape = required("shape", in: mapping, .list(of: "extents")).flatMap { self.shape($0) }
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
      var first = 0
      if let place = mapping["from"] {
        guard let given = wholeNumber(place, in: 0...Int(Int32.max)) else { return nil }
        first = given
      }
      guard let place = required("below", in: mapping, .wholeNumber(atLeast: first + 1)),
        let bound = wholeNumber(place, atLeast: first + 1)
      else { return nil }
      distribution = .whole(from: first, below: bound)
    case .shuffle:
      // A batch is drawn from this many, without repetition.
      let least = numbers(in: shape ?? [])
      guard let place = required("below", in: mapping, .wholeNumber(atLeast: least)),
        let extent = wholeNumber(place, in: least...max(least, Self.mostNumbers))
      else { return nil }
      distribution = .shuffle(of: extent)
    case .sign: distribution = .sign
    case .oneHot: distribution = .oneHot
    case .probabilities: distribution = .probabilities
    }
    let isChosen = mapping["chosen"].map { self.isChosen($0, name) } ?? false
    guard let shape else { return nil }
    return InputDraw(name, shape, distribution, perStep: isPerStep, chosen: isChosen)
  }

  private mutating func isChosen(_ place: ManifestNode, _ name: String) -> Bool {
    guard case .boolean(let text) = place.found else {
      note(.expected(.single("true or false"), found: place.found), at: place)
      return false
    }
    if text == "true", let recipe, !recipe.choosable.contains(name) {
      note(.notToBeChosen(name, choosable: recipe.choosable), at: place)
    }
    return text == "true"
  }

  /// Numbers as the author writes them, at least one.
  private mutating func listed(_ place: ManifestNode) -> [Double]? {
    guard let elements = list(place, of: "numbers") else { return nil }
    if elements.isEmpty { note(.expected(.single("at least one number"), found: .list), at: place) }
    let numbers = elements.compactMap { number($0) }
    return numbers.isEmpty || numbers.count < elements.count ? nil : numbers
  }
}
