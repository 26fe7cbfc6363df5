internal import Traces
import Yams

extension ManifestReader {
  /// Reads the questions that may be asked. The program is told an answer, so an answer cannot have points. The
  /// recipe's own answers are the exception: their points are for asking at the right places.
  ///
  /// - Parameter worth: the quantities with points.
  mutating func grants(
    _ place: ManifestNode, hasObjective: Bool, parameters: [String], worth: Set<String>
  ) -> [Question: Int]? {
    guard let mapping = mapping(place, of: "how often each question may be asked") else { return nil }
    if !hasObjective { note(.missingKey("objective", .mapping(of: "how the objective is drawn")), at: place) }
    var grants: [Question: Int] = [:]
    for (name, value) in mapping.fields {
      let times = wholeNumber(value, in: 1...1_000_000_000)
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
  /// The quantities that are its answer, if a submission reports them as its own. `gradients` are not among them: the
  /// kit reports the gradient it was given, and the point of the question is judged.
  func quantities(_ parameters: [String]) -> Set<String> {
    switch self {
    case .gradient: Set(parameters.map { "d" + $0 })
    case .loss: ["loss", "losses"]
    }
  }
}
