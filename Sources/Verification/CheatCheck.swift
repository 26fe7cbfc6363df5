internal import Diagnosis
package import Grading
internal import Traces

/// The assignment under attack: programs that compute nothing may earn what the manifest declares, and no more.
package struct CheatCheck: Sendable {
  private let grader: Grader

  package init(_ grader: Grader) { self.grader = grader }

  package struct Result: Sendable {
    package let cheat: Cheat
    /// The points that it earns; the most that it may earn where that is no more than the floor.
    package let points: Double
    /// The quantities that earn something; none are looked for where it is no gap anyway.
    package let quantities: [String]
    /// True if it earns more than the declared floor.
    package let isGap: Bool
  }

  package func results() async -> [Result] {
    var attempts: [Attempt] = []
    for cheat in Cheat.against(grader.recipe.component.kind) {
      attempts.append(await Attempt(CheatingStudent(cheat, in: grader), cheat, grader))
    }
    // Judging is nearly all of the work, and several cheats have the same numbers in the cases.
    var alike: [[Attempt]] = []
    for attempt in attempts {
      if let known = alike.firstIndex(where: { $0[0].isJudged(as: attempt) }) {
        alike[known].append(attempt)
      } else {
        alike.append([attempt])
      }
    }
    let found = await withTaskGroup(of: [Result].self) { group in
      for attempts in alike { group.addTask { await results(of: attempts) } }
      return await group.reduce(into: [Cheat: Result]()) { all, some in for one in some { all[one.cheat] = one } }
    }
    return Cheat.allCases.compactMap { found[$0] }
  }

  /// A tenth of what a submission's numbers are searched with. Marks depend on an explanation only where one change of what is
  /// not published gives the numbers of several quantities, and the nearest changes are tried first.
  private static let effort = Diagnoser.Effort(judgements: 300, formulas: 6_000)

  private func results(of alike: [Attempt]) async -> [Result] {
    let floor = grader.assignment.floor
    // Nobody reads what is wrong with a cheat: it is looked for only where marks may depend on it.
    let most = grader.mostPoints(alike[0].runs)
    if most <= floor { return alike.map { Result(cheat: $0.cheat, points: most, quantities: [], isGap: false) } }
    let judgements = grader.judge(alike[0].runs, effort: Self.effort)
    var results: [Result] = []
    for attempt in alike {
      let checks = await grader.finish(judgements, attempt.runs, asking: attempt.student).result.checks
      let points = checks.reduce(0) { $0 + $1.points }
      let earning = grader.assignment.quantities.map(\.name).filter { name in
        checks.contains { $0.quantity == name && $0.points > 0 }
      }
      results.append(
        Result(
          cheat: attempt.cheat, points: points, quantities: earning, isGap: points > floor + 1e-9))
    }
    return results
  }
}

/// A cheat and its runs.
private struct Attempt: Sendable {
  let cheat: Cheat
  let student: CheatingStudent
  let runs: Runs

  init(_ student: CheatingStudent, _ cheat: Cheat, _ grader: Grader) async {
    self.student = student
    self.cheat = cheat
    runs = await grader.runs(of: student)
  }

  func isJudged(as other: Attempt) -> Bool {
    runs.redrawn.isEmpty && other.runs.redrawn.isEmpty && runs.cases.count == other.runs.cases.count
      && zip(runs.cases, other.runs.cases).allSatisfy { $0.ending == $1.ending && $0.trace == $1.trace }
  }
}
