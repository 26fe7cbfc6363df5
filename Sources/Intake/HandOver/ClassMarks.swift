package import Policy

/// A student's mark, with the submission that it comes from.
package struct StudentMark: Equatable, Sendable {
  package var student: Student
  /// The attempt that counts; `nil` if none does, or if that cannot be told.
  package var attempt: Attempt?
  /// Of that attempt, before credit.
  package var points: Double?
  package var settlement: Settlement
  /// After credit; `nil` if it cannot be told, and if nothing was handed in, which the teacher judges.
  package var mark: Double?
  /// The faults of the student's submissions.
  package var faults: [AttemptFault]
}

/// The points of one submission.
package struct Grade: Equatable, Sendable {
  /// `nil` for a grade that is withheld.
  package var points: Double?
  package var maximum: Double

  package init(points: Double?, maximum: Double) {
    self.points = points
    self.maximum = maximum
  }
}

extension HandIns {
  /// Settles every student's mark.
  ///
  /// A submission that cannot be opened, and one without a grade, has no points: it withholds a mark to which it could add,
  /// and is never taken for nothing.
  ///
  /// - Parameters:
  ///   - grades: by the submissions' origins.
  ///   - extensions: by the students' identifiers.
  ///   - spent: the tokens that other assignments have taken, by the students' identifiers.
  package func marks(
    _ grades: [String: Grade], _ policy: Policy, _ extensions: [String: Extension],
    spent: [String: SpentTokens.Count] = [:]
  ) -> [StudentMark] {
    // By identifiers: an export may write one student's name in two ways.
    var attemptsOf: [String: [Attempt]] = [:]
    var people: [String: Student] = [:]
    for attempt in attempts {
      for student in attempt.students {
        attemptsOf[student.id, default: []].append(attempt)
        people[student.id] = people[student.id] ?? student
      }
    }
    for student in absent { people[student.id] = people[student.id] ?? student }
    return people.values.sorted { $0.id.precedes($1.id) }.map { student in
      // A student can be in two groups; the numbers are hers.
      let own = (attemptsOf[student.id] ?? []).sorted { one, other in
        let (a, b) = (one.handedIn ?? .min, other.handedIn ?? .min)
        return a == b ? (one.number, one.origin) < (other.number, other.origin) : a < b
      }
      let handIns = own.enumerated().map { index, attempt in
        let grade = attempt.fault == nil ? grades[attempt.origin] : nil
        let percent = grade.flatMap { grade in grade.points.map { grade.maximum > 0 ? $0 / grade.maximum * 100 : 0 } }
        var handIn = HandIn(
          number: index + 1, instant: attempt.handedIn, isMarkedLate: attempt.isMarkedLate, percent: percent,
          isAlone: attempt.students.count == 1)
        handIn.isTimeless = attempt.handedIn == nil && !layout.marksLateness
        return handIn
      }
      var standing = Standing()
      standing.extended = extensions[student.id]
      standing.studentTokensSpent = spent[student.id]?.student ?? 0
      standing.groupTokensSpent = spent[student.id]?.group ?? 0
      standing.isGroup = own.contains { $0.students.count > 1 }
      let settlement = policy.settle(handIns, standing)
      let counted = settlement.credit.attempt.map { own[$0 - 1] }
      let grade = counted.flatMap { grades[$0.origin] }
      return StudentMark(
        student: student, attempt: counted, points: grade?.points, settlement: settlement,
        mark: own.isEmpty ? nil : settlement.mark.map { $0 * maximum(grades) / 100 }, faults: own.compactMap(\.fault))
    }
  }

  /// The points of the assignment.
  private func maximum(_ grades: [String: Grade]) -> Double { grades.values.map(\.maximum).max() ?? 0 }
}
