internal import Equations
import Yams

extension ManifestReader {
  /// The keys of a case, each with the part that a kind of task must have for it.
  private static let caseKeys: [(key: String, part: Component.Kind.Part?)] = [
    ("id", nil), ("title", nil), ("steps", nil), ("seed", nil), ("settings", nil), ("parameters", .parameters),
    ("weights", .parameters), ("gradients", .gradients), ("learningRates", .learningRates), ("inputs", .inputs),
    ("objective", .objective), ("grants", .objective), ("share", nil),
  ]

  /// True if a case may have the part. If the kind is not known, it may have all of them.
  func mayHave(_ part: Component.Kind.Part) -> Bool { component?.kind.parts.contains(part) ?? true }

  /// True if the kind is known and has the part.
  func has(_ part: Component.Kind.Part) -> Bool { component?.kind.parts.contains(part) ?? false }

  /// - Parameter worth: the quantities with points.
  mutating func cases(_ place: ManifestNode, worth: Set<String>) -> [Assignment.Case]? {
    guard let elements = list(place, of: "cases") else { return nil }
    if elements.isEmpty { note(.expected(.single("at least one case"), found: .list), at: place) }
    let keys = Self.caseKeys.filter { $0.part.map(mayHave) ?? true }.map(\.key)
    var firstLines: [String: Int] = [:]
    return elements.compactMap { element in
      guard let mapping = mapping(element, of: "a case", keys: keys) else { return nil }
      let id = required("id", in: mapping, .identifier).flatMap { identifier($0) }
      if let id, let place = mapping["id"] {
        if let first = firstLines[id] {
          note(.duplicateCase(id, firstLine: first), at: place)
        } else {
          firstLines[id] = place.line
        }
      }
      return self.case(mapping, id: id, worth: worth)
    }
  }

  /// Reads a case. Every field is read before a missing one is noted, so that all faults of a case are reported at
  /// once.
  private mutating func `case`(_ mapping: ManifestMapping, id: String?, worth: Set<String>) -> Assignment.Case? {
    let title = required("title", in: mapping, .text).flatMap { text($0) }
    let steps = required("steps", in: mapping, .wholeNumber(atLeast: 1)).flatMap {
      wholeNumber($0, in: 1...(component?.kind.isOneDraw ?? false ? 1 : Self.mostSteps))
    }
    let seed = required("seed", in: mapping, .wholeNumber(atLeast: 0)).flatMap { wholeNumber($0, atLeast: 0) }
    let settings = self.settings(mapping["settings"])
    let parameters = self.parameters(of: mapping, steps: steps)
    let weights = mapping["weights"].flatMap { weightDraw($0) } ?? WeightDraw()
    // Such a recipe asks the objective. Without it, there is no value to compare with.
    let isAsked = recipe.map { !$0.answers.isEmpty } ?? false
    let hasObjective = mapping["objective"] != nil
    if isAsked, !hasObjective {
      note(.missingKey("objective", .mapping(of: "how the objective is drawn")), at: mapping.place)
    }
    let objective = mapping["objective"].flatMap { objectiveDraw($0) }
    let names = parameters?.map(\.name) ?? []
    let grants = mapping["grants"].flatMap {
      self.grants($0, hasObjective: hasObjective, parameters: names, worth: worth)
    }
    let gradients = self.gradients(of: mapping, isOptional: isAsked || hasObjective)
    let learningRates = mapping["learningRates"].flatMap { self.learningRates($0, steps: steps) }
    let inputs = self.inputs(of: mapping, steps: steps)
    let share = mapping["share"].flatMap { number($0, in: 1e-6...1e6) } ?? 1
    guard let id, let title, let steps, let seed, let settings, let parameters, let gradients, let inputs else {
      return nil
    }
    return Assignment.Case(
      id: id, title: title, steps: steps, seed: UInt64(seed), settings: settings, parameters: parameters,
      weights: weights, gradients: gradients, inputs: inputs, learningRates: learningRates, objective: objective,
      grants: grants ?? [:], share: share)
  }

  // MARK: Settings and parameters

  var knownSettings: [String] { (component?.settings ?? []).map(\.name).sorted() }

  private mutating func settings(_ place: ManifestNode?) -> [String: Double]? {
    var settings = recipe?.defaults ?? [:]
    guard let place else { return settings }
    guard let mapping = mapping(place, of: "a value for each setting") else { return nil }
    for (name, value) in mapping.fields {
      let number = number(value)
      guard let component, check(name, .setting(recipe: component.name), known: knownSettings, at: value),
        let number, let domain = component.settings.first(where: { $0.name == name })?.domain
      else { continue }
      if !domain.contains(number) { note(.expected(.value(domain.rawValue), found: value.found), at: value) }
      settings[name] = number
    }
    return settings
  }

  /// The shapes by name; empty for a kind without parameters. A network has its own: all of them, and no others.
  private mutating func parameters(of mapping: ManifestMapping, steps: Int?) -> [ParameterShape]? {
    guard has(.parameters) || mapping["parameters"] != nil else { return [] }
    guard let place = required("parameters", in: mapping, .mapping(of: "a shape for each parameter")),
      let shapes = parameters(place)
    else { return nil }
    // Every quantity that is published may have as many.
    let published = max(recipe?.reported.count ?? 1, 1)
    if let steps { checkSize(shapes.map { numbers(in: $0.shape, steps: steps, times: published) }, at: place) }
    guard let recipe, !recipe.parameters.isEmpty else { return shapes }
    let known = recipe.parameters.sorted()
    for shape in shapes { _ = check(shape.name, .parameter(recipe: recipe.name), known: known, at: place) }
    for name in known where !shapes.contains(where: { $0.name == name }) {
      note(.missingKey(name, .list(of: "extents, such as [4, 3]")), at: place)
    }
    return shapes
  }

  private mutating func parameters(_ place: ManifestNode) -> [ParameterShape]? {
    guard let mapping = mapping(place, of: "a shape for each parameter") else { return nil }
    if mapping.fields.isEmpty { note(.expected(.single("at least one parameter"), found: .nothing), at: place) }
    if mapping.fields.count > Self.mostParameters {
      note(.expected(.single("at most \(Self.mostParameters) parameters"), found: .mapping), at: place)
    }
    let shapes: [ParameterShape] = mapping.fields.compactMap { name, value in
      if !isIdentifier(name) { note(.expected(.identifier, found: .text(name)), at: value) }
      return shape(value).map { ParameterShape(name: name, shape: $0) }
    }
    return shapes.sorted { $0.name < $1.name }
  }

  /// The extents of a tensor that a program can be given, and can give back.
  mutating func shape(_ place: ManifestNode) -> [Int]? {
    guard let elements = list(place, of: "extents, such as [4, 3], or [] for a scalar") else { return nil }
    let extents = elements.compactMap { wholeNumber($0, atLeast: 1) }
    if extents.count > Self.mostAxes {
      note(.expected(.single("at most \(Self.mostAxes) extents"), found: .list), at: place)
    }
    // More than all steps together may have is said there.
    if (Self.mostInOne + 1...Self.mostNumbers).contains(numbers(in: extents)) {
      note(.expected(.single("at most \(Self.mostInOne) numbers in one tensor"), found: .list), at: place)
    }
    return extents
  }

  // MARK: Size

  static let mostNumbers = 50_000_000
  // The limits of what travels between a program and the grader: a larger tensor would be missing in every report.
  private static let mostInOne = 1 << 22
  private static let mostAxes = 8
  private static let mostParameters = 4096
  private static let mostSteps = 1_000_000

  /// Checks the count of numbers. A typing error in a shape must not end in an overflow or exhaust a machine's memory.
  ///
  /// - Parameter counts: the numbers of all steps, of each shape.
  mutating func checkSize(_ counts: [Int], at place: ManifestNode) {
    let total = counts.reduce(0) { min($0 + $1, Self.mostNumbers + 1) }
    if total > Self.mostNumbers { note(.tooManyNumbers(limit: Self.mostNumbers), at: place) }
  }

  /// The count of numbers of a shape over all steps, in so many quantities, or one more than the limit.
  func numbers(in shape: [Int], steps: Int = 1, times quantities: Int = 1) -> Int {
    var count = steps
    for extent in shape + [quantities] where count <= Self.mostNumbers {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      count = overflow ? .max : product
    }
    return min(count, Self.mostNumbers + 1)
  }
}
