internal import Equations
internal import GradeModel
internal import Reference
internal import Tensors
import Yams

extension ManifestReader {
  /// The keys of what is graded: a part has them, or else the assignment.
  private static let taskKeys = [
    "title", "recipe", "convention", "type", "protocol", "quantities", "cases", "comparison", "floor",
  ]
  /// The keys that an assignment alone has, whatever it asks for.
  private static let wholeKeys = ["followThrough", "limits", "imports", "samples", "feedback", "precision"]

  /// The whole manifest; nil if any fault was noted.
  mutating func assignment(_ root: ManifestNode, id: String) -> Assignment? {
    let keys = Self.taskKeys + Self.wholeKeys + ["parts"]
    guard let manifest = mapping(root, of: "an assignment's keys", keys: keys) else { return nil }
    let own = manifest["parts"] == nil ? task(manifest, id: id) : nil
    let title = manifest["parts"] == nil ? nil : required("title", in: manifest, .text).flatMap { text($0) }
    let parts = manifest["parts"].flatMap { self.parts($0, beside: manifest) }
    let tasks = own.map { [$0] } ?? parts
    let followThrough = manifest["followThrough"].flatMap { number($0, .share) { (0...1).contains($0) } } ?? 1
    let limits = manifest["limits"].flatMap { self.limits($0) } ?? Limits()
    let imports = manifest["imports"].flatMap { self.imports($0) } ?? []
    let feedback = manifest["feedback"].flatMap { readFeedback($0) } ?? self.feedback
    let format = manifest["precision"].flatMap { choice($0, .format, as: NumberFormat.self) } ?? .double
    let samples = manifest["samples"].flatMap { self.samples($0, quantities: graded(own, parts)) } ?? []
    guard problems.isEmpty, let tasks, tasks.allSatisfy({ $0.assignment != nil }) else { return nil }
    var assignments = tasks.compactMap(\.assignment)
    for place in assignments.indices {
      for index in assignments[place].cases.indices { assignments[place].cases[index].format = format }
    }
    if manifest["parts"] != nil {
      return title.map {
        Assignment(
          id: id, title: $0, parts: assignments, followThrough: followThrough, limits: limits, imports: imports,
          feedback: feedback, samples: samples)
      }
    }
    var assignment = assignments[0]
    (assignment.followThrough, assignment.limits, assignment.imports) = (followThrough, limits, imports)
    (assignment.samples, assignment.feedback) = (samples, feedback)
    return assignment
  }

  // MARK: Tasks

  /// The assignment or one of its parts, as far as it could be read.
  private struct Portion {
    var id: String
    var quantities: [GradedQuantity]?
    /// Nil if anything of it is missing or wrong.
    var assignment: Assignment?
  }

  /// The quantities that samples may name; nil if they could not all be read.
  private func graded(_ own: Portion?, _ parts: [Portion]?) -> [GradedQuantity]? {
    if let own { return own.quantities }
    guard let parts, parts.allSatisfy({ $0.quantities != nil }) else { return nil }
    return parts.flatMap { part in
      (part.quantities ?? []).map { GradedQuantity(name: PartName.joined(part.id, $0.name), points: $0.points) }
    }
  }

  /// The parts of an assignment; nil if there is none.
  private mutating func parts(_ place: ManifestNode, beside manifest: ManifestMapping) -> [Portion]? {
    for key in manifest.place.keys(among: Self.taskKeys) where key.name != "title" {
      note(.keyOfParts(key.name), at: key.place)
    }
    guard let elements = list(place, of: "parts") else { return nil }
    if elements.isEmpty { note(.expected(.single("at least one part"), found: .list), at: place) }
    var firstLines: [String: Int] = [:]
    let tasks = elements.compactMap { element -> Portion? in
      let misplaced = element.keys(among: Self.wholeKeys + ["parts"])
      for key in misplaced { note(.keyOfWhole(key.name), at: key.place) }
      let keys = ["id"] + Self.taskKeys
      guard let part = mapping(element, of: "a part", keys: keys, passing: misplaced.map(\.name)) else { return nil }
      let id = required("id", in: part, .identifier).flatMap { identifier($0) }
      if let id, let place = part["id"] {
        if let first = firstLines[id] {
          note(.duplicatePart(id, firstLine: first), at: place)
        } else {
          firstLines[id] = place.line
        }
      }
      return task(part, id: id ?? "")
    }
    return tasks.isEmpty || tasks.count < elements.count ? nil : tasks
  }

  private mutating func task(_ manifest: ManifestMapping, id: String) -> Portion {
    (component, recipe) = (nil, nil)
    let title = required("title", in: manifest, .text).flatMap { text($0) }
    component = required("recipe", in: manifest, .nameOf(.recipe)).flatMap { component(named: $0) }
    recipe = recipe(in: manifest)
    let typeName = required("type", in: manifest, .typeName).flatMap { self.typeName($0) }
    if let place = manifest["protocol"] { checkProtocol(place) }
    let quantities = required("quantities", in: manifest, .mapping(of: "points for each quantity")).flatMap {
      self.quantities($0)
    }
    let worth = Set((quantities ?? []).filter { $0.points > 0 }.map(\.name))
    let cases = required("cases", in: manifest, .list(of: "cases")).flatMap { self.cases($0, worth: worth) }
    checkGiven(quantities, cases, at: manifest["quantities"])
    let comparison = manifest["comparison"].flatMap { self.comparison($0) }
    let total = (quantities ?? []).reduce(0) { $0 + $1.points }
    let floor = manifest["floor"].flatMap { number($0, .points(upTo: total)) { $0 >= 0 && $0.isAtMost(total) } } ?? 0
    guard let title, let recipe, let typeName, let quantities, let cases else {
      return Portion(id: id, quantities: quantities)
    }
    let assignment = Assignment(
      id: id, title: title, recipe: recipe.name, convention: recipe.convention, typeName: typeName,
      kind: recipe.component.kind, quantities: quantities, cases: cases, comparison: comparison, followThrough: 1,
      limits: Limits(), imports: [], samples: [], floor: floor)
    return Portion(id: id, quantities: quantities, assignment: assignment)
  }

  private mutating func component(named place: ManifestNode) -> Component? {
    guard let name = text(place, .nameOf(.recipe)) else { return nil }
    // A member of a family is known by its number.
    guard let component = try? Catalogue.component(name) else {
      _ = check(name, .recipe, known: Catalogue.components.map(\.name), at: place)
      return nil
    }
    return component
  }

  private mutating func recipe(in manifest: ManifestMapping) -> Recipe? {
    let kind = ManifestProblem.NameKind.convention(recipe: component?.name ?? "")
    guard let place = required("convention", in: manifest, component == nil ? .text : .nameOf(kind)) else { return nil }
    guard let component else {
      // Without its component, a convention can only be checked to be text.
      _ = text(place)
      return nil
    }
    let recipe = name(place, kind, known: component.conventions.map(\.name)).flatMap { try? component.recipe($0) }
    guard let recipe, let obstacle = recipe.obstacle, let place = manifest["recipe"] else { return recipe }
    note(.notHandedIn(recipe: component.name, obstacle), at: place)
    return nil
  }

  /// Checks the protocol. The recipe's kind decides it; a manifest that names it anyway must agree.
  private mutating func checkProtocol(_ place: ManifestNode) {
    guard let name = text(place), let component else { return }
    let expected = component.kind.kitProtocol.lowercased()
    if name == expected { return }
    note(.otherProtocol(name, recipe: component.name, expected: expected), at: place)
  }

  private mutating func typeName(_ place: ManifestNode) -> String? {
    guard let name = text(place, .typeName) else { return nil }
    if isIdentifier(name), !name.contains("-") { return name }
    note(.expected(.typeName, found: place.found), at: place)
    return nil
  }

  private mutating func quantities(_ place: ManifestNode) -> [GradedQuantity]? {
    guard let mapping = mapping(place, of: "points for each quantity") else { return nil }
    var quantities: [GradedQuantity] = []
    for (name, value) in mapping.fields {
      // The sum of any number of them is finite.
      let points = number(value, in: 0...1e6)
      if let recipe {
        let kind = ManifestProblem.NameKind.quantity(recipe: recipe.name, convention: recipe.convention)
        guard check(name, kind, known: recipe.gradable, at: value) else { continue }
      }
      if let points { quantities.append(GradedQuantity(name: name, points: points)) }
    }
    // Later messages would speak of other points than the author's.
    guard quantities.count == mapping.fields.count else { return nil }
    if quantities.allSatisfy({ $0.points == 0 }) { note(.nothingToEarn, at: place) }
    return quantities
  }

  /// Checks that no quantity has points that is handed out although the program could choose it: it is not the
  /// program's work.
  private mutating func checkGiven(
    _ quantities: [GradedQuantity]?, _ cases: [Assignment.Case]?, at place: ManifestNode?
  ) {
    guard has(.choices), let quantities, let cases, let place else { return }
    let given = Set(cases.flatMap(\.inputs).filter { !$0.isChosen }.map(\.name))
    for quantity in quantities where given.contains(quantity.name) {
      note(.givenIsGraded(quantity: quantity.name), at: place)
    }
  }

  private mutating func comparison(_ place: ManifestNode) -> Comparison? {
    guard let mapping = mapping(place, of: "a tolerance", keys: ["rtol", "atol", "reason"]) else { return nil }
    // With a tolerance of a whole |expected|, zero would be right.
    let rtol = required("rtol", in: mapping, .fraction).flatMap { number($0, .fraction) { $0 >= 0 && $0 < 1 } }
    let atol = required("atol", in: mapping, .numberAtLeast(0)).flatMap { number($0, .numberAtLeast(0)) { $0 >= 0 } }
    let reason = required("reason", in: mapping, .text).flatMap { text($0) }
    guard let rtol, let atol, let reason else { return nil }
    return Comparison(rtol: rtol, atol: atol, reason: reason)
  }

  private mutating func imports(_ place: ManifestNode) -> [String]? {
    guard let elements = list(place, of: "module names") else { return nil }
    return elements.compactMap { name($0, .module, known: Assignment.knownImports) }
  }
}
