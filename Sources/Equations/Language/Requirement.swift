/// What extents and settings owe one another beyond axes in common: a recurrent layer's rows are so many gates of its
/// units, a window's padding is no wider than the window.
package struct Requirement: Sendable {
  package enum Relation: String, Sendable {
    case equal = ""
    case atLeast = "at least "
    case atMost = "at most "

    package func holds(_ a: Double, _ b: Double) -> Bool {
      switch self {
      case .equal: a == b
      case .atLeast: a >= b
      case .atMost: a <= b
      }
    }
  }

  /// What the left side is, as the subject of a sentence.
  package let subject: String
  package let left: Expression
  package let relation: Relation
  package let right: Expression
  /// The conventions that it is asked of; all where the list is empty.
  package let conventions: [String]

  /// - Parameters:
  ///   - left: of extents of inputs, and settings.
  ///   - right: the same.
  package init(
    _ subject: String, _ left: Expression, _ relation: Relation, _ right: Expression, only conventions: [String] = []
  ) {
    self.subject = subject
    self.left = left
    self.relation = relation
    self.right = right
    self.conventions = conventions
  }
}
