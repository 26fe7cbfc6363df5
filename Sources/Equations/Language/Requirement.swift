/// A condition on extents and settings that common axes do not express. Two examples: a recurrent layer has rows for
/// each gate of each unit; a window's padding is no wider than the window.
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
  /// The conventions that it applies to; all if the list is empty.
  package private(set) var conventions: [String] = []

  /// - Parameters:
  ///   - left: a formula of inputs' extents, and settings.
  ///   - right: another one.
  package init(_ subject: String, _ left: Expression, _ relation: Relation, _ right: Expression) {
    self.subject = subject
    self.left = left
    self.relation = relation
    self.right = right
  }

  /// The same requirement, for some conventions only.
  package func only<Name: ConventionName>(_ names: Name...) -> Requirement {
    var requirement = self
    requirement.conventions = names.map(\.rawValue)
    return requirement
  }
}
