package import Grading

/// The assignment under attack: programs that compute nothing may earn what the manifest declares, and no more.
package struct CheatCheck: Sendable {
  private let grader: Grader

  package init(_ grader: Grader) { self.grader = grader }

  package struct Result: Sendable {
    package let cheat: Cheat
    package let points: Double
    /// The quantities that earn something.
    package let quantities: [String]
    /// True if it earns more than the declared floor.
    package let isGap: Bool
  }

  package func results() async -> [Result] {
    var results: [Result] = []
    for cheat in Cheat.allCases {
      let checks = await grader.grade(CheatingStudent(cheat, in: grader)).checks
      let points = checks.reduce(0) { $0 + $1.points }
      let earning = grader.assignment.quantities.map(\.name).filter { name in
        checks.contains { $0.quantity == name && $0.points > 0 }
      }
      results.append(
        Result(
          cheat: cheat, points: points, quantities: earning, isGap: points > grader.assignment.floor + 1e-9))
    }
    return results
  }
}
