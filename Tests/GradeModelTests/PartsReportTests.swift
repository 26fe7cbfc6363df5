import GradeModel
import Testing

/// One report of several parts.
@Suite struct PartsReportTests {
  private func part(
    _ outcomes: [(quantity: String, outcome: Outcome, finding: Finding?)], obstacle: Obstacle? = nil,
    notes: [Note] = []
  ) -> Report {
    Report(
      submission: SubmissionIdentity(name: "mia", files: ["A.swift"]),
      assignment: AssignmentIdentity(id: "06-activations", title: "", recipe: "", convention: ""), timestamp: "",
      durations: ["compile": 0.5], sandbox: "full", toolchain: "", obstacle: obstacle,
      checks: outcomes.map {
        Check(
          caseID: "usual", quantity: $0.quantity, outcome: $0.outcome, points: $0.outcome.mayEarn ? 10 : 0, maximum: 10,
          finding: $0.finding)
      }, notes: notes)
  }

  private func join(_ parts: Report...) -> Report {
    Report(
      of: AssignmentIdentity(id: "06-activations", title: "Activations", recipe: "tanh, relu", convention: "plain"),
      joining: Array(zip(["tanh", "relu", "softmax"], parts)))
  }

  private let right: [(quantity: String, outcome: Outcome, finding: Finding?)] = [
    ("y", .correct, nil), ("dx", .correct, nil),
  ]
  private let unreached: [(quantity: String, outcome: Outcome, finding: Finding?)] = [
    ("y", .skipped, .notReached(because: "")), ("dx", .skipped, .notReached(because: "")),
  ]
  private let missing = Obstacle(outcome: .notBuilt, message: "No type named Rectifier in your submission.")

  @Test func pointsAddUpAndNamesAreDistinct() {
    let joined = join(part(right), part(right))
    #expect(
      joined.checks.map(\.id) == [
        "tanh.usual/tanh.y", "tanh.usual/tanh.dx", "relu.usual/relu.y", "relu.usual/relu.dx",
      ])
    #expect(joined.points == 40 && joined.maximum == 40 && joined.exitCode == .fullMarks)
    #expect(joined.checks.map(\.part) == ["tanh", "tanh", "relu", "relu"])
    #expect(joined.durations == ["compile": 1] && joined.submission.files == ["A.swift"])
  }

  /// A part that cannot be built costs its own points alone, and is never taken for one that was left out.
  @Test func aPartThatIsNotBuiltLeavesTheOthers() {
    let joined = join(part(right), part(unreached, obstacle: missing))
    #expect(joined.obstacle == nil && joined.points == 20 && joined.maximum == 40 && joined.exitCode == .marksLost)
    let own = joined.checks.filter { $0.part == "relu" }
    #expect(own.allSatisfy { $0.outcome == .notBuilt && $0.points == 0 && $0.isSound })
    #expect(own.allSatisfy { $0.finding == .notReached(because: missing.message) })
  }

  /// A comment on one mistake is for those who make it: a missing type is none with a protocol forgotten, and a crash of one
  /// type none with a crash of another.
  @Test func aMistakeIsItsPartsAndItsReasons() throws {
    func mistake(_ message: String, details: String = "") throws -> (id: String, sentence: String?) {
      let obstacle = Obstacle(outcome: .notBuilt, message: message, details: details)
      let own = try #require(join(part(right), part(unreached, obstacle: obstacle)).checks.first { $0.part == "relu" })
      return (try #require(own.mistake), own.mistakeSentence)
    }
    let gone = try mistake(missing.message)
    #expect(gone.id.wholeMatch(of: #/relu: notBuilt [0-9a-f]{4}/#) != nil && gone.sentence == missing.message)
    #expect(try mistake("Rectifier does not conform to Layer.").id != gone.id)
    // Where the error stands is one program's own.
    let (one, other) = (
      try mistake("no", details: "A.swift:3:4: error: no x\n"), try mistake("no", details: "B.swift:9:1: error: no x\n")
    )
    #expect(one == other && one.sentence == "no x")
    let crashed = join(part([("y", .crashed, nil)]), part([("y", .crashed, nil)])).checks
    #expect(crashed.map(\.mistake) == ["tanh: crashed", "relu: crashed"])
    #expect(part([("y", .crashed, nil)]).checks.map(\.mistake) == ["crashed"])
  }

  @Test func theReasonOfAPartIsTheCompilersFirstError() {
    let obstacle = Obstacle(
      outcome: .notBuilt, message: "The submission does not compile.",
      details: "A.swift:1:2: warning: beware\nA.swift:3:4: error: one\nA.swift:5:6: error: two",
      place: Place(file: "A.swift", line: 3))
    let joined = join(part(right), part(unreached, obstacle: obstacle))
    #expect(joined.checks.last?.finding == .notReached(because: "A.swift:3:4: error: one"))
    #expect(joined.checks.last?.place == obstacle.place)
  }

  @Test func whatStopsEveryPartIsSaidOnce() {
    let told = Obstacle(outcome: .notBuilt, message: "It does not compile.", details: "A.swift:3:4: error: one")
    #expect(join(part(unreached, obstacle: told), part(unreached, obstacle: told)).obstacle == told)
    // Types that are missing are named, each once.
    var other = missing
    other.message = "No type named Tanh in your submission."
    let joined = join(part(unreached, obstacle: other), part(unreached, obstacle: missing))
    #expect(joined.obstacle?.message == "\(other.message) \(missing.message)")
    #expect(joined.points == 0 && joined.exitCode == .nothingGraded)
    #expect(joined.checks.allSatisfy { $0.outcome == .skipped })
  }

  @Test(arguments: [0, 1]) func aFaultOfOursInOnePartWithholdsTheWhole(place: Int) {
    var parts = [part(right), part(right)]
    let fault = Obstacle(outcome: .graderError, message: "The machine failed.")
    parts[place].obstacle = fault
    let joined = join(parts[0], parts[1])
    #expect(joined.isWithheld && joined.obstacle == fault && joined.exitCode == .graderError)
    parts[place].obstacle = nil
    parts[place].checks[0].outcome = .graderError
    #expect(join(parts[0], parts[1]).isWithheld)
  }

  /// A finding never names another part's quantity.
  @Test func findingsNameTheirOwnPart() {
    let follows = Finding.follows(sources: ["y"], origins: ["y"])
    let shape = Finding.shape(series: "y/W", yours: [1], expected: [2])
    let joined = join(part([("y", .incorrect, shape), ("dx", .followThrough, follows)]), part(right))
    #expect(joined.checks[0].finding == .shape(series: "tanh.y/W", yours: [1], expected: [2]))
    #expect(joined.checks[1].finding == .follows(sources: ["tanh.y"], origins: ["tanh.y"]))
  }

  @Test func aNoteIsSaidOnceAndWhatOnePartNeedsIsNotLeftAside() {
    let place = Place(file: "A.swift", line: 1)
    let one = part(right, notes: [.leftAside(["main.swift", "Tests/"]), .namesParameter("W", at: place)])
    let two = part(right, notes: [.leftAside(["Tests/"]), .namesParameter("W", at: place), .changesInput("x")])
    #expect(join(one, two).notes == [.leftAside(["Tests/"]), .namesParameter("W", at: place), .changesInput("relu.x")])
    #expect(join(one, part(right)).notes == [.namesParameter("W", at: place)])
  }

  @Test func theLinesOfAPartAreItsOwn() {
    var (one, two) = (part(right), part(right))
    one.sources = SourceMap(quantities: ["y": Place(file: "A.swift", line: 3)], type: Place(file: "A.swift", line: 1))
    two.sources = SourceMap(type: Place(file: "A.swift", line: 9))
    let joined = join(one, two)
    #expect(joined.checks.map { joined.sources.place(of: $0)?.line } == [3, 1, 9, 9])
  }

  @Test func copiesAreKnownByTheNumbersOfEachPart() {
    var (one, two) = (part(right), part(right))
    #expect(join(one, two).fingerprint == nil)
    one.fingerprint = "00ff"
    let first = join(one, two).fingerprint
    (one.fingerprint, two.fingerprint) = (nil, "00ff")
    #expect(first != nil && join(one, two).fingerprint != first)
  }
}
