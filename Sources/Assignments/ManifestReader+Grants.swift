internal import Traces
import Yams

extension ManifestReader {
  /// What is asked for is told, so it cannot be worth anything; but for the recipe's own answers, which are worth asking at
  /// the right points.
  ///
  /// - Parameter worth: the quantities with points.
  mutating func grants(
    _ place: ManifestNode, hasObjective: Bool, parameters: [String], worth: Set<String>
  ) -> [Question: Int]? {
    guard let mapping = mapping(place, of: "how often each question may be asked") else { return nil }
    if !hasObjective { note(.missingKey("objective", .mapping(of: "how the objective is drawn")), at: place) }
    var grants: [Question: Int] = [:]
    for (name, value) in mapping.fields {
      let times = wholeNumber(value, atLeast: 1)
      let known = Question.allCases.map(\.rawValue)
      guard check(name, .question, known: known, at: value), let question = Question(rawValue: name) else { continue }
      grants[question] = times
      let told = question.quantities(parameters).subtracting(recipe?.answers ?? [])
      for quantity in told.intersection(worth).sorted() {
        note(.answerIsGraded(name, quantity: quantity), at: value)
      }
    }
    return grants
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
