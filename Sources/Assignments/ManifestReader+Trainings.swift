import Yams

// Cases of a training loop: parameters to start from, and inputs that are given or that the program picks for itself.
extension ManifestReader {
  private static let ofTrainings = [
    "id", "title", "steps", "seed", "settings", "parameters", "weights", "inputs", "share",
  ]

  /// Every field is read before any is missed, so that all that is wrong with a case is said at once.
  mutating func trainingCase(
    _ mapping: ManifestMapping, id: String?, recipe: RecipeSignature?, convention: String
  ) -> Assignment.Case? {
    for name in ["gradients", "learningRates", "objective", "grants"] {
      guard let place = mapping[name] else { continue }
      note(.unknownKey(name, nearest: nil, known: Self.ofTrainings), at: place)
    }
    let title = required("title", in: mapping, .text).flatMap { text($0) }
    let steps = required("steps", in: mapping, .wholeNumber(atLeast: 1)).flatMap { wholeNumber($0, atLeast: 1) }
    let seed = required("seed", in: mapping, .wholeNumber(atLeast: 0)).flatMap { wholeNumber($0, atLeast: 0) }
    let settings = self.settings(mapping["settings"], recipe: recipe)
    let parameters = required("parameters", in: mapping, .mapping(of: "a shape for each parameter")).flatMap {
      self.parameters($0)
    }
    if let parameters, let place = mapping["parameters"] {
      if let steps { checkSize(parameters, steps: steps, at: place) }
      if let recipe { check(parameters, of: recipe, convention, at: place) }
    }
    let weights = mapping["weights"].flatMap { weightDraw($0) } ?? WeightDraw()
    let inputs = required("inputs", in: mapping, .mapping(of: "how each input is drawn")).flatMap {
      self.inputs(
        $0, wanted: recipe?.inputs[convention] ?? [:], choosable: recipe?.choosable[convention] ?? [],
        recipe: recipe?.name ?? "", convention: convention, steps: steps ?? 1)
    }
    let share = mapping["share"].flatMap { number($0, .numberAbove(0)) { $0 > 0 } } ?? 1
    guard let id, let title, let steps, let seed, let settings, let parameters, let inputs else { return nil }
    var made = Assignment.Case(
      id, steps: steps, seed: UInt64(seed), settings: settings, parameters: parameters, weights: weights,
      inputs: inputs)
    made.title = title
    made.share = share
    return made
  }

  /// The network's own parameters, no other and all of them.
  private mutating func check(
    _ parameters: [ParameterShape], of recipe: RecipeSignature, _ convention: String, at place: ManifestNode
  ) {
    let known = (recipe.parameters[convention] ?? []).sorted()
    let kind = ManifestProblem.NameKind.parameter(recipe: recipe.name)
    for parameter in parameters { _ = check(parameter.name, kind, known: known, at: place) }
    for name in known where !parameters.contains(where: { $0.name == name }) {
      note(.missingKey(name, .list(of: "extents, such as [4, 3]")), at: place)
    }
  }

  /// What is handed out is no work of the program's, so it cannot be worth anything.
  mutating func checkGiven(_ quantities: [GradedQuantity]?, _ cases: [Assignment.Case]?, at place: ManifestNode?) {
    guard let quantities, let cases, let place else { return }
    for quantity in quantities {
      let isGiven = cases.contains { graded in
        graded.inputs.contains { $0.name == quantity.name && !$0.isChosen }
      }
      if isGiven { note(.givenIsGraded(quantity: quantity.name), at: place) }
    }
  }
}
