// The numbers by which a platform's export and its own sheet agree on a student.

extension HandIns {
  /// The platform's numbers of those who handed in alone, by their identifiers. A roster may call them otherwise.
  package var numbers: [String: String] {
    let pairs = attempts.compactMap { attempt -> (String, String)? in
      guard attempt.students.count == 1, let number = layout.number(inName: attempt.origin) else { return nil }
      return (attempt.students[0].id, number)
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

extension Layout {
  /// Returns the number in the name of a submission.
  fileprivate func number(inName origin: String) -> String? {
    switch self {
    case .moodle: MoodleName(origin + "_assignsubmission_file_")?.number
    case .canvas: CanvasName(origin)?.user
    case .plain, .gradescope, .clones: nil
    }
  }
}

extension Roster {
  /// True if Moodle has numbered the participants of this table for another assignment, or another class: it gives them other
  /// numbers each time.
  package func isForeign(to handIns: HandIns) -> Bool {
    guard handIns.layout == .moodle else { return false }
    return isForeign(to: handIns) { id in
      let keys = StudentKey.identifiers(id)
      return keys.count > 1 ? keys.last : nil
    }
  }

  /// - Parameter number: the platform's number in an identifier.
  fileprivate func isForeign(to handIns: HandIns, _ number: (String) -> String?) -> Bool {
    let (here, there) = (Set(students.compactMap { number($0.id) }), Set(handIns.numbers.values))
    return !here.isEmpty && !there.isEmpty && here.isDisjoint(with: there)
  }
}

extension GradeSheet {
  /// True if the sheet has no student of an export by the platform's numbers, which it tells.
  package func isForeign(to handIns: HandIns) -> Bool {
    if handIns.layout == .canvas, isOfCanvas { return roster.isForeign(to: handIns) { $0 } }
    return roster.isForeign(to: handIns)
  }
}
