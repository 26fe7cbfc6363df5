import Yams

extension ManifestReader {
  private static let sampleKeys = ["points", "fails", "origin", "ends", "diagnosis"]

  mutating func samples(_ place: ManifestNode, quantities: [GradedQuantity]?) -> [Sample]? {
    guard let mapping = mapping(place, of: "an expectation for each shipped submission") else { return nil }
    return mapping.fields.compactMap { sample($1, name: $0, quantities: quantities) }
  }

  private mutating func sample(_ place: ManifestNode, name: String, quantities: [GradedQuantity]?) -> Sample? {
    guard let mapping = mapping(place, of: "an expectation", keys: Self.sampleKeys) else { return nil }
    let total = quantities.map { $0.reduce(0) { $0 + $1.points } }
    let read = mapping["fails"].map { names($0, of: quantities) } ?? []
    let fails = read ?? []
    let origin = mapping["origin"].flatMap { names($0, of: quantities) } ?? fails
    let ends = mapping["ends"].flatMap { choice($0, .ending, as: Sample.Ending.self) } ?? .finished
    let diagnosis = mapping["diagnosis"].flatMap { text($0) }
    guard let pointsPlace = required("points", in: mapping, .points(upTo: total ?? 0)),
      let points = self.points(pointsPlace, total: total)
    else { return nil }
    // Of a list with an unknown name nobody can say what it is worth.
    if ends == .finished, let quantities, read != nil {
      checkConsistency(points, fails: fails, quantities: quantities, at: pointsPlace)
    }
    return Sample(
      name: name, points: points, fails: fails, origin: origin, ends: ends, diagnosis: diagnosis, line: place.line)
  }

  private mutating func names(_ place: ManifestNode, of quantities: [GradedQuantity]?) -> [String]? {
    guard let elements = list(place, of: "quantities") else { return nil }
    let names = elements.compactMap { element in
      // Without the graded quantities, a name can only be checked to be text.
      guard let quantities else { return text(element) }
      return name(element, .gradedQuantity, known: quantities.map(\.name))
    }
    return names.count == elements.count ? names : nil
  }

  private mutating func points(_ place: ManifestNode, total: Double?) -> Sample.ExpectedPoints? {
    switch place.plainText {
    case "full": return .full
    case "nothing": return .nothing
    default:
      let points = number(place, .points(upTo: total ?? 0)) { $0 >= 0 && $0.isAtMost(total ?? .infinity) }
      return points.map { .exactly($0) }
    }
  }

  /// Checks the expected points. Only a failing quantity loses points, and each failing one loses some.
  private mutating func checkConsistency(
    _ points: Sample.ExpectedPoints, fails: [String], quantities: [GradedQuantity], at place: ManifestNode
  ) {
    let total = quantities.reduce(0) { $0 + $1.points }
    let failing = quantities.filter { fails.contains($0.name) && $0.points > 0 }
    if points == .full, !failing.isEmpty {
      note(.fullMarksDespite(failing.map(\.name)), at: place)
    }
    let kept = total - failing.reduce(0) { $0 + $1.points }
    let expected: Double
    switch points {
    case .full: expected = total
    case .nothing: expected = 0
    case .exactly(let number): expected = number
    }
    if !kept.isAtMost(expected) { note(.impossiblePoints(expected: expected, atLeast: kept), at: place) }
  }
}
