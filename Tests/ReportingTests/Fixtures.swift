import GradeModel

/// Reports as the grader makes them, for every test of how they are written.
enum Fixtures {
  static func check(
    _ outcome: Outcome, _ points: Double = 0, of maximum: Double = 2, caseID: String = "usual",
    quantity: String = "mHat", message: String = "The message.", explanation: [String] = [], place: Place? = nil,
    divergence: Divergence? = nil, equationDivergence: Divergence? = nil, distances: [StepDistance]? = nil
  ) -> Check {
    Check(
      caseID: caseID, quantity: quantity, outcome: outcome, points: points, maximum: maximum,
      finding: .notReached(because: message), place: place, divergence: divergence,
      equationDivergence: equationDivergence, distances: distances,
      diagnosis: explanation.isEmpty ? nil : Diagnosis(kinds: [], sentences: explanation, evidence: ""))
  }

  static func report(
    _ checks: [Check], obstacle: Obstacle? = nil, name: String = "ada.swift", output: String = "",
    durations: [String: Double] = ["compile": 1.25, "run": 0.5]
  ) -> Report {
    Report(
      submission: SubmissionIdentity(name: name, files: ["Sources/Adam.swift"]),
      assignment: AssignmentIdentity(id: "10-adam", title: "Adam", recipe: "adam", convention: "outsideRoot"),
      timestamp: "2026-01-31T12:00:00", durations: durations, sandbox: "full", toolchain: "Swift version 6.3.1",
      obstacle: obstacle, checks: checks, output: output)
  }

  static let divergence = Divergence(
    parameter: "W", step: 3, steps: 50, differing: 12, count: 64,
    elements: [
      Divergence.Element(index: [0, 5], yours: 0.0172, expected: 0.01699, allowed: 6.8e-18),
      Divergence.Element(index: [10, 5], yours: -1.5, expected: 0, allowed: 1e-17),
    ])

  /// A check whose numbers differ from the expected ones before they differ from their equation.
  static let late = check(
    .incorrect, divergence: divergence,
    equationDivergence: Divergence(
      parameter: "W", step: 10, steps: 50, differing: 2, count: 64,
      elements: [.init(index: [0, 5], yours: 0.0172, expected: 0.01719, allowed: 6.8e-18)]),
    distances: [
      StepDistance(step: 1, fromExpected: 0.0125, fromEquation: 0),
      StepDistance(step: 10, fromExpected: 1.25e-9, fromEquation: 1e-5),
      StepDistance(step: 50, fromExpected: 12, fromEquation: 3.2),
    ])

  /// Returns a passing check for the outcomes that pass, else one that earns nothing.
  static func typical(_ outcome: Outcome) -> Check { check(outcome, outcome.mayEarn ? 2 : 0) }

  /// Every shape a report can have, by name.
  static var shapes: [(name: String, report: Report)] {
    var shapes = Outcome.allCases.map { (name: "\($0)", report: report([typical($0)])) }
    shapes += Outcome.allCases.map {
      (name: "obstacle \($0)", report: report([], obstacle: Obstacle(outcome: $0, message: "No.")))
    }
    let obstacle = Obstacle(
      outcome: .notBuilt, message: "It does not compile.", details: "Adam.swift:3:5: error: cannot find 'x' in scope",
      place: Place(file: "Adam.swift", line: 3))
    shapes += [
      ("mixed", report(Outcome.allCases.map { check($0, $0.mayEarn ? 2 : 0, quantity: "\($0)") })),
      ("partial", report([check(.correct, 1), check(.followThrough, 1, quantity: "v")])),
      ("empty", report([])),
      ("obstacle with checks", report(Outcome.allCases.map { check($0, $0.mayEarn ? 2 : 0) }, obstacle: obstacle)),
      (
        "divergence",
        report([
          check(
            .incorrect, explanation: ["It equals m."], place: Place(file: "Sources/Adam.swift", line: 42),
            divergence: divergence)
        ])
      ),
      ("two divergences", report([late])),
      ("no messages", report(Outcome.allCases.map { check($0, $0.mayEarn ? 1 : 0, message: " \n") })),
      ("nan points", report([check(.correct, .nan), check(.correct, 2, of: .infinity)])),
      (
        "twice the same name",
        report([check(.correct, 2), check(.incorrect), check(.correct, 2, quantity: "mHat (2)")])
      ),
      (
        "durations", report([typical(.correct)], durations: ["a": .nan, "b": .infinity, "c": -1, "d": 1e-5, "e": 1e20])
      ),
    ]
    return shapes
  }
}
