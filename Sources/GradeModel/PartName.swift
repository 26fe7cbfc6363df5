/// Names of a part's cases and quantities in the report of the whole: `tanh.usual`, `tanh.dx`.
///
/// Neither a part, nor a case, nor a quantity has a full stop in its own name, so that a name is made and taken apart in one
/// way only, and no two parts share one.
package enum PartName {
  /// The name of something of a part's: `tanh.dx`.
  package static func joined(_ part: String, _ name: String) -> String { "\(part).\(name)" }

  /// The part's identifier; nil for a name of an assignment without parts.
  package static func part(of name: String) -> String? { name.firstIndex(of: ".").map { String(name[..<$0]) } }

  /// The name inside the part, as sources have it: `dx` of `tanh.dx`.
  package static func own(_ name: String) -> String {
    name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }
}

extension Check {
  /// The part of the assignment that the check is of; nil in one without parts.
  package var part: String? { PartName.part(of: caseID) }
}
