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
  /// The number of a resubmission, if the export counts them.
  var version = 0
  var isMarkedLate = false
  var path: String
  var origin: String
  var fault: AttemptFault?
}

extension HandIns {
  /// Joins what was found with the roster, and counts each student's attempts.
  init(_ layout: Layout, _ finds: [Find], _ leftAside: [LeftAside], _ roster: Roster?) {
    var strangers: Set<Student> = []
    let namesakes = roster.map { Self.namesakes(among: finds, $0) } ?? []
    var found: [(version: Int, attempt: Attempt)] = finds.map { find in
      let students = find.authors.flatMap { author in
        if let known = roster?.student(identifiers: author.identifiers, name: author.name),
          !namesakes.contains(known) || roster?.student(identifiers: author.identifiers, name: "") != nil
        {
          return [known]
        }
        if let team = roster?.group(author.identifiers + [author.name]), !team.isEmpty { return team }
        let student = Student(
          id: author.identifiers[0], name: author.name, groups: author.group.map { [$0] } ?? [])
        if roster != nil { strangers.insert(student) }
        return [student]
      }
      let attempt = Attempt(
        students: Array(Set(students)).sorted { $0.id.precedes($1.id) }, handedIn: find.handedIn,
        isMarkedLate: find.isMarkedLate, path: find.path, origin: find.origin, fault: find.fault)
      return (find.version, attempt)
    }
    found.sort { one, other in
      let (a, b) = (one.attempt, other.attempt)
      if a.owner != b.owner { return a.owner.precedes(b.owner) }
      if a.handedIn != b.handedIn { return (a.handedIn ?? .min) < (b.handedIn ?? .min) }
      // The order of names is no order of time: an attachment's number has more digits one day.
      return one.version == other.version ? a.origin.precedes(b.origin) : one.version < other.version
    }
    var attempts = found.map(\.attempt)
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
    if roster == nil { return }
    // The platform's number, by which another roster may call the same student.
    for (student, number) in numbers where !StudentKey.identifiers(student).contains(number) {
      if alsoKnown?[student]?.contains(number) != true { alsoKnown?[student, default: []].append(number) }
    }
  }
}

extension HandIns {
  /// Returns the students of the roster whom several authors of an export meet, one of them by the name alone: that one may be
  /// another person of the same name, and nobody's program is to count for somebody else.
  private static func namesakes(among finds: [Find], _ roster: Roster) -> Set<Student> {
    var identifiers: [Student: Set<String>] = [:]
    var hasSeveral: Set<Student> = []
    for author in finds.flatMap(\.authors) {
      guard let student = roster.student(identifiers: author.identifiers, name: author.name) else { continue }
      // An author's identifiers may be told in part.
      let common = (identifiers[student] ?? Set(author.identifiers)).intersection(author.identifiers)
      identifiers[student] = common
      if common.isEmpty { hasSeveral.insert(student) }
    }
    return hasSeveral
  }

  /// Fills in instants of a sheet where the export tells none: that of each student's last attempt, by identifiers alone.
  package mutating func fillInstants(from sheet: Roster) {
    for (index, attempt) in attempts.enumerated() where attempt.handedIn == nil {
      guard index + 1 == attempts.count || attempts[index + 1].owner != attempt.owner else { continue }
      attempts[index].handedIn = attempt.students.compactMap { student in
        let identifiers = [student.id] + (alsoKnown?[student.id] ?? [])
        return sheet.student(identifiers: identifiers, name: "").flatMap { sheet.instants[$0.id] }
      }.max()
    }
  }

  /// Joins hand-ins that were read without a roster, or with another one, with a roster.
  package func joined(with roster: Roster) -> HandIns {
    let finds = attempts.map { attempt in
      Find(
        authors: attempt.students.map { .init(identifiers: [$0.id], name: $0.name, group: $0.groups.first) },
        handedIn: attempt.handedIn, version: attempt.number, isMarkedLate: attempt.isMarkedLate, path: attempt.path,
        origin: attempt.origin, fault: attempt.fault)
    }
    return HandIns(layout, finds, leftAside, roster)
  }
}

extension String {
  /// True if it comes first in the order of bytes, which no language changes.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
