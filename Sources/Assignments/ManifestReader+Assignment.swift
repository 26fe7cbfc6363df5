import Yams

extension ManifestReader {
  private static let keys = [
    "title", "recipe", "convention", "type", "protocol", "quantities", "cases", "comparison", "followThrough", "limits",
    "imports", "samples",
  ]

  /// The whole manifest; nil when anything in it was noted as wrong.
  mutating func assignment(_ root: ManifestNode, id: String) -> Assignment? {
    guard let manifest = mapping(root, of: "an assignment's keys", keys: Self.keys) else { return nil }
    let title = required("title", in: manifest, .text).flatMap { text($0) }
    let recipeName = required("recipe", in: manifest, .nameOf(.recipe)).flatMap {
      name($0, .recipe, known: recipes.map(\.name))
    }
    let recipe = recipes.first { $0.name == recipeName }
    let convention = self.convention(in: manifest, of: recipe)
    let typeName = required("type", in: manifest, .typeName).flatMap { self.typeName($0) }
    let conformance = required("protocol", in: manifest, .nameOf(.conformance)).flatMap {
      choice($0, .conformance, as: Assignment.Conformance.self)
    }
    let quantities = required("quantities", in: manifest, .mapping(of: "points for each quantity")).flatMap {
      self.quantities($0, recipe: recipe, convention: convention, of: conformance)
    }
    let cases = required("cases", in: manifest, .list(of: "cases")).flatMap {
      self.cases($0, recipe: recipe, convention: convention, of: conformance)
    }
    checkGrants(in: manifest["cases"], quantities: quantities, except: recipe?.answers[convention ?? ""] ?? [])
    if conformance == .trainer { checkGiven(quantities, cases, at: manifest["quantities"]) }
    let comparison = manifest["comparison"].flatMap { self.comparison($0) }
    let followThrough = manifest["followThrough"].flatMap { number($0, .share) { (0...1).contains($0) } } ?? 1
    let limits = manifest["limits"].flatMap { self.limits($0) } ?? Limits()
    let imports = manifest["imports"].flatMap { self.imports($0) } ?? []
    let samples = manifest["samples"].flatMap { self.samples($0, quantities: quantities) } ?? []
    guard problems.isEmpty, let title, let recipeName, let convention, let typeName, let conformance, let quantities,
      let cases
    else { return nil }
    return Assignment(
      id: id, title: title, recipe: recipeName, convention: convention, typeName: typeName, conformance: conformance,
      quantities: quantities, cases: cases, comparison: comparison, followThrough: followThrough, limits: limits,
      imports: imports, samples: samples)
  }

  private mutating func convention(in manifest: ManifestMapping, of recipe: RecipeSignature?) -> String? {
    let kind = ManifestProblem.NameKind.convention(recipe: recipe?.name ?? "")
    guard let place = required("convention", in: manifest, recipe == nil ? .text : .nameOf(kind)) else { return nil }
    // Without its recipe, a convention cannot be judged: only that it is text.
    guard let recipe else { return text(place) }
    return name(place, kind, known: recipe.conventions)
  }

  private mutating func typeName(_ place: ManifestNode) -> String? {
    guard let name = text(place, .typeName) else { return nil }
    if isIdentifier(name), !name.contains("-") { return name }
    note(.expected(.typeName, found: place.found), at: place)
    return nil
  }

  private mutating func quantities(
    _ place: ManifestNode, recipe: RecipeSignature?, convention: String?, of conformance: Assignment.Conformance?
  ) -> [GradedQuantity]? {
    guard let mapping = mapping(place, of: "points for each quantity") else { return nil }
    // Given and changed by every optimizer, whether its recipe lists them or not.
    var known: [String]?
    if let recipe, let convention, let reported = recipe.quantities[convention] {
      known =
        conformance == .optimizer || conformance == nil
        ? ["gradients"] + reported.filter { $0 != "gradients" && $0 != "weights" } + ["weights"] : reported
    }
    var quantities: [GradedQuantity] = []
    for (name, value) in mapping.fields {
      let points = number(value, .numberAtLeast(0)) { $0 >= 0 }
      if let known, let recipe, let convention {
        let kind = ManifestProblem.NameKind.quantity(recipe: recipe.name, convention: convention)
        guard check(name, kind, known: known, at: value) else { continue }
      }
      if let points { quantities.append(GradedQuantity(name: name, points: points)) }
    }
    if quantities.count == mapping.fields.count, quantities.allSatisfy({ $0.points == 0 }) {
      note(.nothingToEarn, at: place)
    }
    return quantities
  }

  private mutating func comparison(_ place: ManifestNode) -> Comparison? {
    guard let mapping = mapping(place, of: "a tolerance", keys: ["rtol", "atol", "reason"]) else { return nil }
    // With a whole |expected| to spare, zero would be right.
    let rtol = required("rtol", in: mapping, .fraction).flatMap { number($0, .fraction) { $0 >= 0 && $0 < 1 } }
    let atol = required("atol", in: mapping, .numberAtLeast(0)).flatMap { number($0, .numberAtLeast(0)) { $0 >= 0 } }
    let reason = required("reason", in: mapping, .text).flatMap { text($0) }
    guard let rtol, let atol, let reason else { return nil }
    return Comparison(rtol: rtol, atol: atol, reason: reason)
  }

  private mutating func limits(_ place: ManifestNode) -> Limits? {
    let keys = ["wallClock", "cpu", "memory", "compile", "output", "source", "files"]
    guard let mapping = mapping(place, of: "limits", keys: keys) else { return nil }
    var limits = Limits()
    if let place = mapping["wallClock"], let seconds = number(place, .numberAbove(0), where: { $0 > 0 }) {
      limits.wallClock = seconds
    }
    if let place = mapping["cpu"], let seconds = number(place, .numberAbove(0), where: { $0 > 0 }) {
      limits.cpu = seconds
    }
    if let place = mapping["compile"], let seconds = number(place, .numberAbove(0), where: { $0 > 0 }) {
      limits.compile = seconds
    }
    if let memory = mapping["memory"].flatMap({ wholeNumber($0, atLeast: 1) }) { limits.memory = memory }
    if let output = mapping["output"].flatMap({ wholeNumber($0, atLeast: 0) }) { limits.output = output }
    if let source = mapping["source"].flatMap({ wholeNumber($0, atLeast: 1) }) { limits.source = source }
    if let files = mapping["files"].flatMap({ wholeNumber($0, atLeast: 1) }) { limits.files = files }
    return limits
  }

  private mutating func imports(_ place: ManifestNode) -> [String]? {
    guard let elements = list(place, of: "module names") else { return nil }
    return elements.compactMap { name($0, .module, known: Assignment.knownImports) }
  }
}
