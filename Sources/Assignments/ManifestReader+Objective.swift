internal import Traces
import Yams

extension ManifestReader {
  mutating func objectiveDraw(_ place: ManifestNode) -> ObjectiveDraw? {
    let keys = ["curvature", "center"]
    guard let mapping = mapping(place, of: "how the objective is drawn", keys: keys) else { return nil }
    var draw = ObjectiveDraw()
    if let curvature = mapping["curvature"].flatMap({ interval($0, .magnitudes) { $0 > 0 && $0 < $1 } }) {
      draw.curvature = curvature
    }
    if let center = mapping["center"].flatMap({ interval($0, .range) { $0 < $1 } }) { draw.center = center }
    return draw
  }

  mutating func grants(_ place: ManifestNode, hasObjective: Bool) -> [Question: Int]? {
    guard let mapping = mapping(place, of: "how often each question may be asked") else { return nil }
    if !hasObjective { note(.missingKey("objective", .mapping(of: "how the objective is drawn")), at: place) }
    var grants: [Question: Int] = [:]
    for (name, value) in mapping.fields {
      let times = wholeNumber(value, atLeast: 1)
      let known = Question.allCases.map(\.rawValue)
      if check(name, .question, known: known, at: value), let question = Question(rawValue: name) {
        grants[question] = times
      }
    }
    return grants
  }

  /// What is asked for is told, so it cannot be worth anything; but for the recipe's own answers, which are worth asking at the
  /// right points.
  mutating func checkGrants(in cases: ManifestNode?, quantities: [GradedQuantity]?, except answers: Set<String>) {
    guard let cases, let sequence = cases.node.sequence else { return }
    let graded = Set((quantities ?? []).filter { $0.points > 0 }.map(\.name))
    for element in sequence {
      guard let grants = element.mapping?["grants"]?.mapping else { continue }
      let parameters = element.mapping?["parameters"]?.mapping?.keys.compactMap { $0.scalar?.string } ?? []
      for (key, value) in grants {
        guard let name = key.scalar?.string, let question = Question(rawValue: name) else { continue }
        for quantity in question.quantities(parameters).subtracting(answers).intersection(graded).sorted() {
          note(
            .answerIsGraded(name, quantity: quantity),
            at: ManifestNode(node: value, path: cases.path + ".grants." + name)
          )
        }
      }
    }
  }
}

extension Question {
  /// The quantities that are its answer, where a submission reports them as its own. (`gradients` are not: the kit reports
  /// what it was given, and what is judged is the point that it was asked for.)
  func quantities(_ parameters: [String]) -> Set<String> {
    switch self {
    case .gradient: Set(parameters.map { "d" + $0 })
    case .loss: ["loss", "losses"]
    }
  }
}
