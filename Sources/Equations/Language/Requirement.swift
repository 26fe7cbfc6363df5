/// A condition on extents and settings beyond axes in common: a recurrent layer's rows are so many gates of its
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

  /// The left side, as the subject of a sentence.
  package let subject: String
  package let left: Expression
  package let relation: Relation
  package let right: Expression
  /// The conventions that it is asked of; all where the list is empty.
  package private(set) var conventions: [String] = []

  /// - Parameters:
  ///   - left: of extents of inputs, and settings.
  ///   - right: the same.
  package init(_ subject: String, _ left: Expression, _ relation: Relation, _ right: Expression) {
    self.subject = subject
    self.left = left
    self.relation = relation
    self.right = right
  }

  /// The same requirement, asked in some conventions only.
  package func only<Name: ConventionName>(_ names: Name...) -> Requirement {
    var requirement = self
    requirement.conventions = names.map(\.rawValue)
    return requirement
  }
}
