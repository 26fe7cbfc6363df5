internal import Equations
internal import GradeModel
import Yams

/// A reader that walks a manifest's nodes and notes every fault on the way.
///
/// Each `read…` returns nil after it has noted the reason, so that one fault never hides another.
struct ManifestReader {
  /// The component of the requested recipe; nil before it is read, and if no component has that name.
  var component: Component?
  /// The recipe itself; nil likewise. Without it, the parts that depend on it are not checked.
  var recipe: Recipe?
  /// The course's own feedback, from which a manifest may depart.
  var feedback = Feedback.standard
  private(set) var problems: [ManifestProblem] = []

  mutating func note(_ fault: ManifestProblem.Fault, at place: ManifestNode) {
    problems.append(.init(line: place.line, column: place.column, path: place.path, fault: fault))
  }

  // MARK: Structure

  /// Returns a mapping with any keys: the names are the author's, or checked by the caller.
  mutating func mapping(_ place: ManifestNode, of what: String) -> ManifestMapping? {
    guard case .mapping(let mapping) = place.node else {
      note(.expected(.mapping(of: what), found: place.found), at: place)
      return nil
    }
    var fields: [(key: String, value: ManifestNode)] = []
    for (key, value) in mapping {
      let name = ManifestNode(node: key, path: place.path)
      guard case .scalar(let scalar) = key else {
        note(.expected(.text, found: name.found), at: name)
        continue
      }
      if fields.contains(where: { $0.key == scalar.string }) {
        note(.duplicateKey(scalar.string), at: name)
      } else {
        fields.append((scalar.string, place.under(scalar.string, value)))
      }
    }
    return ManifestMapping(place: place, fields: fields)
  }

  /// Returns a mapping whose keys the format defines; others are noted and left out.
  ///
  /// - Parameter said: other keys that something is said of already.
  mutating func mapping(
    _ place: ManifestNode, of what: String, keys known: [String], passing said: [String] = []
  ) -> ManifestMapping? {
    guard let mapping = mapping(place, of: what), case .mapping(let pairs) = place.node else { return nil }
    for (key, _) in pairs {
      guard case .scalar(let scalar) = key, !known.contains(scalar.string), !said.contains(scalar.string) else {
        continue
      }
      let nearest = Spelling.nearest(to: scalar.string, among: known)
      note(
        .unknownKey(scalar.string, nearest: nearest, known: known), at: ManifestNode(node: key, path: place.path))
    }
    return ManifestMapping(place: place, fields: mapping.fields.filter { known.contains($0.key) })
  }

  /// Returns the value of a required key.
  mutating func required(
    _ key: String, in mapping: ManifestMapping, _ expectation: ManifestProblem.Expectation
  ) -> ManifestNode? {
    if let value = mapping[key] { return value }
    note(.missingKey(key, expectation), at: mapping.place)
    return nil
  }

  /// The elements of a list.
  mutating func list(_ place: ManifestNode, of what: String) -> [ManifestNode]? {
    guard case .sequence(let sequence) = place.node else {
      note(.expected(.list(of: what), found: place.found), at: place)
      return nil
    }
    return sequence.map { ManifestNode(node: $0, path: place.path) }
  }

  // MARK: Scalars

  mutating func text(_ place: ManifestNode, _ expectation: ManifestProblem.Expectation = .text) -> String? {
    if case .text(let text) = place.found, !text.allSatisfy(\.isWhitespace) { return text }
    note(.expected(expectation, found: place.found), at: place)
    return nil
  }

  /// Returns a name of plain ASCII letters: it becomes part of file names, of XML and of keys that are sorted.
  mutating func identifier(_ place: ManifestNode) -> String? {
    guard let text = text(place, .identifier) else { return nil }
    if isIdentifier(text) { return text }
    note(.expected(.identifier, found: place.found), at: place)
    return nil
  }

  func isIdentifier(_ text: String) -> Bool {
    let first = text.unicodeScalars.first
    return first.map { $0.isASCII && $0.properties.isAlphabetic } ?? false
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_")
      }
  }

  mutating func number(
    _ place: ManifestNode, _ expectation: ManifestProblem.Expectation = .number,
    where isAllowed: (Double) -> Bool = { _ in true }
  ) -> Double? {
    if let number = place.number, isAllowed(number) { return number }
    note(.expected(expectation, found: place.found), at: place)
    return nil
  }

  mutating func wholeNumber(_ place: ManifestNode, atLeast least: Int) -> Int? {
    if let number = place.plainText.flatMap({ Int($0) }), number >= least { return number }
    note(.expected(.wholeNumber(atLeast: least), found: place.found), at: place)
    return nil
  }

  mutating func wholeNumber(_ place: ManifestNode, in range: ClosedRange<Int>) -> Int? {
    if let number = place.plainText.flatMap({ Int($0) }), range.contains(number) { return number }
    note(.expected(.wholeNumberWithin(range), found: place.found), at: place)
    return nil
  }

  mutating func number(_ place: ManifestNode, in range: ClosedRange<Double>) -> Double? {
    number(place, .numberWithin(range)) { range.contains($0) }
  }

  /// Two numbers in a list, the lower one first.
  mutating func interval(
    _ place: ManifestNode, _ kind: ManifestProblem.Interval, where isAllowed: (Double, Double) -> Bool
  ) -> ClosedRange<Double>? {
    guard case .sequence(let sequence) = place.node, sequence.count == 2,
      let low = ManifestNode(node: sequence[0], path: place.path).number,
      let high = ManifestNode(node: sequence[1], path: place.path).number
    else {
      note(.expected(.interval(kind), found: place.found), at: place)
      return nil
    }
    // Draws multiply by the width.
    if low <= high, (high - low).isFinite, isAllowed(low, high) { return low...high }
    note(.expected(.interval(kind), found: .interval(low, high)), at: place)
    return nil
  }

  // MARK: Names

  /// Returns one of the known names of a kind.
  mutating func name(_ place: ManifestNode, _ kind: ManifestProblem.NameKind, known: [String]) -> String? {
    guard let name = text(place, .nameOf(kind)) else { return nil }
    return check(name, kind, known: known, at: place) ? name : nil
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ place: ManifestNode, _ kind: ManifestProblem.NameKind, as choice: Choice.Type = Choice.self
  ) -> Choice? {
    name(place, kind, known: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
  }

  mutating func check(
    _ name: String, _ kind: ManifestProblem.NameKind, known: [String], at place: ManifestNode
  ) -> Bool {
    if known.contains(name) { return true }
    note(.unknownName(kind, name, nearest: Spelling.nearest(to: name, among: known), known: known), at: place)
    return false
  }
}
