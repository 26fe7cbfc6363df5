internal import Equations
internal import Reference
internal import Tensors
import Yams

extension ManifestReader {
  private static let keys = [
    "title", "recipe", "convention", "type", "protocol", "quantities", "cases", "comparison", "followThrough", "limits",
    "imports", "samples", "floor", "feedback", "precision",
  ]

  /// The whole manifest; nil if any fault was noted.
  mutating func assignment(_ root: ManifestNode, id: String) -> Assignment? {
    guard let manifest = mapping(root, of: "an assignment's keys", keys: Self.keys) else { return nil }
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
    let followThrough = manifest["followThrough"].flatMap { number($0, .share) { (0...1).contains($0) } } ?? 1
    let limits = manifest["limits"].flatMap { self.limits($0) } ?? Limits()
    let imports = manifest["imports"].flatMap { self.imports($0) } ?? []
    let feedback = manifest["feedback"].flatMap { readFeedback($0) } ?? self.feedback
    let format = manifest["precision"].flatMap { choice($0, .format, as: NumberFormat.self) } ?? .double
    let total = (quantities ?? []).reduce(0) { $0 + $1.points }
    let floor = manifest["floor"].flatMap { number($0, .points(upTo: total)) { $0 >= 0 && $0.isAtMost(total) } } ?? 0
    let samples = manifest["samples"].flatMap { self.samples($0, quantities: quantities) } ?? []
    guard problems.isEmpty, let title, let recipe, let typeName, let quantities, let cases else { return nil }
    var assignment = Assignment(
      id: id, title: title, recipe: recipe.name, convention: recipe.convention, typeName: typeName,
      kind: recipe.component.kind,
      quantities: quantities, cases: cases, comparison: comparison, followThrough: followThrough, limits: limits,
      imports: imports, samples: samples, floor: floor)
    assignment.feedback = feedback
    for index in assignment.cases.indices { assignment.cases[index].format = format }
    return assignment
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
    if quantities.count == mapping.fields.count, quantities.allSatisfy({ $0.points == 0 }) {
      note(.nothingToEarn, at: place)
    }
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
