/// A submission in an export, before students are known by the roster.
struct Find {
  /// One student, as the export names it.
  struct Author {
    /// The first is the student's identifier if there is no roster.
    var identifiers: [String]
    var name: String
    var group: String?
  }

  var authors: [Author]
  var handedIn: Int?
  var isMarkedLate = false
  var path: String
  var origin: String
  var fault: AttemptFault?
}

extension HandIns {
  /// Joins what was found with the roster, and counts each student's attempts.
  init(_ layout: Layout, _ finds: [Find], _ leftAside: [LeftAside], _ roster: Roster?) {
    var strangers: Set<Student> = []
    var attempts: [Attempt] = finds.map { find in
      let students = find.authors.flatMap { author in
        if let known = roster?.student(identifiers: author.identifiers, name: author.name) { return [known] }
        if let team = roster?.group(author.identifiers + [author.name]), !team.isEmpty { return team }
        let student = Student(
          id: author.identifiers[0], name: author.name, groups: author.group.map { [$0] } ?? [])
        if roster != nil { strangers.insert(student) }
        return [student]
      }
      return Attempt(
        students: Array(Set(students)).sorted { $0.id.precedes($1.id) }, handedIn: find.handedIn,
        isMarkedLate: find.isMarkedLate, path: find.path, origin: find.origin, fault: find.fault)
    }
    attempts.sort { one, other in
      if one.owner != other.owner { return one.owner.precedes(other.owner) }
      if one.handedIn != other.handedIn { return (one.handedIn ?? .min) < (other.handedIn ?? .min) }
      return one.origin.precedes(other.origin)
    }
    for index in attempts.indices.dropFirst() where attempts[index].owner == attempts[index - 1].owner {
      attempts[index].number = attempts[index - 1].number + 1
    }
    // A sheet has one instant a student, that of the last attempt.
    for (index, attempt) in attempts.enumerated() where attempt.handedIn == nil {
      let isLast = index + 1 == attempts.count || attempts[index + 1].owner != attempt.owner
      guard isLast else { continue }
      attempts[index].handedIn = attempts[index].students.compactMap { roster?.instants[$0.id] }.max()
    }
    let present = Set(attempts.flatMap(\.students).map(\.id))
    self.init(
      layout: layout, attempts: attempts,
      leftAside: leftAside.sorted { ($0.path, $0.reason.rawValue) < ($1.path, $1.reason.rawValue) },
      absent: (roster?.students ?? []).filter { !present.contains($0.id) },
      strangers: strangers.sorted { $0.id.precedes($1.id) },
      alsoKnown: roster.map { roster in roster.identifiers.filter { present.contains($0.key) } })
  }
}

extension String {
  /// True if it comes first in the order of bytes, which no language changes.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
