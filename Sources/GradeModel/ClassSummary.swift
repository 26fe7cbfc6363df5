/// A class's grades in one assignment, for whoever teaches it.
package struct ClassSummary: Equatable, Sendable {
  /// One submission.
  package struct Member: Equatable, Sendable {
    package var submission: String
    /// The name of its reports, without the extension.
    package var report: String
    package var student: String
    /// The attempt's number, from 1.
    package var number: Int
    package var exitCode: ExitCode
    package var points: Double
    package var maximum: Double
    /// Points that a person has added.
    package var adjustments: [Adjustment]
    /// The mistakes that it makes.
    package var mistakes: [String]
    /// Its points by check, in the order of the assignment.
    package var checks: [CheckPoints]
    /// Seconds that its compilation took.
    package var buildSeconds: Double

    package init(
      submission: String, report: String, student: String, number: Int, exitCode: ExitCode, points: Double,
      maximum: Double,
      adjustments: [Adjustment], mistakes: [String], checks: [CheckPoints], buildSeconds: Double
    ) {
      self.submission = submission
      self.report = report
      self.student = student
      self.number = number
      self.exitCode = exitCode
      self.points = points
      self.maximum = maximum
      self.adjustments = adjustments
      self.mistakes = mistakes
      self.checks = checks
      self.buildSeconds = buildSeconds
    }

    /// The points that count; `nil` if there is no grade.
    package var mark: Double? { !exitCode.hasGrade ? nil : adjustments.added(to: points) }
    /// The exit code that stands beside the points that count.
    package var verdictCode: ExitCode {
      exitCode.beside(adjustments.added(to: points), of: maximum, adjustedBy: adjustments)
    }
  }

  package struct CheckPoints: Equatable, Sendable {
    /// `usual/mHat`.
    package var id: String
    package var points: Double
    package var maximum: Double
    /// `mHat`.
    package var quantity: String { id.lastIndex(of: "/").map { String(id[id.index(after: $0)...]) } ?? id }

    package init(id: String, points: Double, maximum: Double) {
      (self.id, self.points, self.maximum) = (id, points, maximum)
    }
  }

  /// A mistake, and those who make it.
  package struct Mistake: Equatable, Sendable {
    package var id: String
    /// The words of one of its reports.
    package var sentence: String
    /// Places in `members`.
    package var members: [Int]
    /// Those who handed them in: a student may make it in several attempts.
    package var students: Set<String> = []
    /// Words that a person has said to all of them.
    package var comments: [String]

    package init(id: String, sentence: String, members: [Int], comments: [String]) {
      (self.id, self.sentence, self.members, self.comments) = (id, sentence, members, comments)
    }
  }

  package var assignment: String
  /// In the order of the batch.
  package var members: [Member]
  /// The most frequent first.
  package var mistakes: [Mistake]

  package init(assignment: String, members: [Member], mistakes: [Mistake]) {
    (self.assignment, self.members, self.mistakes) = (assignment, members, mistakes)
  }
}

extension ClassSummary {
  /// Each student's last attempt, in the order of the batch: attempts are not students.
  package var lasts: [Member] {
    let highest = Dictionary(members.map { ($0.student, $0.number) }, uniquingKeysWith: max)
    return members.filter { highest[$0.student] == $0.number }
  }

  /// The marks that are no secret, in their order.
  package var marks: [Double] { lasts.compactMap(\.mark).filter(\.isFinite).sorted() }

  /// The share of a class, from 0 to 1, below which so many marks are: interpolated between two neighbours.
  package func quantile(_ share: Double) -> Double? {
    let marks = marks
    guard let last = marks.indices.last else { return nil }
    let place = share * Double(last)
    let below = Int(place)
    let above = min(below + 1, last)
    return marks[below] + (marks[above] - marks[below]) * (place - Double(below))
  }

  package var mean: Double? { marks.isEmpty ? nil : marks.reduce(0, +) / Double(marks.count) }

  /// The number of marks in each tenth of the maximum; full marks and more are in the last.
  package var tenths: [Int] {
    var counts = [Int](repeating: 0, count: 10)
    for member in lasts {
      guard let mark = member.mark, member.maximum > 0, mark.isFinite else { continue }
      // An adjustment may be any number of times the maximum.
      counts[Int(min(9, max(0, mark / member.maximum * 10)))] += 1
    }
    return counts
  }

  /// A check, and how the class fares with it.
  package struct Difficulty: Equatable, Sendable {
    package var id: String
    /// Those who have all its points.
    package var full: Int
    package var count: Int
    /// The mean share of its points.
    package var share: Double
  }

  /// The checks that are worth something, the hardest first; submissions that were not run do not count.
  package var difficulties: [Difficulty] { difficulties { $0.id } }

  /// The same by quantity, over all cases.
  package var quantities: [Difficulty] { difficulties { $0.quantity } }

  private func difficulties(_ name: (CheckPoints) -> String) -> [Difficulty] {
    var found: [String: Difficulty] = [:]
    var order: [String] = []
    for member in lasts where [.fullMarks, .marksLost].contains(member.exitCode) {
      let groups = Dictionary(grouping: member.checks.filter { $0.maximum > 0 }, by: name)
      for id in member.checks.map(name) where groups[id] != nil && found[id] == nil {
        order.append(id)
        found[id] = Difficulty(id: id, full: 0, count: 0, share: 0)
      }
      for (id, checks) in groups {
        found[id]?.full += checks.allSatisfy { $0.points >= $0.maximum } ? 1 : 0
        found[id]?.count += 1
        found[id]?.share += checks.reduce(0) { $0 + $1.points } / checks.reduce(0) { $0 + $1.maximum }
      }
    }
    let all = order.compactMap { id in
      found[id].map { Difficulty(id: id, full: $0.full, count: $0.count, share: $0.share / Double($0.count)) }
    }
    return all.enumerated().sorted { ($0.element.share, $0.offset) < ($1.element.share, $1.offset) }.map(\.element)
  }

  /// Places of those whose compilation took longest, the slowest first.
  package var slowest: [Int] {
    members.indices.filter { members[$0].buildSeconds > 0 }
      .sorted { (-members[$0].buildSeconds, $0) < (-members[$1].buildSeconds, $1) }
  }
}
