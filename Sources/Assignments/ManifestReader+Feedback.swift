internal import Equations
internal import GradeModel

/// The levels of feedback: a mapping of phases, `pastLimit: {public: verdict, hidden: nothing}`.
extension ManifestReader {
  /// A phase that is not named keeps the course's level.
  mutating func readFeedback(_ place: ManifestNode) -> Feedback? {
    guard let phases = mapping(place, of: "levels for each phase", keys: Phase.allCases.map(\.rawValue)) else {
      return nil
    }
    var feedback = feedback
    for (name, value) in phases.fields {
      guard let phase = Phase(rawValue: name),
        let levels = mapping(value, of: "levels for public and hidden cases", keys: ["public", "hidden"])
      else { continue }
      if let open = levels["public"].flatMap({ choice($0, .level, as: FeedbackLevel.self) }) {
        feedback[phase].open = open
      }
      if let hidden = levels["hidden"].flatMap({ choice($0, .level, as: FeedbackLevel.self) }) {
        feedback[phase].hidden = hidden
      }
      // More about a hidden case than about one that she can see would be a slip.
      if feedback[phase].hidden > feedback[phase].open {
        note(.hiddenToldMore(feedback[phase].hidden.rawValue, open: feedback[phase].open.rawValue), at: value)
      }
    }
    return feedback
  }
}
